import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { serveCalls } from '../sync/serve-calls.ts';
import { sharedNow } from '../sync/shared-clock.ts';
import { BareSender } from './bare-sender.ts';
import { type Crowd, readUpTo } from './crowd.ts';
import { LightApp } from './light-app.ts';
import { restamp, stampedTitle } from './stamped.ts';

const newId = createIdSource(() => Date.now(), randomBytes);
/** Of each ticket's description. */
const TEXT = 'x'.repeat(400);
const SECOND = 1_000;

/** Sends one change and waits for the answer. */
type Write = () => Promise<void>;

let writers: Write[] = [];
let leaveAll = (): void => {};

/** Somebody who reports one ticket after the other. */
function appWriter(app: LightApp, epoch: string): Write {
  let seq = 0;
  return async () => {
    seq += 1;
    const empty = { assigneeId: null, projectId: null, divisionId: null, due: null };
    const args = { id: newId(), title: stampedTitle(), description: TEXT, priority: 'normal', ...empty };
    const at = new Date().toISOString();
    const mutations = [{ id: newId(), seq, name: 'ticket.create', args, at }];
    const answer = await app.ask('sync:push', { epoch, acked: seq - 1, mutations });
    if (answer.results?.every(({ ok }) => ok) !== true) throw new Error(`Refused: ${JSON.stringify(answer)}`);
  };
}

/** A process with people who write as fast as they are answered, or at a steady rate. */
const calls = {
  /** Connects people of a crowd, from a place on. */
  async connect(port: number, crowd: Crowd, from: number, count: number): Promise<void> {
    const members = crowd.members.slice(from, from + count);
    const apps: LightApp[] = [];
    for (const member of members) {
      const device = { port, member, epoch: crowd.epoch, readUpTo: readUpTo(crowd, member.userId) };
      apps.push(await connected(device));
    }
    writers = apps.map((app) => appWriter(app, crowd.epoch));
    leaveAll = () => {
      for (const app of apps) app.leave();
    };
  },

  /** Connects to a bare server, to send a message again and again: an event and its argument, as JSON. */
  async connectBare(port: number, count: number, message: string): Promise<void> {
    const senders = await Promise.all(Array.from({ length: count }, () => BareSender.connect(port)));
    writers = senders.map((sender) => () => sender.send(restamp(message)));
    leaveAll = () => {
      for (const sender of senders) sender.leave();
    };
  },

  /** All write for so long, each waiting for its answers. Gives how many changes were answered, and when the first began. */
  async writeFor(milliseconds: number): Promise<{ count: number; began: number; seconds: number }> {
    const began = sharedNow();
    let count = 0;
    await Promise.all(
      writers.map(async (write) => {
        while (sharedNow() < began + milliseconds) {
          await write();
          count += 1;
        }
      }),
    );
    return { count, began, seconds: (sharedNow() - began) / SECOND };
  },

  /** Writes for so long at a steady rate. Gives how many. */
  async writeAtRate(perSecond: number, milliseconds: number): Promise<number> {
    const count = Math.max(1, Math.round((perSecond * milliseconds) / SECOND));
    const began = sharedNow();
    const open: Promise<void>[] = [];
    for (let place = 0; place < count; place += 1) {
      const wait = began + (place * SECOND) / perSecond - sharedNow();
      if (wait > 0) await setTimeout(wait);
      const write = writers[place % writers.length];
      if (write !== undefined) open.push(write());
    }
    await Promise.all(open);
    return count;
  },

  leave(): void {
    leaveAll();
  },
};

function connected(device: ConstructorParameters<typeof LightApp>[0]): Promise<LightApp> {
  return new Promise((resolve, reject) => {
    const app: LightApp = new LightApp(device, {
      ...{ comesBack: false, checks: false, saysPresence: false },
      ...{ tried: () => {}, delta: () => {} },
      live: () => resolve(app),
      lost: (why) => reject(new Error(`A writer was lost: ${why}`)),
    });
    app.connect();
  });
}

export type WriterCalls = typeof calls;

serveCalls(calls);
