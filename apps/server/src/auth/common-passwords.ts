import { dictionary } from '@zxcvbn-ts/language-common';

/** Passwords that were found in leaks, the commonest first: some 49,000. */
const common: ReadonlySet<string> = new Set(dictionary['passwords-common'].map((word) => word.toLowerCase()));

/** Parts so short are no words, and yet `abcabcabcabc` is easily guessed. */
const SHORT_PART = 4;

/** Whether a password is one of those that are tried first: a common one, or one repeated to make it longer. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  if (common.has(text)) return true;
  const part = repeatedPart(text);
  return part !== undefined && (part.length <= SHORT_PART || common.has(part));
}

/** The shortest text of which this one is a repetition, the last time perhaps cut off; nothing if it is none. */
function repeatedPart(text: string): string | undefined {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (part.repeat(Math.ceil(text.length / length)).startsWith(text)) return part;
  }
  return undefined;
}
