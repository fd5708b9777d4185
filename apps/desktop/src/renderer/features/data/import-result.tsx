import { csvLine } from '@holdfast/shared/import/csv-line.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMyId } from '../../hooks/use-people.ts';
import { writeNumber } from '../../ui/locale.ts';
import { Problem } from '../../ui/problem.tsx';
import { DataTable } from '../admin/data-table.tsx';
import styles from './data.module.css';
import { type ImportStep, setStep } from './import-store.ts';
import { useProblemWords } from './use-problem-words.ts';
import { useSaveText } from './use-save-text.ts';

/** More than anybody reads on a screen: the list that is saved has all. */
const SHOWN = 1_000;

type Done = Extract<ImportStep, { readonly step: 'done' }>;

/** What came of an import: how many rows are new, and which were not taken and why. */
export function ImportResult({ fileName, report, isCut, problem }: Done) {
  const { t } = useTranslation('data');
  const myId = useMyId();
  const count = (key: string, number: number) => t(key, { count: number, rows: writeNumber(number) });
  return (
    <>
      <p role="status" className={styles.result}>
        <b dir="auto">{fileName}</b> {count('done.made', report.made)}{' '}
        {report.skipped > 0 && count('done.skipped', report.skipped)}{' '}
        {report.bad.length > 0 && count('done.bad', report.bad.length)} {isCut && t('done.cut')}
      </p>
      {problem !== undefined && (
        <Problem title={t('done.problem')} message={problem} kept={t('done.again')} />
      )}
      {report.bad.length > 0 && <BadLines bad={report.bad} />}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => setStep(myId, { step: 'choose' })}>
          {t('another')}
        </Button>
      </div>
    </>
  );
}

function BadLines({ bad }: Pick<Done['report'], 'bad'>) {
  const { t } = useTranslation('data');
  const say = useProblemWords();
  const { said, save } = useSaveText();
  const asCsv = () =>
    csvLine([t('line'), t('reason')]) +
    bad.map(({ line, problem }) => csvLine([String(line), say(problem)])).join('');
  return (
    <section className={styles.fields} aria-label={t('bad')}>
      <h3>{t('bad')}</h3>
      <DataTable
        label={t('bad')}
        isPart
        rows={bad.slice(0, SHOWN)}
        rowKey={({ line, problem }) => `${line} ${problem.key}`}
        columns={[
          {
            key: 'line',
            label: t('line'),
            width: '96px',
            isNumber: true,
            cell: ({ line }) => writeNumber(line),
          },
          {
            key: 'reason',
            label: t('reason'),
            wraps: true,
            cell: ({ problem }) => <span dir="auto">{say(problem)}</span>,
          },
        ]}
      />
      <div className={styles.actions}>
        <Button variant="default" onClick={() => save('rows-not-taken.csv', asCsv())}>
          {t('bad.save')}
        </Button>
        <span role="status" className={styles.dim}>
          {said}
        </span>
      </div>
    </section>
  );
}
