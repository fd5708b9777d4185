/** Longer texts are shown as they were typed: reading them would keep the window from answering. */
const MOST_CHARACTERS = 20_000;

/** So many quotes and lists may stand in one another at the beginning of a line. */
const MOST_NESTED = 20;
const nested = new RegExp(String.raw`^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){${MOST_NESTED + 1},}`, 'm');
const indented = /^[ \t]{60,}(?:>|[-+*]|\d{1,9}[.)])/m;

/** Marks of one paragraph that may begin or end something: reading them costs the square of their number. */
const MOST_MARKS = 500;
const marks = /[*_~]+|!\[/g;

/** Lines that make a heading of what stands above them cost the square of their number too. */
const MOST_UNDERLINES = 100;
const underlines = /^[ \t]*(?:-+|=+)[ \t]*$/gm;

/** A table has in each line as many cells as in its head, also where a line says less. */
const MOST_CELLS = 4_000;
const tableRule = /^[ \t>:-]*\|[|: \t-]*$/gm;

/**
 * Whether a text can be read as Markdown in reasonable time. What people write nearly always can; a text
 * made to keep the reader busy, to take all memory, or to nest deeper than the page can draw, is shown
 * as it was typed.
 */
export function isReadable(text: string): boolean {
  if (text.length > MOST_CHARACTERS || nested.test(text) || indented.test(text)) return false;
  if (count(text, underlines) > MOST_UNDERLINES) return false;
  const paragraphs = text.split(/\n[ \t]*\n/);
  const cells = paragraphs.reduce((sum, paragraph) => sum + cellsOf(paragraph), 0);
  return cells <= MOST_CELLS && paragraphs.every((paragraph) => count(paragraph, marks) <= MOST_MARKS);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function cellsOf(paragraph: string): number {
  const columns = (paragraph.match(tableRule) ?? []).map((rule) => rule.split('|').length);
  return Math.max(0, ...columns) * paragraph.split('\n').length;
}
