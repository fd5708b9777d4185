/** A piece of a text, and whether it is what was looked for. */
export interface FoundPart {
  readonly text: string;
  readonly isHit: boolean;
  /** Where it begins in the whole text. */
  readonly at: number;
}

/** So much is shown before the first word that was found. */
const BEFORE = 40;
/** A line is never longer than this, in characters. */
const MOST = 300;

/** The words of a search, as the search itself reads them. */
export function searchWords(search: string): readonly string[] {
  return (search.match(/[\p{L}\p{N}]+/gu) ?? []).map(plain);
}

/** A text from shortly before the first word that was found, with every word that begins as one looked for. */
export function foundParts(text: string, search: string): readonly FoundPart[] {
  const sought = searchWords(search);
  const hits = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) =>
    sought.some((start) => plain(word).startsWith(start)),
  );
  const from = startBefore(text, hits[0]?.index ?? 0);
  const to = Math.min(text.length, from + MOST);
  const parts: FoundPart[] = from > 0 ? [{ text: '… ', isHit: false, at: -1 }] : [];
  let at = from;
  for (const { 0: word, index } of hits) {
    if (index >= to) break;
    parts.push({ text: text.slice(at, index), isHit: false, at }, { text: word, isHit: true, at: index });
    at = index + word.length;
  }
  return [...parts, { text: text.slice(at, to), isHit: false, at }].filter((part) => part.text !== '');
}

/** The beginning of a word not far before this place. */
function startBefore(text: string, place: number): number {
  if (place <= BEFORE) return 0;
  const space = text.indexOf(' ', place - BEFORE);
  return space === -1 || space >= place ? place : space + 1;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
