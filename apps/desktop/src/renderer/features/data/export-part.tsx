import { type ImportKind, importKinds } from '@holdfast/shared/import/kinds.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data.module.css';
import { type ExportFormat, exportFormats, exportText } from './export-text.ts';
import { Field } from './field.tsx';
import { useSaveText } from './use-save-text.ts';

/** Takes all rows of a kind out of this device, also without a network. */
export function ExportPart() {
  const { t } = useTranslation('data');
  const [kind, setKind] = useState<ImportKind>('ticket');
  const { said, save } = useSaveText();
  const takeOut = async (format: ExportFormat) => {
    const { text } = await exportText(kind, format);
    await save(`${kind}s.${format}`, text);
  };
  return (
    <section className={styles.part} aria-label={t('export')}>
      <h2>{t('export')}</h2>
      <p className={styles.dim}>{t('export.what')}</p>
      <Field
        label={t('export.kind')}
        choices={importKinds.map((one) => ({ key: one, label: t(`kind.${one}`) }))}
        chosen={kind}
        onChoose={(key) => setKind(importKinds.find((one) => one === key) ?? kind)}
      />
      <div className={styles.actions}>
        {exportFormats.map((format) => (
          <Button key={format} variant="default" onClick={() => takeOut(format)}>
            {t(`export.${format}`)}
          </Button>
        ))}
        <span role="status" className={styles.dim}>
          {said}
        </span>
      </div>
    </section>
  );
}
