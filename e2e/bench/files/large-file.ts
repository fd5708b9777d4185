import { rmSync } from 'node:fs';
import path from 'node:path';
import { median } from '../statistics.ts';
import { readUsage, watchUsage } from '../sync/process-usage.ts';
import type { Report } from '../sync/report.ts';
import type { FilesWorld } from './files-world.ts';
import { writeRandomFile } from './random-file.ts';
import { settleMachine } from './settle-machine.ts';

const MIB = 1024 * 1024;
/** At least so much of what a plain copy reaches, and at most so much more memory than before. */
const LEAST_SHARE = 70;
const MOST_GROWTH_MIB = 100;

const ways = ['up', 'down'] as const;
type Way = (typeof ways)[number];
const names = { up: 'Up', down: 'Down' } as const;

interface Copied {
  /** In milliseconds. */
  readonly took: number;
  readonly plain: number;
}

/** The memory of each process above what it had before the first file, in MiB. */
class Memory {
  private readonly before: ReadonlyMap<number, number>;
  private readonly peaks = new Map<string, number>();

  constructor(pids: readonly number[]) {
    this.before = new Map(pids.map((pid) => [pid, readUsage(pid).memory]));
  }

  async watch<T>(watched: Readonly<Record<string, number>>, work: () => Promise<T>): Promise<T> {
    const { result, usage } = await watchUsage(Object.values(watched), work);
    for (const [place, [key, pid]] of Object.entries(watched).entries()) {
      const growth = (usage[place]?.peak ?? 0) - (this.before.get(pid) ?? 0);
      this.peaks.set(key, Math.max(this.peaks.get(key) ?? 0, growth));
    }
    return result;
  }

  tell(report: Report): void {
    for (const [key, value] of this.peaks)
      report.add({
        key: `${key}GrowthMiB`,
        label: `memory above idle: ${key}`,
        value,
        unit: 'MiB',
        atMost: MOST_GROWTH_MIB,
      });
  }
}

/** One large file up and down, beside a plain copy of the same bytes right before it; another file in each round. */
export async function measureLargeFile(
  world: FilesWorld,
  bytes: number,
  rounds: number,
  report: Report,
): Promise<void> {
  const { sender, receiver, serverPid } = world;
  const memory = new Memory([serverPid, sender.pid, receiver.pid]);
  const copies: Record<Way, Copied>[] = [];
  const handedOver: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const file = path.join(world.folder, 'large.bin');
    writeRandomFile(file, bytes);
    settleMachine(world.folder, bytes);
    const plainUp = await world.plainUp(file);
    settleMachine(world.folder, bytes);
    const plain = { up: plainUp, down: await world.plainDown() };
    const ticketId = await sender.call('createTicket');
    await sender.call('goOffline');
    const { took } = await memory.watch({ handingOver: sender.pid }, () =>
      sender.call('handOver', file, ticketId),
    );
    handedOver.push(took);
    settleMachine(world.folder, bytes);
    const up = await memory.watch({ senderUp: sender.pid, serverUp: serverPid }, async () => {
      const start = await sender.call('goOnline');
      return (await sender.call('waitUntilStored', ticketId, 1)) - start;
    });
    await receiver.call('waitUntilStored', ticketId, 1);
    settleMachine(world.folder, bytes);
    const down = await memory.watch({ receiverDown: receiver.pid, serverDown: serverPid }, () =>
      receiver.call('fetchAll', ticketId),
    );
    copies.push({ up: { took: up, plain: plain.up }, down: { took: down, plain: plain.down } });
    await Promise.all([sender, receiver].map((engine) => engine.call('forgetFiles')));
    rmSync(file);
  }
  report.add({
    key: 'handOverMiBs',
    label: 'MiB a second when it is attached',
    value: speed(bytes, median(handedOver)),
    unit: '',
  });
  for (const way of ways)
    tellWay(
      report,
      way,
      bytes,
      copies.map((copied) => copied[way]),
    );
  memory.tell(report);
}

function tellWay(report: Report, way: Way, bytes: number, copied: readonly Copied[]): void {
  const name = names[way];
  const took = median(copied.map((each) => each.took));
  const plain = median(copied.map((each) => each.plain));
  const share = median(copied.map((each) => (each.plain / each.took) * 100));
  report.addLimit({
    key: `plain${name}MiBs`,
    label: `${way}: MiB a second of a plain HTTP copy`,
    value: speed(bytes, plain),
    unit: '',
  });
  report.add({ key: `file${name}Ms`, label: `${way}: until it is there`, value: took, unit: 'ms' });
  report.add({ key: `file${name}MiBs`, label: `${way}: MiB a second`, value: speed(bytes, took), unit: '' });
  report.add({
    key: `file${name}Share`,
    label: `${way}: of what the plain copy reaches`,
    value: share,
    unit: '%',
    atLeast: LEAST_SHARE,
  });
}

function speed(bytes: number, milliseconds: number): number {
  return bytes / MIB / (milliseconds / 1000);
}
