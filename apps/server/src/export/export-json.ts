import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { notificationModel } from '@holdfast/shared/model/notification.ts';
import { subscriptionModel } from '@holdfast/shared/model/subscription.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Snapshot } from '../store/sqlite/sqlite-snapshot.ts';
import { readStore } from '../store/work.ts';
import { PrivateRows } from './private-rows.ts';
import type { Target } from './target.ts';
import { walkRows } from './walk-rows.ts';

export interface JsonExportOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether groups and direct conversations go out too, which only their members see otherwise. */
  readonly conversations: boolean;
}

/** What people were told and what they want to hear: it says nothing that other rows do not, but who is in which conversation. */
const leftOut: ReadonlySet<string> = new Set([notificationModel.table, subscriptionModel.table]);

/** Whether a row goes out. */
type Choice = (table: string, row: RowData) => Promise<boolean>;

/**
 * Writes all rows but notifications as JSON lines: first one that says which data it is, then each row as
 * `{ table, version, row }`, table by table. Gives how many rows.
 */
export async function exportJson(
  snapshot: Snapshot,
  target: Target,
  { now, conversations }: JsonExportOptions,
): Promise<number> {
  const version = await snapshot.read(() => readStore((tx) => tx.version()));
  const epoch = await snapshot.read(() => readStore((tx) => tx.epoch()));
  await target.write(`${JSON.stringify({ holdfast: 'export', epoch, version, at: formatTime(now) })}\n`);
  let count = 0;
  const hidden = new PrivateRows(snapshot);
  const choose: Choice = async (table, row) => conversations || !(await hidden.isPrivate(table, row));
  const tables = allModels.map(({ table }) => table).filter((table) => !leftOut.has(table));
  for (const table of tables) count += await exportTable(snapshot, target, table, choose);
  return count;
}

async function exportTable(
  snapshot: Snapshot,
  target: Target,
  table: string,
  choose: Choice,
): Promise<number> {
  let count = 0;
  for await (const rows of walkRows(snapshot, table)) {
    const lines: string[] = [];
    for (const { version, data } of rows)
      if (await choose(table, data)) lines.push(`${JSON.stringify({ table, version, row: data })}\n`);
    await target.write(lines.join(''));
    count += lines.length;
  }
  return count;
}
