import { mergeDiff3 } from 'node-diff3';

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
