import { type ImportField, importFields } from '@holdfast/shared/import/kinds.ts';
import { chosen, type Mapping } from '@holdfast/shared/import/mapping.ts';
import { cellOf } from '@holdfast/shared/import/source-row.ts';
import { useTranslation } from 'react-i18next';
import styles from './data.module.css';
import { Field } from './field.tsx';
import { type Prepared, prepare } from './import-store.ts';

/** More words than this are no choice among a few, and are taken as they are guessed. */
const MOST = 24;

/** What the words of a file mean where there is a choice among a few, such as a status. */
export function WordMeanings({ prepared }: { readonly prepared: Prepared }) {
  const { t } = useTranslation('data');
  const fields = importFields[prepared.mapping.kind].flatMap((field) => {
    const words = wordsOf(prepared, field);
    return words.length === 0 ? [] : [{ field, words }];
  });
  return fields.map(({ field, words }) => {
    const label = t('words', { field: t(`field.${field.name}`) });
    return (
      <section key={field.name} className={styles.fields} aria-label={label}>
        <h3>{label}</h3>
        <div className={styles.grid}>
          {words.map((word) => (
            <Field
              key={word}
              label={word}
              choices={(field.choices ?? []).map((key) => ({ key, label: t(`value.${field.name}.${key}`) }))}
              chosen={meaningOf(prepared.mapping, field, word)}
              onChoose={(meaning) =>
                prepare({ mapping: withMeaning(prepared.mapping, field, word, meaning) })
              }
            />
          ))}
        </div>
      </section>
    );
  });
}

function wordsOf({ mapping, head }: Prepared, { name, choices }: ImportField): readonly string[] {
  const column = mapping.columns[name];
  if (choices === undefined || column === undefined) return [];
  const words = new Map<string, string>();
  for (const item of head.items) {
    const word = 'cells' in item ? cellOf(item.cells, column) : '';
    if (word !== '' && !words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
    if (words.size > MOST) return [];
  }
  return [...words.values()];
}

function meaningOf(mapping: Mapping, { name }: ImportField, word: string): string {
  return chosen(mapping, name, new Map([[mapping.columns[name] ?? '', [word]]]));
}

function withMeaning(mapping: Mapping, { name }: ImportField, word: string, meaning: string): Mapping {
  const ofField = { ...mapping.choices[name], [word.toLowerCase()]: meaning };
  return { ...mapping, choices: { ...mapping.choices, [name]: ofField } };
}
