/** Something that is being named in a text, up to where the cursor is. */
export interface Trigger {
  readonly sign: '@' | '#';
  /** Where the sign stands. */
  readonly start: number;
  /** What was typed after it. */
  readonly words: string;
}

const word = String.raw`[\p{L}\p{N}\p{M}'’._-]+`;
const trigger = new RegExp(String.raw`(?<![^\s([{"'«„“])([@#])(${word}(?: ${word}){0,3})?$`, 'u');
const inWord = /^[\p{L}\p{N}\p{M}]/u;

/**
 * What is being named where the cursor is: a sign that begins a word, and up to four words. A `#` alone
 * is a heading's.
 */
export function findTrigger(text: string, caret: number): Trigger | undefined {
  if (inWord.test(text.slice(caret, caret + 2))) return undefined;
  const lineStart = text.lastIndexOf('\n', caret - 1) + 1;
  const found = trigger.exec(text.slice(lineStart, caret));
  if (found === null) return undefined;
  const [, sign, words = ''] = found;
  if (sign === '@') return { sign, start: lineStart + found.index, words };
  if (sign === '#' && words !== '') return { sign, start: lineStart + found.index, words };
  return undefined;
}
