import type { Config } from '../config.ts';
import { type OpenStoreOptions, openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { readUrl } from './followed-url.ts';
import { configAt, describeHome, type HomeAddress, parseHomeAddress } from './home-address.ts';
import { arrivingMark, readMarkText } from './mark-text.ts';
import { openArrived, readMark, readMeta } from './marks.ts';
import { openLines } from './open-lines.ts';

type MoveConfig = Pick<Config, 'dataFolder' | 'database' | 'postgres'>;

/**
 * Opens the home to which data has gone, given the mark that it left. Where the move was cut at its last step, that is done here.
 * @throws Error where it cannot be opened, or holds something else
 */
export async function followMove(to: string, config: MoveConfig, options: OpenStoreOptions): Promise<Store> {
  const { where, moveId } = readMarkText(to);
  const address = addressOf(where, config.dataFolder);
  await finishArrival(address, moveId, config);
  return openStore(configAt(config, address), options);
}

function addressOf(where: string | undefined, dataFolder: string): HomeAddress {
  if (where === undefined) throw new Error('The data is not complete: a move to here was cut.');
  if (where.startsWith('sqlite:')) return parseHomeAddress(where);
  const kept = parseHomeAddress(readUrl(dataFolder));
  if (describeHome(kept) === where) return kept;
  throw new Error(`The data has moved to ${where}, and what is kept of its address is another one.`);
}

/**
 * Opens a home for everybody to which all has come, as the one that was left has said already. It may have been left
 * itself since.
 * @throws Error where it is being filled by another move
 */
export async function finishArrival(address: HomeAddress, moveId: string, config: MoveConfig): Promise<void> {
  const lines = await openLines(address, config);
  try {
    const { epoch } = await readMeta(lines);
    await openArrived(lines, arrivingMark(epoch, moveId));
    const mark = await readMark(lines);
    if (mark === undefined || readMarkText(mark.to).where !== undefined) return;
    throw new Error(`${describeHome(address)} is being filled by another move.`);
  } finally {
    await lines.close();
  }
}
