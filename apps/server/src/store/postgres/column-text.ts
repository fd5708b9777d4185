/**
 * PostgreSQL keeps any text but U+0000 and halves of characters, which JavaScript's texts may hold. They are written
 * as U+FFFF, which stands for nothing in Unicode, and four digits; U+FFFF itself too, so that no two texts
 * become one. In JSON they stand as escapes; `holdfast_field` (migration 0001) writes those in the same way.
 */
const MARK = '\uffff';
const ODD = /[\0\uffff]|\p{Surrogate}/u;
const ODDS = new RegExp(ODD, 'gu');
const MARKED = /\uffff([0-9a-f]{4})/g;

/** A text as a column holds it. */
export function toColumnText(text: string): string {
  if (!ODD.test(text)) return text;
  return text.replace(ODDS, (odd) => MARK + odd.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** The text that a column holds. */
export function fromColumnText(held: string): string {
  if (!held.includes(MARK)) return held;
  return held.replace(MARKED, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
