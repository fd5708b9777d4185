import { createHash, randomBytes } from 'node:crypto';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { between, type Chance, chanceFrom } from '../../crash/chance.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { FileWorld } from './file-world.ts';

/** What happens once while files travel, beside what the line does. */
const events = [
  'nothing',
  'nothing',
  'sender restarts',
  'receiver restarts',
  'server is killed',
  'sender pauses',
  'receiver pauses',
  'receiver stops',
  'file is removed',
  'line is gone',
] as const;
type Event = (typeof events)[number];

const MOST_FAULTS = 10;
const MOST_FILES = 3;
const LATEST_EVENT_MS = 400;
const ARRIVED_WITHIN_MS = 90_000;

interface Sent {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
}

export interface ScheduleResult {
  readonly seed: number;
  readonly event: Event;
  /** Files that arrived, and were found to be what was sent. */
  readonly whole: number;
  /** Files that did not arrive by the end of it, and said so. */
  readonly unfinished: readonly Sent[];
  readonly wrong: readonly string[];
}

/** Some files go from one device to another while everything happens that follows from the seed. */
export async function runSchedule(world: FileWorld, seed: number): Promise<ScheduleResult> {
  const chance = chanceFrom(seed);
  for (const user of Object.values(world.users)) user.forget();
  const event = events[between(chance, 0, events.length - 1)] ?? 'nothing';
  const sizes = Array.from({ length: between(chance, 1, MOST_FILES) }, () => sizeBy(chance));
  world.line.spoil({
    chance,
    faults: between(chance, 0, MOST_FAULTS),
    // Some lines never last as long as a file takes.
    withinBytes: Math.max(1_000, ...sizes) / between(chance, 1, 8),
  });
  const sent = await sendAll(world, sizes);
  const fetched = fetchAll(world, sent);
  await new Promise((resolve) => setTimeout(resolve, between(chance, 0, LATEST_EVENT_MS)));
  if (event.startsWith('receiver')) await fetched;
  const first = sent[0];
  if (first !== undefined) await happen[event](world, first);
  await fetched;
  const result = await settle(world, event === 'file is removed' ? sent.slice(1) : sent, event);
  world.line.spoil();
  return { seed, event, ...result };
}

/** Brings the line back, and waits for what was unfinished while it was gone. */
export async function finish(world: FileWorld, unfinished: readonly Sent[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  world.line.comeBack();
  for (const client of [world.sender, world.receiver]) client.session.sync.tryNow();
  await fetchAll(world, unfinished);
  for (const file of unfinished) wrong.push(...(await arrive(world, file)));
  return wrong;
}

const happen: Record<Event, (world: FileWorld, file: Sent) => Promise<void>> = {
  nothing: async () => {},
  'sender restarts': (world) => world.restartSender(),
  'receiver restarts': (world) => world.restartReceiver(),
  'server is killed': async ({ server }) => {
    await server.kill();
    await server.start();
  },
  'sender pauses': async ({ users }, { id }) => {
    await users.sends.pause(id);
    await users.sends.resume(id);
  },
  'receiver pauses': async ({ users }, { id }) => {
    await users.fetches.pause(id);
    await users.fetches.resume(id);
  },
  'receiver stops': async ({ users }, { id }) => {
    await users.fetches.stop(id);
    await users.fetches.fetch(id);
  },
  'file is removed': async ({ sender }, { id }) => {
    sender.mutate('attachment.remove', { id });
  },
  'line is gone': async ({ line }) => line.vanish(),
};

function sizeBy(chance: Chance): number {
  const near = PIECE_BYTES + between(chance, -1, 1);
  const sizes = [0, 1, between(chance, 2, 5_000), 300_000, near, between(chance, 1, 3 * PIECE_BYTES)];
  return sizes[between(chance, 0, sizes.length - 1)] ?? 0;
}

async function sendAll(world: FileWorld, sizes: readonly number[]): Promise<Sent[]> {
  const subjectId = world.sender.createTicket('Has files');
  const sent: Sent[] = [];
  for (const [place, size] of sizes.entries()) {
    const bytes = randomBytes(size);
    const goal = { kind: 'row', subjectTable: 'ticket', subjectId } as const;
    const id = await world.users.sends.attachBytes(`file ${place}.bin`, bytes, goal);
    sent.push({ id, size, hash: createHash('sha256').update(bytes).digest('hex') });
  }
  return sent;
}

/** Asks for each file as soon as its row is there. */
async function fetchAll({ receiver, users, line }: FileWorld, sent: readonly Sent[]): Promise<void> {
  for (const { id } of sent) {
    const isThere = () => receiver.row('attachment', id) !== undefined;
    await waitFor('the row', () => isThere() || line.isGone, ARRIVED_WITHIN_MS);
    if (isThere()) await users.fetches.fetch(id);
  }
}

async function settle(
  world: FileWorld,
  files: readonly Sent[],
  event: Event,
): Promise<Pick<ScheduleResult, 'whole' | 'unfinished' | 'wrong'>> {
  const { users } = world;
  const unfinished =
    event === 'line is gone' ? files.filter(({ id }) => users.fetches.state(id)?.state !== 'here') : [];
  const wrong: string[] = [];
  const arriving = files.filter((file) => !unfinished.includes(file));
  for (const file of arriving) wrong.push(...(await arrive(world, file)));
  return { whole: arriving.length - wrong.length, unfinished, wrong };
}

/** Waits until a file is there, and reads it as a preview does. Gives what is wrong with it. */
async function arrive({ users }: FileWorld, { id, hash, size }: Sent): Promise<readonly string[]> {
  try {
    await users.fetches.waitFor(id, 'here', ARRIVED_WITHIN_MS);
  } catch {
    const [there, here] = [users.sends.state(id), users.fetches.state(id)].map((state) =>
      JSON.stringify(state),
    );
    return [
      `${id} of ${size} bytes did not arrive: ${there} where it was sent, ${here} where it was fetched`,
    ];
  }
  return (await users.fetches.hashOf(id, size)) === hash
    ? []
    : [`${id} of ${size} bytes is not what was sent`];
}
