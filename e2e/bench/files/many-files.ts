import path from 'node:path';
import { MOST_TRANSFERS } from '@holdfast/shared/protocol/files.ts';
import { people } from '../../support/server-process.ts';
import { median, percentile } from '../statistics.ts';
import type { EngineCalls } from '../sync/engine-worker.ts';
import type { Report } from '../sync/report.ts';
import type { SocketCalls } from '../sync/socket-worker.ts';
import type { Worker } from '../sync/worker.ts';
import type { FilesWorld } from './files-world.ts';
import { writeRandomFile } from './random-file.ts';

const FILE_BYTES = 50_000;
const EDITS_PER_SECOND = 50;
/** Edits are made in groups of a second, until the files are there. */
const GROUP = 50;
const GROUPS_ALONE = 8;
const ARRIVES_WITHIN_MS = 10_000;
const MOST_TIMES = 1.5;
const TICKETS = 20;

/** Somebody edits tickets at a steady rate, and somebody else gets to know. */
interface Edits {
  readonly writer: Worker<EngineCalls>;
  readonly reader: Worker<SocketCalls>;
  readonly ids: readonly string[];
}

/** Many small files that were attached offline leave at once, while others go on editing tickets. */
export async function measureManyFiles(
  world: FilesWorld,
  count: number,
  rounds: number,
  report: Report,
): Promise<void> {
  const { sender, receiver } = world;
  const edits = await beginEdits(world);
  await editGroups(edits, GROUPS_ALONE);
  const [alone, beside, later]: [number[], number[], number[]] = [[], [], []];
  const took = { handingOver: [] as number[], up: [] as number[], down: [] as number[] };
  await sender.call('mostAtOnce');
  await receiver.call('mostAtOnce');
  for (let round = 0; round < rounds; round += 1) {
    alone.push(...(await editGroups(edits, GROUPS_ALONE)));
    const ticketId = await sender.call('createTicket');
    await sender.call('goOffline');
    took.handingOver.push(await sender.call('handOverMany', count, FILE_BYTES, ticketId));
    const start = await sender.call('goOnline');
    const stored = sender.call('waitUntilStored', ticketId, count);
    const meanwhile = await editUntil(edits, stored);
    beside.push(...meanwhile);
    later.push(...meanwhile.slice(GROUP));
    took.up.push((await stored) - start);
    await receiver.call('waitUntilStored', ticketId, count);
    took.down.push(await receiver.call('fetchAll', ticketId));
  }
  const small = path.join(world.folder, 'small.bin');
  writeRandomFile(small, FILE_BYTES);
  const plain = await world.plainClient.call('sendMany', world.plainUrl, small, count, MOST_TRANSFERS);
  report.addLimit({ key: 'plainManyMs', label: 'plain HTTP copies of as many', value: plain, unit: 'ms' });
  report.add({
    key: 'manyHandOverMs',
    label: 'until all are attached, offline',
    value: median(took.handingOver),
    unit: 'ms',
  });
  report.add({
    key: 'manyUpMs',
    label: 'from connecting until all are on the server',
    value: median(took.up),
    unit: 'ms',
  });
  report.add({
    key: 'manyDownMs',
    label: 'until another device has fetched all',
    value: median(took.down),
    unit: 'ms',
  });
  await tellAtOnce(world, report);
  tellEdits(report, alone, beside);
  // The rows of all files come in one push, in the first second, as any thousand changes made offline do.
  const value = percentile(later, 0.99);
  report.add({
    key: 'editsLaterP99',
    label: 'p99 after the first second: beside bytes alone',
    value,
    unit: 'ms',
  });
}

async function tellAtOnce({ sender, receiver }: FilesWorld, report: Report): Promise<void> {
  const most = { Up: await sender.call('mostAtOnce'), Down: await receiver.call('mostAtOnce') };
  for (const [way, value] of Object.entries(most))
    report.add({
      key: `mostAtOnce${way}`,
      label: `${way.toLowerCase()}: at a time at most`,
      value,
      unit: '',
      atMost: MOST_TRANSFERS,
    });
}

function tellEdits(report: Report, alone: readonly number[], beside: readonly number[]): void {
  const [usual, meanwhile] = [percentile(alone, 0.99), percentile(beside, 0.99)];
  report.add({
    key: 'editsAloneP50',
    label: 'edits of tickets without files, p50',
    value: percentile(alone, 0.5),
    unit: 'ms',
  });
  report.add({ key: 'editsAloneP99', label: 'p99', value: usual, unit: 'ms' });
  report.add({
    key: 'editsBesideP50',
    label: 'edits beside the files, p50',
    value: percentile(beside, 0.5),
    unit: 'ms',
  });
  report.add({ key: 'editsBesideP99', label: 'p99', value: meanwhile, unit: 'ms' });
  report.add({
    key: 'editsBesideCount',
    label: 'edits measured beside them',
    value: beside.length,
    unit: '',
  });
  report.add({
    key: 'editsTimes',
    label: 'p99 beside the usual',
    value: meanwhile / usual,
    unit: 'times',
    atMost: MOST_TIMES,
  });
}

async function beginEdits({ bench }: FilesWorld): Promise<Edits> {
  const writer = await bench.client(people.manager);
  await writer.call('writeTicketsInBatches', 0, TICKETS);
  await writer.call('waitUntilSent');
  const reader: Worker<SocketCalls> = bench.worker('socket-worker.ts');
  await reader.call('subscribe', bench.server.url, people.admin, 1);
  return { writer, reader, ids: await writer.call('ticketIds', TICKETS, 'first') };
}

/** So many groups of edits. Gives how long each took until somebody else knew, in milliseconds. */
async function editGroups({ writer, reader, ids }: Edits, groups: number): Promise<number[]> {
  const count = groups * GROUP;
  await reader.call('forget');
  await writer.call('editAtRate', ids, count, EDITS_PER_SECOND, 'edit');
  await reader.call('arrivals', count, ARRIVES_WITHIN_MS);
  return reader.call('taken');
}

/** Edits until something is done. */
async function editUntil(edits: Edits, done: Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  let isDone = false;
  void done.then(() => {
    isDone = true;
  });
  while (!isDone) samples.push(...(await editGroups(edits, 1)));
  return samples;
}
