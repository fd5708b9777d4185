import { Button } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { writeNumber } from '../../ui/locale.ts';
import styles from './data.module.css';
import { type ImportStep, stopImport } from './import-store.ts';

type Running = Extract<ImportStep, { readonly step: 'running' }>;

/** A thin line while rows come in. One may look elsewhere meanwhile. */
export function ImportProgress({ fileName, share, report, isStopping }: Running) {
  const { t } = useTranslation('data');
  const words = t('running', { count: report.read, rows: writeNumber(report.read) });
  return (
    <>
      <p className={styles.dim}>
        <b dir="auto">{fileName}</b> {t('running.what')}
      </p>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={t('import')}
        aria-valuetext={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
      >
        <div className={styles.line} style={{ '--share': `${share * 100}%` } as CSSProperties} />
      </div>
      <p className={styles.dim}>{words}</p>
      <div className={styles.actions}>
        <Button variant="default" disabled={isStopping} onClick={stopImport}>
          {t('stop')}
        </Button>
      </div>
    </>
  );
}
