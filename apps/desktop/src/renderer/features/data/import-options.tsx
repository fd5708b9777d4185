import { dateOrders } from '@holdfast/shared/import/read-dates.ts';
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './data.module.css';
import { Field } from './field.tsx';
import { type Prepared, prepare } from './import-store.ts';

/** What is the same for all rows: where they come from, how dates are meant, and whether what is missing is made. */
export function ImportOptions({ prepared }: { readonly prepared: Prepared }) {
  const { t } = useTranslation('data');
  const { mapping, origin, makesMissing } = prepared;
  return (
    <section className={styles.fields} aria-label={t('options')}>
      <h3>{t('options')}</h3>
      <div className={styles.grid}>
        <TextInput
          label={t('origin')}
          description={t('origin.hint')}
          value={origin}
          maxLength={100}
          onChange={({ currentTarget }) => prepare({ origin: currentTarget.value })}
        />
        <Field
          label={t('dates')}
          choices={dateOrders.map((order) => ({ key: order, label: t(`dates.${order}`) }))}
          chosen={mapping.dates}
          onChoose={(key) =>
            prepare({
              mapping: { ...mapping, dates: dateOrders.find((one) => one === key) ?? mapping.dates },
            })
          }
        />
      </div>
      {mapping.kind !== 'assignment' && (
        <Checkbox
          size="xs"
          label={t('makesMissing')}
          checked={makesMissing}
          onChange={({ currentTarget }) => prepare({ makesMissing: currentTarget.checked })}
        />
      )}
    </section>
  );
}
