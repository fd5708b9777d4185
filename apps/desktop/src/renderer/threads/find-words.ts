/** Where a word of a text begins with one of these words, as the search on this device finds it. */
export function findWords(text: string, words: string): { readonly start: number; readonly end: number }[] {
  const wanted = (words.match(/[\p{L}\p{N}]+/gu) ?? []).map(plain);
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: word, index }) => {
    const found = wanted.filter((one) => plain(word).startsWith(one)).toSorted(longestFirst)[0];
    return found === undefined ? [] : [{ start: index, end: index + lengthIn(word, found) }];
  });
}

/** As the search compares: without case and accents. */
function plain(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

function longestFirst(left: string, right: string): number {
  return right.length - left.length;
}

/** How much of a word a find covers: its letters may be written with more signs than those that were typed. */
function lengthIn(word: string, found: string): number {
  let length = 0;
  while (length < word.length && plain(word.slice(0, length)).length < found.length) length++;
  while (/^\p{M}/u.test(word.slice(length))) length++;
  return length;
}
