import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { notificationModel } from '@holdfast/shared/model/notification.ts';
import { subscriptionModel } from '@holdfast/shared/model/subscription.ts';
import { SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Snapshot } from '../store/open-store.ts';
import { readStore } from '../store/work.ts';
import { PrivateRows } from './private-rows.ts';
import { tablesInOrder } from './tables-in-order.ts';
import type { Target } from './target.ts';
import { walkRows } from './walk-rows.ts';

export interface JsonExportOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether groups and direct conversations go out too, which only their members see otherwise. */
  readonly conversations: boolean;
  /** Hears of each row that goes out. */
  readonly onRow?: (table: string, row: RowData) => void;
}

/** The shape of the lines of an organisation's export; another one gets another number. */
export const ORGANISATION_FORMAT = 1;

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
  options: JsonExportOptions,
): Promise<number> {
  await target.write(lineOf({ holdfast: 'export', ...(await headOf(snapshot, options)) }));
  const tables = allModels.map(({ table }) => table).filter((table) => !leftOut.has(table));
  return exportTables(snapshot, target, tables, options);
}

/**
 * Writes the whole organisation as JSON lines that an empty server takes (import/import-organisation.ts):
 * rows with their history, those first on which others hang. What people were told and want to hear goes
 * out with their conversations only, since it says who is in which. Gives how many rows.
 */
export async function exportOrganisation(
  snapshot: Snapshot,
  target: Target,
  options: JsonExportOptions,
): Promise<number> {
  const head = await headOf(snapshot, options);
  const { conversations } = options;
  await target.write(
    lineOf({
      holdfast: 'organisation',
      format: ORGANISATION_FORMAT,
      schema: SCHEMA_VERSION,
      conversations,
      ...head,
    }),
  );
  const tables = tablesInOrder().filter((table) => conversations || !leftOut.has(table));
  return exportTables(snapshot, target, tables, options);
}

async function headOf(snapshot: Snapshot, { now }: JsonExportOptions) {
  const version = await snapshot.read(() => readStore((tx) => tx.version()));
  const epoch = await snapshot.read(() => readStore((tx) => tx.epoch()));
  return { epoch, version, at: formatTime(now) };
}

function lineOf(thing: object): string {
  return `${JSON.stringify(thing)}\n`;
}

async function exportTables(
  snapshot: Snapshot,
  target: Target,
  tables: readonly string[],
  { conversations, onRow }: JsonExportOptions,
): Promise<number> {
  const hidden = new PrivateRows(snapshot);
  const choose: Choice = async (table, row) => {
    const goesOut = conversations || !(await hidden.isPrivate(table, row));
    if (goesOut) onRow?.(table, row);
    return goesOut;
  };
  let count = 0;
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
      if (await choose(table, data)) lines.push(lineOf({ table, version, row: data }));
    await target.write(lines.join(''));
    count += lines.length;
  }
  return count;
}
