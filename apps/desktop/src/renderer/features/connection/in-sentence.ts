import i18next from 'i18next';

/** Languages in which a sentence after a colon begins small. German nouns would not bear it. */
const small: readonly string[] = ['en', 'es'];

/** A sentence after a colon begins small where the language has it so, unless it begins with a name or an abbreviation. */
export function inSentence(sentence: string): string {
  return small.includes(i18next.language) && /^\p{Lu}\p{Ll}* \p{Ll}/u.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
