import { allModels } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Snapshot } from '../store/sqlite/sqlite-snapshot.ts';
import { readStore } from '../store/work.ts';
import type { Target } from './target.ts';
import { walkRows } from './walk-rows.ts';

/**
 * Writes all rows as JSON lines: first one that says which data it is, then each row as
 * `{ table, version, row }`, table by table. Gives how many rows.
 * @param now milliseconds since 1970
 */
export async function exportJson(snapshot: Snapshot, target: Target, now: number): Promise<number> {
  const version = await snapshot.read(() => readStore((tx) => tx.version()));
  const epoch = await snapshot.read(() => readStore((tx) => tx.epoch()));
  await target.write(`${JSON.stringify({ holdfast: 'export', epoch, version, at: formatTime(now) })}\n`);
  let count = 0;
  for (const { table } of allModels) count += await exportTable(snapshot, target, table);
  return count;
}

async function exportTable(snapshot: Snapshot, target: Target, table: string): Promise<number> {
  let count = 0;
  for await (const rows of walkRows(snapshot, table)) {
    const lines = rows.map(({ version, data }) => `${JSON.stringify({ table, version, row: data })}\n`);
    await target.write(lines.join(''));
    count += rows.length;
  }
  return count;
}
