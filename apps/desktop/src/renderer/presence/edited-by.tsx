import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditors } from '../hooks/use-editing.ts';
import { personColour } from '../ui/person-colour.ts';
import styles from './edited-by.module.css';
import { fieldWords } from './field-words.ts';
import { useNames } from './use-names.ts';

/** A field of a row, as others are told of it: `ticket:<id>` and `description`. */
export interface FieldPlace {
  readonly room: string;
  readonly field: string;
}

export interface EditedByProps {
  readonly place: FieldPlace;
  readonly children: ReactNode;
}

/**
 * A field that somebody else edits has their colour as a soft outline, and their name. It is only told:
 * one may edit it as well, and both are kept (S27 to S29).
 */
export function EditedBy({ place: { room, field }, children }: EditedByProps) {
  const { t } = useTranslation('presence');
  const nameOf = useNames();
  const editors = useEditors(room, field);
  const [first] = editors;
  const names = editors.map(nameOf).join(', ');
  const style = first === undefined ? {} : { '--person': personColour(first) };
  const isAlone = editors.length === 1;
  return (
    <div
      className={styles.field}
      data-edited={first !== undefined || undefined}
      style={style as CSSProperties}
    >
      {children}
      {first !== undefined && (
        <span
          className={styles.name}
          role="note"
          title={t(isAlone ? 'edits' : 'edits.several', { name: names, names, field: fieldWords(field, t) })}
        >
          {isAlone ? t('edits.short', { name: names }) : t('edits.short.several', { count: editors.length })}
        </span>
      )}
    </div>
  );
}
