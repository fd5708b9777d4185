import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Outside } from '../sync/outside.ts';
import { claimTarget } from './claim-target.ts';
import { copyLines, followChanges, followRest, type MovedTables } from './copy-lines.ts';
import type { DataMeta, LineDatabase } from './lines.ts';
import { arrivingMark, goneMark, readMarkText } from './mark-text.ts';
import { freeze, holdPruning, leave, openArrived, putMeta, readMark, readMeta, unfreeze } from './marks.ts';
import { movedTables } from './moved-tables.ts';

/** So often changes are followed before writes are held, and so often that is tried. */
const MOST_ROUNDS = 20;
const MOST_TRIES = 5;
/** Writes are held once a round takes less than this part of the time for which they may be held. */
const SHARE = 0.25;

/** Pruning waits for so long at most if the move is killed; it is told again and again. In milliseconds. */
const PRUNING_MS = 150_000;
const TELL_EVERY_MS = 30_000;

export interface MoveOptions {
  readonly source: LineDatabase;
  /** With the tables; empty, or with an earlier state of the same data that nobody serves. */
  readonly target: LineDatabase;
  /** Where the target is, without secrets. */
  readonly where: string;
  /** How long writes may be held, in milliseconds. */
  readonly holdMs: number;
  readonly outside: Pick<Outside, 'now' | 'elapsed' | 'newId' | 'every'>;
  /** What servers need that follow the data is kept by then. */
  readonly beforeLeaving: () => void;
  /** Says how far it is. */
  readonly say: (words: string) => void;
}

export interface MoveReport {
  readonly where: string;
  readonly epoch: string;
  readonly version: number;
  /** How many lines were copied and compared. */
  readonly lines: number;
  /** How long writes were held, in milliseconds. */
  readonly heldMs: number;
}

/**
 * Moves all data to another home while servers serve it: copies it as it stands at one moment, compares every line,
 * follows what has changed since until that is little, holds all writes, follows the rest, compares again, and says in the
 * source where the data is now. Cut anywhere, either home serves and never both, and the next run goes on.
 * @throws HoldfastError CONFLICT where the target is not empty, the data is elsewhere already, or only older servers know it
 */
export async function moveData(options: MoveOptions): Promise<MoveReport> {
  const { source, target, outside } = options;
  await requireServedByThis(source);
  const known = await readMark(source);
  if (known !== undefined && known.until === undefined) return await finish(options, known.to);
  const tables = { ...options, tables: await movedTables(source, target) };
  const moveId = outside.newId();
  const epoch = await claimTarget(tables, moveId);
  const holder = `move:${moveId}`;
  const tell = () => holdPruning(source, holder, outside.now() + PRUNING_MS);
  await tell();
  // Where that fails, so will the next thing that the move does.
  const stopTelling = outside.every(TELL_EVERY_MS, () => void tell().catch(() => {}));
  try {
    return await moveClaimed(tables, { moveId, epoch });
  } finally {
    stopTelling();
    await holdPruning(source, holder, 0);
  }
}

/** A server that knows nothing of moves would write on in the home that was left. */
async function requireServedByThis(source: LineDatabase): Promise<void> {
  if ((await source.columns('server_meta')).includes('moved_to')) return;
  throw new HoldfastError(
    'CONFLICT',
    'This data was never served by this version, and earlier ones cannot move. Stop them, and start this one first.',
  );
}

/** What the target's mark says. */
interface Claim {
  readonly moveId: string;
  readonly epoch: string;
}

async function moveClaimed(move: MoveOptions & MovedTables, claim: Claim): Promise<MoveReport> {
  const { target, where, say } = move;
  const copied = await copyLines(move);
  let since = copied.meta;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    since = await approach(move, since);
    const ended = await end(move, since, claim);
    if (ended === undefined) {
      say('The time was over before everything was there, and writing has gone on. Trying again.');
      continue;
    }
    const { epoch, version } = ended.meta;
    await openArrived(target, arrivingMark(epoch, claim.moveId));
    return { where, epoch, version, lines: copied.lines + ended.lines, heldMs: ended.heldMs };
  }
  throw new HoldfastError(
    'CONFLICT',
    'What was left to copy and compare took longer than changes may be held. The data stays where it is. Try again at a quieter hour, or with a longer --hold.',
  );
}

/** Follows changes until that takes little time. */
async function approach(move: MoveOptions & MovedTables, since: DataMeta): Promise<DataMeta> {
  let meta = since;
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    const began = move.outside.elapsed();
    meta = (await followChanges(move, meta)).meta;
    if (move.outside.elapsed() - began < move.holdMs * SHARE) break;
  }
  return meta;
}

interface Ended {
  readonly meta: DataMeta;
  readonly lines: number;
  readonly heldMs: number;
}

/** Holds all writes, brings the rest over and leaves the source for good. Nothing where the time was over before. */
async function end(
  move: MoveOptions & MovedTables,
  since: DataMeta,
  { moveId, epoch }: Claim,
): Promise<Ended | undefined> {
  const { source, target, where, outside, holdMs, say } = move;
  const mark = goneMark(where, moveId);
  move.beforeLeaving();
  say('Holding writes.');
  const began = outside.elapsed();
  if (!(await freeze(source, mark, outside.now() + holdMs))) throw movedByOther();
  try {
    const { meta, lines } = await followRest(move, since);
    if (meta.epoch !== epoch) throw anotherLife();
    await putMeta(target, meta);
    if (!(await leave(source, mark))) return undefined;
    return { meta, lines, heldMs: outside.elapsed() - began };
  } catch (error) {
    await unfreeze(source, mark);
    throw error;
  }
}

function movedByOther(): HoldfastError {
  return new HoldfastError('CONFLICT', 'Another move has taken the data elsewhere meanwhile.');
}

/** The target's mark names the life that came in: nobody would open it with another one (S19). */
function anotherLife(): HoldfastError {
  return new HoldfastError(
    'CONFLICT',
    'The data has begun a new life meanwhile, as it does when it is put back to an earlier state. It stays where it is. Run the move again, to an empty database.',
  );
}

/** Ends a move that was cut after the source was left. */
async function finish(
  { source, target, where, beforeLeaving, say }: MoveOptions,
  to: string,
): Promise<MoveReport> {
  const gone = readMarkText(to);
  const meta = await readMeta(source);
  const arrived = await readMark(target);
  const isHere = arrived?.to === arrivingMark(meta.epoch, gone.moveId);
  const isOpen = arrived === undefined && (await readMeta(target)).epoch === meta.epoch;
  if (!isHere && !isOpen) {
    const words =
      gone.where === undefined
        ? 'This data is not complete: a move to here was cut. Run that move again first.'
        : `This data has moved to ${gone.where}. Move it from there.`;
    throw new HoldfastError('CONFLICT', words);
  }
  beforeLeaving();
  if (isHere) await openArrived(target, arrivingMark(meta.epoch, gone.moveId));
  say(isHere ? 'The data was there already; it is open now.' : 'The data has moved there already.');
  return { where, epoch: meta.epoch, version: meta.version, lines: 0, heldMs: 0 };
}
