import { readSums } from './line-sql.ts';
import type { DataMeta, LineDatabase, LineReader, MovedTable } from './lines.ts';
import { readMeta } from './marks.ts';
import { type Matched, matchTable, putNewer, requireKept } from './match-lines.ts';

export interface MovedTables {
  readonly source: LineDatabase;
  readonly target: LineDatabase;
  readonly tables: readonly MovedTable[];
}

/** What the source held when it was read, and how many lines were looked at. */
export interface Copied {
  readonly meta: DataMeta;
  readonly lines: number;
}

/** Copies all lines as they stand at one moment, and then compares each of them with what the target kept. */
export function copyLines(move: MovedTables & { readonly say: (words: string) => void }): Promise<Copied> {
  const { source, target, tables, say } = move;
  return source.inSnapshot(async (snapshot) => {
    const meta = await readMeta(snapshot);
    let lines = 0;
    for (const table of tables) {
      const matched = await matchTable(table, snapshot, target);
      lines += matched.lines;
      if (matched.lines > 0) say(`Copied ${table.name}: ${matched.lines}`);
    }
    say('Comparing every line.');
    for (const table of tables) requireKept(table, await matchTable(table, snapshot, target));
    return { meta, lines };
  });
}

/**
 * Brings the target from an earlier state of the source to the present one. What was written is compared once more, and
 * sums say whether anything else is different, as after something old was deleted.
 */
export function followChanges(move: MovedTables, since: DataMeta): Promise<Copied> {
  return atOneMoment(move, async (table, snapshot) => {
    const { target } = move;
    const { lines } = await matchChanged(table, snapshot, target, since);
    if (await hasSameSums(table, snapshot, target)) return lines;
    const whole = await matchTable(table, snapshot, target);
    requireKept(table, await matchTable(table, snapshot, target));
    return whole.lines;
  });
}

/** The same while writes are held and nothing old may be deleted: each table is looked at once, and again only if something changed. */
export function followRest(move: MovedTables, since: DataMeta): Promise<Copied> {
  return atOneMoment(
    move,
    async (table, snapshot) => (await matchChanged(table, snapshot, move.target, since)).lines,
  );
}

async function atOneMoment(
  { source, tables }: MovedTables,
  follow: (table: MovedTable, snapshot: LineReader) => Promise<number>,
): Promise<Copied> {
  return await source.inSnapshot(async (snapshot) => {
    const meta = await readMeta(snapshot);
    let lines = 0;
    for (const table of tables) lines += await follow(table, snapshot);
    return { meta, lines };
  });
}

async function matchChanged(
  table: MovedTable,
  snapshot: LineReader,
  target: LineDatabase,
  since: DataMeta,
): Promise<Matched> {
  const { rising } = table;
  if (rising !== undefined) return putNewer(table, rising, since[rising.follows], snapshot, target);
  const matched = await matchTable(table, snapshot, target);
  if (matched.mended > 0) requireKept(table, await matchTable(table, snapshot, target));
  return matched;
}

async function hasSameSums(table: MovedTable, snapshot: LineReader, target: LineReader): Promise<boolean> {
  const [left, right] = await Promise.all([readSums(snapshot, table), readSums(target, table)]);
  return left.every((value, place) => value === right[place]);
}
