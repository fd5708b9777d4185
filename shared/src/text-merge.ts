import { diff3Merge, diffComm, mergeDiff3 } from 'node-diff3';
import { z } from 'zod';

/** Text in pieces that are merged on their own: words, with the white space between them kept. */
function pieces(text: string): string[] {
  return text.split(/(\s+)/);
}

/**
 * Merges two texts that were both made from `base`: what only one side changed is taken from it.
 * Gives nothing where both changed the same words differently (S29).
 */
export function mergeText(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  const { conflict, result } = mergeDiff3(pieces(mine), pieces(base), pieces(theirs), {
    excludeFalseConflicts: true,
  });
  return conflict ? undefined : result.join('');
}

/** A stretch of two texts: the same in both, or what each has in its place. */
type Stretch = { readonly both: string } | { readonly mine: string; readonly theirs: string };

const words = z.array(z.string());
const mergedSchema = z.array(
  z.union([
    z.object({ ok: words }).transform(({ ok }) => ({ both: ok.join('') })),
    z
      .object({ conflict: z.object({ a: words, b: words }) })
      .transform(({ conflict }) => ({ mine: conflict.a.join(''), theirs: conflict.b.join('') })),
  ]),
);
const comparedSchema = z.array(
  z.union([
    z.object({ common: words }).transform(({ common }) => ({ both: common.join('') })),
    z
      .object({ buffer1: words, buffer2: words })
      .transform(({ buffer1, buffer2 }) => ({ mine: buffer1.join(''), theirs: buffer2.join('') })),
  ]),
);

/**
 * One text of two that cannot be merged, for its author to go on from (S29): where both changed the
 * same words it has mine and then theirs. Without `base`, because nobody holds it any more (S23),
 * that is wherever the two differ.
 */
export function mergeWithBoth(base: string | undefined, mine: string, theirs: string): string {
  const stretches: readonly Stretch[] =
    base === undefined
      ? comparedSchema.parse(diffComm(pieces(mine), pieces(theirs)))
      : mergedSchema.parse(
          diff3Merge(pieces(mine), pieces(base), pieces(theirs), { excludeFalseConflicts: true }),
        );
  return stretches.map((stretch) => ('both' in stretch ? stretch.both : oneAfterTheOther(stretch))).join('');
}

/** Passages of several lines stand on lines of their own, words beside each other. */
function oneAfterTheOther({ mine, theirs }: { readonly mine: string; readonly theirs: string }): string {
  const isApart = mine === '' || theirs === '' || /\s$/.test(mine) || /^\s/.test(theirs);
  if (isApart) return mine + theirs;
  return mine + (mine.includes('\n') || theirs.includes('\n') ? '\n' : ' ') + theirs;
}
