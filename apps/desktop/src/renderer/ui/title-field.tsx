import { type KeyboardEvent, useState } from 'react';
import type { z } from 'zod';
import styles from './title-field.module.css';

export interface TitleFieldProps {
  readonly label: string;
  readonly text: string;
  readonly schema: z.ZodType<string>;
  /** Why this person may not edit it. */
  readonly refusal: string | undefined;
  /** `was`: the title that the editing began with (S27). Says whether it was taken. */
  readonly save: (was: string, now: string) => Promise<boolean>;
}

/** A title, edited where it stands: Enter or leaving it saves, Escape puts it back. */
export function TitleField({ label, text, schema, refusal, save: send }: TitleFieldProps) {
  const [edit, setEdit] = useState<{ was: string; typed: string }>();
  const save = async () => {
    if (edit === undefined) return;
    const { was } = edit;
    const parsed = schema.safeParse(edit.typed.trim());
    // What is no title at all is put back rather than argued about.
    if (!parsed.success || parsed.data === was || (await send(was, parsed.data))) setEdit(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Escape') setEdit(undefined);
    // Leaving the field saves; after this render, so that Escape has put the title back by then.
    const field = event.currentTarget;
    setTimeout(() => field.blur());
  };
  return (
    <textarea
      className={styles.title}
      aria-label={label}
      aria-description={refusal}
      title={refusal}
      readOnly={refusal !== undefined}
      rows={1}
      dir="auto"
      value={edit?.typed ?? text}
      onChange={(event) =>
        setEdit({ was: edit?.was ?? text, typed: event.currentTarget.value.replaceAll('\n', ' ') })
      }
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  );
}
