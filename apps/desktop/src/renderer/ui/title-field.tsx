import { useState } from 'react';
import { EditedBy, type FieldPlace } from '../presence/edited-by.tsx';
import styles from './title-field.module.css';
import { type InPlaceEditOptions, useInPlaceEdit } from './use-in-place-edit.ts';

export interface TitleFieldProps extends InPlaceEditOptions {
  readonly label: string;
  /** Why this person may not edit it. */
  readonly refusal: string | undefined;
  /** The field, where others are told that one edits it. */
  readonly edits?: FieldPlace;
}

/** A title, edited where it stands: Enter or leaving it saves, Escape puts it back. */
export function TitleField({ edits, ...title }: TitleFieldProps) {
  const [hasFocus, setHasFocus] = useState(false);
  const field = <Field {...title} onFocus={setHasFocus} />;
  if (edits === undefined) return field;
  return (
    <EditedBy place={edits} isEditing={hasFocus && title.refusal === undefined}>
      {field}
    </EditedBy>
  );
}

interface FieldProps extends Omit<TitleFieldProps, 'edits'> {
  readonly onFocus: (hasFocus: boolean) => void;
}

function Field({ label, refusal, onFocus, ...edited }: FieldProps) {
  const { value, type, onKeyDown, onBlur } = useInPlaceEdit(edited);
  return (
    <textarea
      className={styles.title}
      aria-label={label}
      aria-description={refusal}
      title={refusal}
      readOnly={refusal !== undefined}
      rows={1}
      dir="auto"
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
