import type { ReactNode } from 'react';

export interface BoardCardData {
  readonly id: string;
  readonly name: string;
  /** Why this person may not move it. */
  readonly refusal: string | undefined;
  /** The row of a table that it shows. */
  readonly row?: { readonly table: string; readonly id: string };
  /** What stands below its name. */
  readonly content: ReactNode;
}

export interface BoardColumnData<Key extends string> {
  readonly key: Key;
  readonly name: string;
  readonly icon?: ReactNode;
  readonly cards: readonly BoardCardData[];
}

/** What is said to those who do not see the board. Names are those of the card and the column. */
export interface BoardWords {
  readonly label: string;
  /** How cards are moved by keys. */
  readonly help: string;
  readonly taken: (card: string) => string;
  readonly over: (card: string, column: string) => string;
  readonly dropped: (card: string, column: string) => string;
  readonly putBack: (card: string) => string;
  /** Shows the rest of a long column. */
  readonly more: (count: number) => string;
}
