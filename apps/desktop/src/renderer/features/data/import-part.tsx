import { useTranslation } from 'react-i18next';
import { useMyId } from '../../hooks/use-people.ts';
import { ChooseFile } from './choose-file.tsx';
import styles from './data.module.css';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';
import { type ImportStep, useImport } from './import-store.ts';
import { MapFile } from './map-file.tsx';

/** Rows of other systems: which file, what its columns are, how far it is, and what came of it. */
export function ImportPart() {
  const { t } = useTranslation('data');
  const myId = useMyId();
  const { userId, now } = useImport();
  return (
    <section className={styles.part} aria-label={t('import')}>
      <h2>{t('import')}</h2>
      <Step now={userId === myId ? now : { step: 'choose' }} />
    </section>
  );
}

function Step({ now }: { readonly now: ImportStep }) {
  if (now.step === 'choose') return <ChooseFile problem={now.problem} />;
  if (now.step === 'map') return <MapFile prepared={now.prepared} />;
  if (now.step === 'running') return <ImportProgress {...now} />;
  return <ImportResult {...now} />;
}
