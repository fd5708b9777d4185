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
    const { wrong, excess } = await mend(
      table,
      lines,
      await readLines(target, table, { after, upTo }),
      target,
    );
    matched = { lines: matched.lines + lines.length, mended: matched.mended + wrong + excess };
    after = upTo;
  } while (after !== undefined);
  return matched;
}

/**
 * Writes the lines whose rising column is above a number, and compares what the target has of them then. What it has
 * besides was deleted in the source since it was copied, and goes.
 * @throws Error where it has them otherwise
 */
export async function putNewer(
  table: MovedTable,
  rising: RisingColumn,
  above: number,
  source: LineReader,
  target: LineDatabase,
): Promise<Matched> {
  const lines = await readNewer(source, table, rising, above);
  if (lines.length === 0) return { lines: 0, mended: 0 };
  await putAll(table, lines, target);
  const { wrong } = await mend(table, lines, await readNewer(target, table, rising, above), target);
  requireKept(table, { mended: wrong });
  return { lines: lines.length, mended: lines.length };
}

/** @throws Error where lines differ that were written before */
export function requireKept({ name }: Pick<MovedTable, 'name'>, { mended }: Pick<Matched, 'mended'>): void {
  if (mended === 0) return;
  throw new Error(
    `${mended} lines of ${name} are not in the new home as they were written to it. The data stays.`,
  );
}

async function putAll(table: MovedTable, lines: readonly Line[], target: LineDatabase): Promise<void> {
  for (let begin = 0; begin < lines.length; begin += PAGE) {
    await target.put(table, lines.slice(begin, begin + PAGE));
  }
}

/** How many lines were otherwise or not at all in the target, and how many only there. */
interface Mended {
  readonly wrong: number;
  readonly excess: number;
}

async function mend(
  table: MovedTable,
  wanted: readonly Line[],
  present: readonly Line[],
  target: LineDatabase,
): Promise<Mended> {
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
  await putAll(table, wrong, target);
  return { wrong: wrong.length, excess: excess.length };
}

function isSame(left: Line, right: Line | undefined): boolean {
  return right !== undefined && left.every((value, place) => value === right[place]);
}
