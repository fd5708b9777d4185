import type { Config } from '../config.ts';
import { type OpenStoreOptions, openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { readUrl } from './followed-url.ts';
import { configAt, describeHome, type HomeAddress, parseHomeAddress } from './home-address.ts';
import { arrivingMark, readMarkText } from './mark-text.ts';
import { openArrived, readMeta } from './marks.ts';
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

/** Says that all is there, which the source has said already. */
export async function finishArrival(
  address: HomeAddress,
  moveId: string,
  config: MoveConfig,
): Promise<boolean> {
  const lines = await openLines(address, config);
  try {
    const { epoch } = await readMeta(lines);
    return await openArrived(lines, arrivingMark(epoch, moveId));
  } finally {
    await lines.close();
  }
}
