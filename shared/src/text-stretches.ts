import { diff3Merge, diffComm } from 'node-diff3';
import { z } from 'zod';
import { areCheap, linesOf, sameAtEnd, sameAtStart, spacedWordsOf, wordsOf } from './text-pieces.ts';

/** A stretch of two texts: the same in both or settled, or what each has in its place. */
export type Stretch = { readonly both: string } | Difference;

export interface Difference {
  readonly mine: string;
  readonly theirs: string;
  /** What both were made from, where that is known. */
  readonly base?: string;
}

const pieces = z.array(z.string()).transform((list) => list.join(''));
const mergedSchema = z.array(
  z.union([
    z.object({ ok: pieces }).transform(({ ok }) => ({ both: ok })),
    z
      .object({ conflict: z.object({ a: pieces, o: pieces, b: pieces }) })
      .transform(({ conflict: { a, o, b } }) => ({ mine: a, base: o, theirs: b })),
  ]),
);
const comparedSchema = z.array(
  z.union([
    z.object({ common: pieces }).transform(({ common }) => ({ both: common })),
    z
      .object({ buffer1: pieces, buffer2: pieces })
      .transform(({ buffer1, buffer2 }) => ({ mine: buffer1, theirs: buffer2 })),
  ]),
);

type Cut = (text: string) => string[];

/** From small pieces to large ones. */
const cuts: readonly Cut[] = [wordsOf, spacedWordsOf, linesOf];

/**
 * Merges two texts that were made from `base`, in the smallest pieces that do not take too long, and
 * where those differ in smaller ones again. What is too much even so differs as a whole: nobody's
 * text is lost by that, and no text can hold up a server.
 */
export function mergeStretches(base: string, mine: string, theirs: string): Stretch[] {
  return inPieces(cuts, { base, mine, theirs }, (cut, one) =>
    merge(cut, one.base ?? '', one.mine, one.theirs),
  );
}

/** The same without a base: wherever two texts differ, both have changed it. */
export function compareStretches(mine: string, theirs: string): Stretch[] {
  return inPieces(cuts, { mine, theirs }, (cut, one) => compare(cut, one.mine, one.theirs));
}

function inPieces(
  smallToLarge: readonly Cut[],
  whole: Difference,
  settle: (cut: Cut, difference: Difference) => Stretch[] | undefined,
): Stretch[] {
  for (const [index, cut] of smallToLarge.entries()) {
    const stretches = settle(cut, whole);
    if (stretches === undefined) continue;
    const smaller = smallToLarge.slice(0, index);
    return stretches.flatMap((one) => ('both' in one ? one : inPieces(smaller, one, settle)));
  }
  return [whole];
}

/** Nothing where it would take too long. What all three begin and end with is not looked at. */
function merge(cut: Cut, base: string, mine: string, theirs: string): Stretch[] | undefined {
  const [origin, ours, others] = [cut(base), cut(mine), cut(theirs)];
  const head = Math.min(sameAtStart(origin, ours), sameAtStart(origin, others));
  const tail = Math.min(sameAtEnd(origin, ours, head), sameAtEnd(origin, others, head));
  const middle = (list: string[]) => list.slice(head, list.length - tail);
  if (!areCheap(middle(origin), middle(ours)) || !areCheap(middle(origin), middle(others))) return undefined;
  const merged = diff3Merge(middle(ours), middle(origin), middle(others), { excludeFalseConflicts: true });
  return around(origin, head, tail, mergedSchema.parse(merged));
}

function compare(cut: Cut, mine: string, theirs: string): Stretch[] | undefined {
  const [ours, others] = [cut(mine), cut(theirs)];
  const head = sameAtStart(ours, others);
  const tail = sameAtEnd(ours, others, head);
  const middle = (list: string[]) => list.slice(head, list.length - tail);
  if (!areCheap(middle(ours), middle(others))) return undefined;
  return around(ours, head, tail, comparedSchema.parse(diffComm(middle(ours), middle(others))));
}

function around(list: readonly string[], head: number, tail: number, middle: readonly Stretch[]): Stretch[] {
  const start = { both: list.slice(0, head).join('') };
  const end = { both: list.slice(list.length - tail).join('') };
  return [start, ...middle, end];
}
