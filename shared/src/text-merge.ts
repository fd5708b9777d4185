import { compareStretches, type Difference, mergeStretches } from './text-stretches.ts';

/**
 * Merges two texts that were both made from `base`: what only one side changed is taken from it.
 * Gives nothing where both changed the same words differently (S29).
 */
export function mergeText(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  const settled: string[] = [];
  for (const stretch of mergeStretches(base, mine, theirs)) {
    if (!('both' in stretch)) return undefined;
    settled.push(stretch.both);
  }
  return settled.join('');
}

/**
 * One text of two that cannot be merged, for its author to go on from (S29): where both changed the
 * same words it has mine and then theirs. Without `base`, because nobody holds it any more (S23),
 * that is wherever the two differ.
 */
export function mergeWithBoth(base: string | undefined, mine: string, theirs: string): string {
  const stretches = base === undefined ? compareStretches(mine, theirs) : mergeStretches(base, mine, theirs);
  return stretches.map((stretch) => ('both' in stretch ? stretch.both : oneAfterTheOther(stretch))).join('');
}

/** Passages of several lines stand on lines of their own, words beside each other. */
function oneAfterTheOther({ mine, theirs }: Difference): string {
  const isApart = mine === '' || theirs === '' || /\s$/.test(mine) || /^\s/.test(theirs);
  if (isApart) return mine + theirs;
  return mine + (mine.includes('\n') || theirs.includes('\n') ? '\n' : ' ') + theirs;
}
