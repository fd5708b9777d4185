import { plainMentions } from '@holdfast/shared/mentions.ts';

/** What begins a line in Markdown: headings, quotes, lists. */
const beginnings = /^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm;
const fences = /^\s*(?:```|~~~).*$/gm;
/** Pairs of signs around words. */
const pairs = /(\*\*|__|~~|`+|\*)(\S(?:.*?\S)?)\1/g;

/** Markdown in one line as it reads, without its signs, to say which text is meant. */
export function plainText(body: string): string {
  const plain = plainMentions(body.replaceAll(fences, '').replaceAll(beginnings, ''));
  return plain.replaceAll(pairs, '$2').replaceAll(pairs, '$2');
}
