import type { ChangesState } from '../../engine/api/state.ts';
import type { Draft } from '../state/drafts.ts';
import { say } from '../state/say.ts';
import { copyText } from '../ui/copy-text.ts';

/** Something that a person wrote and the server never had, to copy. */
export interface Unsent {
  readonly key: string;
  /** In plain words, what it was; nothing of a draft but its text. */
  readonly what: string | undefined;
  /** Everything in it that they wrote. */
  readonly text: string;
  /** Of a change, with the files that it names. */
  readonly args?: unknown;
}

/** Changes that wait, changes that were not accepted, and drafts, in this order (S7). */
export function listUnsent(
  { waiting, refused }: ChangesState,
  drafts: Readonly<Record<string, Draft>>,
): Unsent[] {
  const changes = [...waiting, ...refused].map(({ id, what, args }) => ({
    key: id,
    what: say(what),
    text: copyText({ what, args }),
    args,
  }));
  const written = Object.entries(drafts)
    .filter(([, { text }]) => text.trim() !== '')
    .map(([place, { text }]) => ({ key: place, what: undefined, text }));
  return [...changes, ...written];
}
