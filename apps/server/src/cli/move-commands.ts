import { join } from 'node:path';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Command } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { keepUrl } from '../move/followed-url.ts';
import { configuredHome, describeHome, type HomeAddress, parseHomeAddress } from '../move/home-address.ts';
import { type MoveReport, moveData } from '../move/move-data.ts';
import { openLines, openTarget, requireOwnFolder } from '../move/open-lines.ts';
import { shareFolder, tryHoldFile } from '../store/sqlite/folder-lock.ts';
import { requireData } from '../store/sqlite/sqlite-snapshot.ts';
import { realOutside } from '../sync/outside.ts';
import { type JsonOption, leaf } from './command.ts';
import { print } from './output.ts';
import type { Terminal } from './terminal.ts';

/** Writes are held no longer than this, if nothing else is said: people's changes wait on their devices meanwhile. */
const HOLD_SECONDS = 9;

interface MoveWishes extends JsonOption {
  readonly to: string;
  readonly hold: string;
}

/** `move`: from the data folder to PostgreSQL, or back. */
export function moveCommand(terminal: Terminal): Command {
  return leaf('move', 'moves all data to another database while servers go on, which then go on there')
    .requiredOption(
      '--to <address>',
      'postgres://user:password@host:5432/database, or sqlite:FOLDER; - reads it from standard input',
    )
    .option('--hold <seconds>', 'how long changes may have to wait', String(HOLD_SECONDS))
    .addHelpText(
      'after',
      '\nFrom where the settings say that the data is. It may be cut at any moment and run again.',
    )
    .action((wishes: MoveWishes) => move(terminal, wishes));
}

async function move(terminal: Terminal, wishes: MoveWishes): Promise<void> {
  const config = loadConfig(terminal.env);
  const address = parseHomeAddress(wishes.to === '-' ? await readAddress(terminal) : wishes.to);
  const holdMs = 1_000 * parseSeconds(wishes.hold);
  if (describeHome(address) === describeHome(configuredHome(config))) throw alreadyThere(address);
  if (config.postgres === undefined) requireData(config.dataFolder);
  const report = await aloneIn(config.dataFolder, () => moveBetween(config, address, holdMs, terminal));
  print(terminal, { json: report, words: inWords(report, address) }, wishes.json === true);
}

/** @throws HoldfastError CONFLICT while another move runs */
async function aloneIn<T>(dataFolder: string, run: () => Promise<T>): Promise<T> {
  const hold = shareFolder(dataFolder);
  try {
    const alone = tryHoldFile(join(dataFolder, 'move.lock'));
    if (alone === undefined) throw new HoldfastError('CONFLICT', 'Another move of this data is under way.');
    try {
      return await run();
    } finally {
      alone.release();
    }
  } finally {
    hold.release();
  }
}

async function moveBetween(
  config: Config,
  address: HomeAddress,
  holdMs: number,
  { err }: Terminal,
): Promise<MoveReport> {
  const outside = realOutside();
  if (address.kind === 'sqlite') requireOwnFolder(address.folder, config.dataFolder);
  const source = await openLines(configuredHome(config), config);
  try {
    const target = await openTarget(address, config, outside);
    try {
      const where = describeHome(address);
      const say = (words: string): void => void err.write(`${words}\n`);
      const beforeLeaving = (): void => {
        if (address.kind === 'postgres') keepUrl(config.dataFolder, address.url);
      };
      return await moveData({ source, target, where, holdMs, outside, beforeLeaving, say });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function alreadyThere(address: HomeAddress): HoldfastError {
  return new HoldfastError('CONFLICT', `The data is in ${describeHome(address)} already.`);
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 600) return seconds;
  throw new HoldfastError('INVALID_MESSAGE', '--hold takes a whole number of seconds from 1 to 600.');
}

/** So the password is in no list of processes. */
async function readAddress({ input }: Terminal): Promise<string> {
  const parts: string[] = [];
  for await (const part of input) parts.push(part.toString());
  return parts.join('').trim();
}

function inWords({ where, version, lines, heldMs }: MoveReport, address: HomeAddress): string {
  return [
    `The data is in ${where} now, up to change ${version}: ${lines} lines were copied and compared. Changes waited for ${(heldMs / 1_000).toFixed(1)} s.`,
    'Servers that run have gone on there. Before the next start of any:',
    address.kind === 'postgres'
      ? `set HOLDFAST_DATABASE_URL to it. Keep HOLDFAST_DATA as it is: files and the secret of sign-ins stay there.`
      : 'take HOLDFAST_DATABASE_URL and HOLDFAST_REDIS_URL out of the settings.',
    'What was left behind is kept as it was and is not used any more.',
  ].join('\n');
}
