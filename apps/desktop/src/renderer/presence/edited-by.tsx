import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing, useEditors } from '../hooks/use-editing.ts';
import { writeList } from '../ui/locale.ts';
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
  /** Whether one edits it oneself right now: others are told so. */
  readonly isEditing: boolean;
  /** `line`: a field of one line, where there is room for the name alone. */
  readonly look?: 'line' | undefined;
  readonly children: ReactNode;
}

/**
 * A field that several may edit. While somebody else does, it has their colour as a soft outline, and
 * their name. It is only told: one may edit it as well, and what both wrote is kept (S27 to S29).
 */
export function EditedBy({ place: { room, field }, isEditing, look, children }: EditedByProps) {
  useEditing(room, field, isEditing);
  const editors = useEditors(room, field);
  const [first] = editors;
  const style = first === undefined ? {} : { '--person': personColour(first) };
  return (
    <div
      className={styles.field}
      data-look={look}
      data-edited={first !== undefined || undefined}
      style={style as CSSProperties}
    >
      {children}
      {first !== undefined && <Editors editors={editors} field={field} look={look} />}
    </div>
  );
}

interface EditorsProps extends Pick<EditedByProps, 'look'> {
  readonly editors: readonly string[];
  readonly field: string;
}

function Editors({ editors, field, look }: EditorsProps) {
  const { t } = useTranslation('presence');
  const nameOf = useNames();
  const count = editors.length;
  const name = writeList(editors.map(nameOf));
  const words = { name, count, field: fieldWords(field, t) };
  const [full, short] = count === 1 ? (['edits', 'edits.short'] as const) : severalEdit;
  return (
    <span className={styles.name} role="note" title={t(full, words)}>
      {look === 'line' && count === 1 ? name : t(short, words)}
    </span>
  );
}

const severalEdit = ['edits.several', 'edits.short.several'] as const;
