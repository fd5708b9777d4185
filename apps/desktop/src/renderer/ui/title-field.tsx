import styles from './title-field.module.css';
import { type InPlaceEditOptions, useInPlaceEdit } from './use-in-place-edit.ts';

export interface TitleFieldProps extends InPlaceEditOptions {
  readonly label: string;
  /** Why this person may not edit it. */
  readonly refusal: string | undefined;
}

/** A title, edited where it stands: Enter or leaving it saves, Escape puts it back. */
export function TitleField({ label, refusal, ...edited }: TitleFieldProps) {
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
      onBlur={onBlur}
    />
  );
}
