import { type KeyboardEvent, useState } from 'react';
import type { z } from 'zod';

type Field = HTMLInputElement | HTMLTextAreaElement;

export interface InPlaceEditOptions {
  readonly text: string;
  readonly schema: z.ZodType<string>;
  /** `was`: the text that the editing began with (S27). Says whether it was taken. */
  readonly save: (was: string, now: string) => Promise<boolean>;
}

/** One line of text, edited where it stands: Enter or leaving it saves, Escape puts it back. */
export function useInPlaceEdit({ text, schema, save: send }: InPlaceEditOptions) {
  const [edit, setEdit] = useState<{ was: string; typed: string }>();
  const save = async () => {
    if (edit === undefined) return;
    const { was } = edit;
    const parsed = schema.safeParse(edit.typed.trim());
    // What is no such text at all is put back rather than argued about.
    if (!parsed.success || parsed.data === was || (await send(was, parsed.data))) setEdit(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<Field>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Escape') setEdit(undefined);
    // Leaving the field saves; after this render, so that Escape has put the text back by then.
    const field = event.currentTarget;
    setTimeout(() => field.blur());
  };
  const type = (typed: string) => setEdit({ was: edit?.was ?? text, typed: typed.replaceAll('\n', ' ') });
  return { value: edit?.typed ?? text, type, onKeyDown, onBlur: save };
}
