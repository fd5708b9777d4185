import { diffIndices } from 'node-diff3';
import { areCheap, linesOf, sameAtEnd, sameAtStart } from './text-pieces.ts';

/** A piece of a text, and which of two texts has it. */
export interface SourcedPart {
  readonly text: string;
  readonly from: 'both' | 'mine' | 'theirs';
}

/**
 * Cuts `text`, which is one of two texts or made of both, into what both have, what only mine has
 * and what only theirs has (S29). What neither has counts as mine: its author is the one who merges.
 */
export function markSources(text: string, mine: string, theirs: string): SourcedPart[] {
  const notInMine = rangesMissingIn(text, mine);
  const notInTheirs = rangesMissingIn(text, theirs);
  const ends = [...new Set([...boundaries(notInMine), ...boundaries(notInTheirs), text.length])].sort(
    (left, right) => left - right,
  );
  const parts: SourcedPart[] = [];
  let start = 0;
  for (const end of ends) {
    if (end > start) append(parts, text.slice(start, end), sourceAt(start, notInMine, notInTheirs));
    start = end;
  }
  return parts;
}

/** Where a text differs: ranges of characters, in order. */
type Ranges = readonly (readonly [start: number, end: number])[];

function append(parts: SourcedPart[], text: string, from: SourcedPart['from']): void {
  const last = parts.at(-1);
  if (last?.from === from) parts[parts.length - 1] = { text: last.text + text, from };
  else parts.push({ text, from });
}

function sourceAt(place: number, notInMine: Ranges, notInTheirs: Ranges): SourcedPart['from'] {
  if (!covers(notInTheirs, place)) return covers(notInMine, place) ? 'theirs' : 'both';
  return 'mine';
}

function covers(ranges: Ranges, place: number): boolean {
  return ranges.some(([start, end]) => place >= start && place < end);
}

function boundaries(ranges: Ranges): number[] {
  return ranges.flat();
}

/** The ranges of `text` that `other` does not have. */
function rangesMissingIn(text: string, other: string): Ranges {
  return (
    differing(wordsAndSigns(text), wordsAndSigns(other)) ??
    differing(linesOf(text), linesOf(other)) ?? [[0, text.length]]
  );
}

function differing(left: readonly string[], right: readonly string[]): Ranges | undefined {
  const head = sameAtStart(left, right);
  const tail = sameAtEnd(left, right, head);
  const leftMiddle = left.slice(head, left.length - tail);
  const rightMiddle = right.slice(head, right.length - tail);
  if (!areCheap(leftMiddle, rightMiddle)) return undefined;
  const places = placesOf(left);
  return diffIndices(leftMiddle, rightMiddle)
    .filter(({ buffer1: [, length] }) => length > 0)
    .map(({ buffer1: [start, length] }) => [
      places[head + start] ?? 0,
      places[head + start + length] ?? places.at(-1) ?? 0,
    ]);
}

/** Where each piece begins, and at last where the text ends. */
function placesOf(pieces: readonly string[]): number[] {
  const places = [0];
  for (const piece of pieces) places.push((places.at(-1) ?? 0) + piece.length);
  return places;
}

/** Words and signs, each with the white space before it, because white space alone is the same everywhere. */
function wordsAndSigns(text: string): string[] {
  return text.match(/\s*[\p{L}\p{M}\p{N}]+|\s*[^\p{L}\p{M}\p{N}\s]|\s+/gu) ?? [];
}
