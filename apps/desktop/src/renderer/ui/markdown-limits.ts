/** So many quotes and lists may stand in one another at the beginning of a line. */
const MOST_NESTED = 30;
const nested = new RegExp(String.raw`^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){${MOST_NESTED + 1},}`, 'm');
const indented = /^[ \t]{60,}(?:>|[-+*]|\d{1,9}[.)])/m;
/** Marks of one paragraph that may begin or end something: reading them costs the square of their number. */
const MOST_MARKS = 1_000;

/**
 * Whether a text can be read as Markdown in reasonable time. What people write always can; a text made to
 * keep the reader busy, or to nest deeper than the page can draw, is shown as it was typed.
 */
export function isReadable(text: string): boolean {
  if (nested.test(text) || indented.test(text)) return false;
  return text.split(/\n[ \t]*\n/).every((paragraph) => countMarks(paragraph) <= MOST_MARKS);
}

function countMarks(paragraph: string): number {
  return paragraph.match(/[*_~]+|!\[/g)?.length ?? 0;
}
