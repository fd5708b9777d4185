import type { Names } from '../../state/named-text.ts';

/** A row that could be meant. */
export interface Candidate {
  readonly id: string;
  readonly kind: 'person' | 'ticket' | 'project';
  /** How it stands in the text while it is written: `@Ben Okafor`, `#12`, `#Winter readiness`. */
  readonly shown: string;
  /** What the list says of it. */
  readonly label: string;
  readonly hint: string;
  /** Where it leads; nothing where what is shown is enough, as of `#12`. */
  readonly address?: string;
}

/** How a candidate is put into a text that names others already: two of one name stay apart. */
export function nameFor({ shown, hint, address }: Candidate, names: Names): { shown: string; names: Names } {
  if (address === undefined) return { shown, names };
  const isTaken = names[shown] !== undefined && names[shown] !== address;
  const own = isTaken ? `${shown} (${hint})` : shown;
  return { shown: own, names: { ...names, [own]: address } };
}
