import { useState } from 'react';
import { EditedBy, type FieldPlace } from '../presence/edited-by.tsx';
import styles from './line-field.module.css';
import { type InPlaceEditOptions, useInPlaceEdit } from './use-in-place-edit.ts';

export interface LineFieldProps extends InPlaceEditOptions {
  readonly label: string;
  /** Why this person may not edit it. */
  readonly refusal: string | undefined;
  /** The field, where others are told that one edits it. */
  readonly edits?: FieldPlace;
  /** Shown where there is no text. */
  readonly none?: string;
}

/** A short text among fields, edited where it stands as a title is. */
export function LineField({ edits, ...line }: LineFieldProps) {
  const [hasFocus, setHasFocus] = useState(false);
  const field = <Field {...line} onFocus={setHasFocus} />;
  if (edits === undefined) return field;
  return (
    <EditedBy place={edits} isEditing={hasFocus && line.refusal === undefined} look="line">
      {field}
    </EditedBy>
  );
}

interface FieldProps extends Omit<LineFieldProps, 'edits'> {
  readonly onFocus: (hasFocus: boolean) => void;
}

function Field({ label, refusal, none, onFocus, ...edited }: FieldProps) {
  const { value, type, onKeyDown, onBlur } = useInPlaceEdit(edited);
  return (
    <input
      className={styles.line}
      aria-label={label}
      aria-description={refusal}
      title={refusal}
      readOnly={refusal !== undefined}
      spellCheck={false}
      dir="auto"
      placeholder={none}
      value={value}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onFocus={() => onFocus(true)}
      onBlur={() => {
        onFocus(false);
        onBlur();
      }}
    />
  );
}
