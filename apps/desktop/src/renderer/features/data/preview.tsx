import { importFields } from '@holdfast/shared/import/kinds.ts';
import { chosen } from '@holdfast/shared/import/mapping.ts';
import { BadRow, type RowProblem } from '@holdfast/shared/import/problem.ts';
import { RowReader } from '@holdfast/shared/import/row-reader.ts';
import { cellsOf, type SourceItem } from '@holdfast/shared/import/source-row.ts';
import { toDraft } from '@holdfast/shared/import/to-draft.ts';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../admin/data-table.tsx';
import styles from './data.module.css';
import type { Prepared } from './import-store.ts';
import { useProblemWords } from './use-problem-words.ts';

const SHOWN = 5;

/** What the first rows become. */
export function Preview({ prepared }: { readonly prepared: Prepared }) {
  const { t } = useTranslation('data');
  const say = useProblemWords();
  const { mapping, head } = prepared;
  const reader = new RowReader(mapping);
  const mapped = importFields[mapping.kind].filter(({ name }) => mapping.columns[name] !== undefined);
  const shownOf = (item: SourceItem, name: string, isChoice: boolean) => {
    if (!('cells' in item)) return '';
    if (isChoice) return t(`value.${name}.${chosen(mapping, name, item.cells)}`);
    return cellsOf(item.cells, mapping.columns[name]).join(', ').slice(0, 200);
  };
  return (
    <section className={styles.fields} aria-label={t('preview')}>
      <h3>{t('preview')}</h3>
      <div className={styles.wide}>
        <DataTable
          label={t('preview')}
          showsAll
          rows={head.items.slice(0, SHOWN)}
          rowKey={({ line }) => String(line)}
          columns={[
            {
              key: 'line',
              label: t('line'),
              width: '64px',
              cell: ({ line }) => line,
            },
            {
              key: 'problem',
              label: t('taken'),
              width: '160px',
              wraps: true,
              cell: (item) => {
                const problem = problemOf(item, reader);
                return problem === undefined ? t('taken.yes') : say(problem);
              },
            },
            ...mapped.map(({ name, choices }) => ({
              key: name,
              label: t(`field.${name}`),
              width: '140px',
              cell: (item: SourceItem) => (
                <span dir="auto">{shownOf(item, name, choices !== undefined)}</span>
              ),
            })),
          ]}
        />
      </div>
    </section>
  );
}

/** Why a row cannot be taken as it stands in the file, whatever there is here already. */
function problemOf(item: SourceItem, reader: RowReader): RowProblem | undefined {
  if ('problem' in item) return item.problem;
  try {
    toDraft(item.cells, reader);
    return undefined;
  } catch (error) {
    if (error instanceof BadRow) return error.problem;
    throw error;
  }
}
