/** A sentence after a colon begins small, unless it begins with a name or an abbreviation. */
export function inSentence(sentence: string): string {
  return /^[A-Z][a-z]* [a-z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
