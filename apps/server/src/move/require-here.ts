import { existsSync } from 'node:fs';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Config } from '../config.ts';
import type { MoveRecord } from '../store/records.ts';
import { dataFile } from '../store/sqlite/data-file.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import { finishArrival } from './follow-move.ts';
import { configuredHome } from './home-address.ts';
import type { DataMeta } from './lines.ts';
import { type MarkText, readMarkText } from './mark-text.ts';
import { readMark, readMeta } from './marks.ts';
import { openSqliteLines } from './sqlite-lines.ts';

type MoveConfig = Pick<Config, 'dataFolder' | 'database' | 'postgres'>;

/**
 * Makes sure that the data which the settings name is the one to work with. A move to it that was cut at its last step is
 * ended, where the folder says that all was there.
 * @throws HoldfastError CONFLICT with what to set, where the data is elsewhere or not complete
 */
export async function requireHere(store: Pick<Store, 'read'>, config: MoveConfig): Promise<void> {
  const move = await store.read(() => readStore((tx) => tx.move()));
  if (move === undefined || move.until !== undefined) return;
  const said = readMarkText(move.to);
  if (said.where !== undefined) throw goneFrom(said.where, config);
  if (!(await hasLeftFolder(said, config))) throw notComplete(config);
  await finishArrival(configuredHome(config), said.moveId, config);
}

/** Whether the data file of the folder says that it was left for this database, by the very move that filled it. */
async function hasLeftFolder({ moveId }: MarkText, config: MoveConfig): Promise<boolean> {
  if (config.postgres === undefined) return false;
  const left = (await readOldFile(config.dataFolder))?.mark;
  return left !== undefined && left.until === undefined && readMarkText(left.to).moveId === moveId;
}

function goneFrom(where: string, { postgres, dataFolder }: MoveConfig): HoldfastError {
  const change = where.startsWith('sqlite:')
    ? `Take HOLDFAST_DATABASE_URL out of the settings${where === `sqlite:${dataFolder}` ? '' : `, and set HOLDFAST_DATA to ${where.slice('sqlite:'.length)}`}.`
    : `Set HOLDFAST_DATABASE_URL to it, with user and password.`;
  const here = postgres === undefined ? `The data of ${dataFolder}` : 'The data of this database';
  return new HoldfastError('CONFLICT', `${here} has moved to ${where}. ${change}`);
}

function notComplete(config: MoveConfig): HoldfastError {
  const again =
    config.postgres === undefined
      ? 'with the HOLDFAST_DATABASE_URL from which the data comes'
      : 'without HOLDFAST_DATABASE_URL';
  return new HoldfastError(
    'CONFLICT',
    `The data here is not complete: a move to here was cut or is under way. Run the same move again, ${again}.`,
  );
}

/** What the data file of the folder says, where there is one. */
async function readOldFile(
  folder: string,
): Promise<{ readonly mark: MoveRecord | undefined; readonly meta: DataMeta } | undefined> {
  if (!existsSync(dataFile(folder))) return undefined;
  const lines = openSqliteLines(folder);
  try {
    return { mark: await readMark(lines), meta: await readMeta(lines) };
  } finally {
    await lines.close();
  }
}

/** Whether a server is told to use PostgreSQL while the folder holds data that never moved there: that is likely forgotten. */
export async function isLeftBehind({ postgres, dataFolder }: MoveConfig): Promise<boolean> {
  if (postgres === undefined) return false;
  const old = await readOldFile(dataFolder);
  return old !== undefined && old.mark === undefined && old.meta.version > 0;
}
