import type { ReactNode } from 'react';

/** Something that happened beside the messages, such as a changed field. */
export interface ThreadAside {
  readonly key: string;
  /** When, in milliseconds since 1970: it stands before the first message that was written later. */
  readonly at: number;
  readonly node: ReactNode;
  /** Tells those between which no message stands in fewer of them; the same for all asides of a thread. */
  readonly fold?: (run: readonly ThreadAside[]) => readonly ThreadAside[];
}
