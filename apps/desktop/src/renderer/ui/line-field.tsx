import styles from './line-field.module.css';
import { type InPlaceEditOptions, useInPlaceEdit } from './use-in-place-edit.ts';

export interface LineFieldProps extends InPlaceEditOptions {
  readonly label: string;
  /** Why this person may not edit it. */
  readonly refusal: string | undefined;
}

/** A short text among fields, edited where it stands as a title is. */
export function LineField({ label, refusal, ...edited }: LineFieldProps) {
  const { value, type, onKeyDown, onBlur } = useInPlaceEdit(edited);
  return (
    <input
      className={styles.line}
      aria-label={label}
      aria-description={refusal}
      title={refusal}
      readOnly={refusal !== undefined}
      spellCheck={false}
      value={value}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  );
}
