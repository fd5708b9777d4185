/** Whether every word begins some word of the text, whatever its case and accents. */
export function matches(text: string, words: string): boolean {
  const inText = plain(text).split(/\s+/);
  return plain(words)
    .split(/\s+/)
    .every((word) => inText.some((candidate) => candidate.startsWith(word)));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim();
}
