import { importFields } from '@holdfast/shared/import/kinds.ts';
import { type Mapping, missingFields } from '@holdfast/shared/import/mapping.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIsFirstSync } from '../../hooks/use-first-sync.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import styles from './data.module.css';
import { Field } from './field.tsx';
import { ImportOptions } from './import-options.tsx';
import { type Prepared, prepare, setStep } from './import-store.ts';
import { Preview } from './preview.tsx';
import { importPrepared } from './run-file-import.ts';
import { WordMeanings } from './word-meanings.tsx';

/** No column has this name: cells of a file are text of one line at most in its header. */
const NONE = '\n';

/** How the columns of a file are taken, what its first rows become, and the way on. */
export function MapFile({ prepared }: { readonly prepared: Prepared }) {
  const { t } = useTranslation('data');
  const myId = useMyId();
  const { mapping, file } = prepared;
  const refusal = useRefusal(mapping);
  return (
    <>
      <p className={styles.dim}>
        <b dir="auto">{file.name}</b> {t('map.what')}
      </p>
      <ColumnFields prepared={prepared} />
      <WordMeanings prepared={prepared} />
      <ImportOptions prepared={prepared} />
      <Preview prepared={prepared} />
      {refusal !== undefined && (
        <p role="status" className={styles.dim}>
          {refusal}
        </p>
      )}
      <div className={styles.actions}>
        <RefusableButton
          label={t('start')}
          refusal={refusal}
          onClick={() => void importPrepared(prepared, myId)}
        />
        <Button variant="default" onClick={() => setStep(myId, { step: 'choose' })}>
          {t('another')}
        </Button>
      </div>
    </>
  );
}

/** Why it cannot begin yet. What is not on this device yet would be taken for missing, and made once more. */
function useRefusal(mapping: Mapping): string | undefined {
  const { t } = useTranslation('data');
  const isFirstSync = useIsFirstSync();
  const missing = missingFields(mapping).map(({ name }) => t(`field.${name}`));
  if (isFirstSync) return t('map.firstSync');
  if (missing.length === 0) return undefined;
  return t('map.missing', { fields: missing.join(', '), count: missing.length });
}

function ColumnFields({ prepared }: { readonly prepared: Prepared }) {
  const { t } = useTranslation('data');
  const { mapping, head } = prepared;
  const columns = [...new Set(head.header)].filter((column) => column !== '');
  const choices = [
    { key: NONE, label: t('map.none') },
    ...columns.map((column) => ({ key: column, label: column })),
  ];
  return (
    <section className={styles.fields} aria-label={t('map')}>
      <h3>{t('map')}</h3>
      <div className={styles.grid}>
        {importFields[mapping.kind].map(({ name, required }) => (
          <Field
            key={name}
            label={t(`field.${name}`)}
            {...(required && { hint: t('map.required') })}
            choices={choices}
            chosen={mapping.columns[name] ?? NONE}
            onChoose={(column) => prepare({ mapping: withColumn(mapping, name, column) })}
          />
        ))}
      </div>
    </section>
  );
}

function withColumn(mapping: Mapping, field: string, column: string): Mapping {
  const { [field]: _, ...others } = mapping.columns;
  return { ...mapping, columns: column === NONE ? others : { ...others, [field]: column } };
}
