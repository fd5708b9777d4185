import { keyOf, type LineRange, readLines, readNewer, removeLines } from './line-sql.ts';
import type { Line, LineDatabase, LineReader, MovedTable, RisingColumn } from './lines.ts';

/** Lines that are read and compared at a time. */
const PAGE = 2_000;

export interface Matched {
  /** The lines of the source that were looked at. */
  readonly lines: number;
  /** How many of them the target had otherwise or not at all, or had in excess. They are as in the source now. */
  readonly mended: number;
}

/**
 * Makes the target's lines of a table equal to those of the source. Every line is compared, so to do it twice
 * verifies it.
 */
export async function matchTable(
  table: MovedTable,
  source: LineReader,
  target: LineDatabase,
): Promise<Matched> {
  let matched: Matched = { lines: 0, mended: 0 };
  let after: LineRange['after'];
  do {
    const lines = await readLines(source, table, { after, limit: PAGE });
    const last = lines.length < PAGE ? undefined : lines.at(-1);
    const upTo = last && keyOf(table, last);
    const mended = await mend(table, lines, await readLines(target, table, { after, upTo }), target);
    matched = { lines: matched.lines + lines.length, mended: matched.mended + mended };
    after = upTo;
  } while (after !== undefined);
  return matched;
}

/** The same for the lines alone whose rising column is above a number. */
export async function matchNewer(
  table: MovedTable,
  rising: RisingColumn,
  above: number,
  source: LineReader,
  target: LineDatabase,
): Promise<Matched> {
  const [lines, present] = await Promise.all([
    readNewer(source, table, rising, above),
    readNewer(target, table, rising, above),
  ]);
  return { lines: lines.length, mended: await mend(table, lines, present, target) };
}

async function mend(
  table: MovedTable,
  wanted: readonly Line[],
  present: readonly Line[],
  target: LineDatabase,
): Promise<number> {
  const nameOf = (line: Line) => JSON.stringify(keyOf(table, line));
  const there = new Map(present.map((line) => [nameOf(line), line]));
  const wrong = wanted.filter((line) => !isSame(line, there.get(nameOf(line))));
  const names = new Set(wanted.map(nameOf));
  const excess = present.filter((line) => !names.has(nameOf(line)));
  // What is too much goes first: it may hold what a line that comes must be alone with.
  await removeLines(
    target,
    table,
    excess.map((line) => keyOf(table, line)),
  );
  for (let begin = 0; begin < wrong.length; begin += PAGE) {
    await target.put(table, wrong.slice(begin, begin + PAGE));
  }
  return wrong.length + excess.length;
}

function isSame(left: Line, right: Line | undefined): boolean {
  return right !== undefined && left.every((value, place) => value === right[place]);
}
