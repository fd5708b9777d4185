/** Something to be said in the language of whoever reads it: which sentence, and what is put into it. */
export interface Said {
  /** A key of the texts that say it: of what changes do, `apps/desktop/src/words/changes/`. */
  readonly key: string;
  /** Names and words of people, or other things to say; several are said one after the other. */
  readonly values?: Readonly<Record<string, SaidValue>>;
}

export type SaidValue = string | Said | readonly Said[];

export function said(key: string, values?: Readonly<Record<string, SaidValue>>): Said {
  return values === undefined ? { key } : { key, values };
}
