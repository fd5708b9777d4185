import { readSums } from './line-sql.ts';
import type { DataMeta, LineDatabase, LineReader, MovedTable } from './lines.ts';
import { readMeta } from './marks.ts';
import { type Matched, matchNewer, matchTable } from './match-lines.ts';

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

/** Brings the target from an earlier state of the source to the present one. */
export function followChanges({ source, target, tables }: MovedTables, since: DataMeta): Promise<Copied> {
  return source.inSnapshot(async (snapshot) => {
    const meta = await readMeta(snapshot);
    let lines = 0;
    for (const table of tables) lines += await followTable(table, snapshot, target, since);
    return { meta, lines };
  });
}

/** What was written is compared once more, and the sums say whether anything else is different, as after a deletion. */
async function followTable(
  table: MovedTable,
  snapshot: LineReader,
  target: LineDatabase,
  since: DataMeta,
): Promise<number> {
  const { rising } = table;
  const match = () =>
    rising === undefined
      ? matchTable(table, snapshot, target)
      : matchNewer(table, rising, since[rising.follows], snapshot, target);
  const { lines, mended } = await match();
  if (mended > 0) requireKept(table, await match());
  if (await hasSameSums(table, snapshot, target)) return lines;
  const whole = await matchTable(table, snapshot, target);
  requireKept(table, await matchTable(table, snapshot, target));
  return whole.lines;
}

async function hasSameSums(table: MovedTable, snapshot: LineReader, target: LineReader): Promise<boolean> {
  const [left, right] = await Promise.all([readSums(snapshot, table), readSums(target, table)]);
  return left.every((value, place) => value === right[place]);
}

function requireKept({ name }: MovedTable, { mended }: Matched): void {
  if (mended === 0) return;
  throw new Error(
    `${mended} lines of ${name} are not in the new home as they were written to it. The data stays.`,
  );
}
