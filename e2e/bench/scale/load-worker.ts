import { setTimeout } from 'node:timers/promises';
import { serveCalls } from '../sync/serve-calls.ts';
import { sharedNow } from '../sync/shared-clock.ts';
import { type Crowd, readUpTo } from './crowd.ts';
import { LightApp } from './light-app.ts';
import { LightLine } from './light-line.ts';
import { readStamps } from './stamped.ts';

const LOOK_MS = 20;
/** An event begins with `42`. */
const EVENT_PREFIX = 2;

/** How clients came to be live. Moments by the clock that all processes share. */
export interface Arrivals {
  /** When each was live last. */
  readonly liveAt: readonly number[];
  /** When each try to connect was made. */
  readonly triedAt: readonly number[];
  /** Why tries were in vain or lines ended, and how often. */
  readonly lost: Readonly<Record<string, number>>;
}

export interface How {
  /** So many connect at a time. */
  readonly atOnce: number;
  readonly comesBack: boolean;
  readonly checks: boolean;
  readonly saysPresence: boolean;
}

/** What arrived at all clients together. */
export interface Delivered {
  readonly count: number;
  readonly messages: number;
  /** By the clock that all processes share. */
  readonly lastArrival: number;
  /** From the making of a ticket until a client had it, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** An event and its argument, as JSON. */
  readonly lastMessage: string;
}

let apps: LightApp[] = [];
let bareLines: LightLine[] = [];
let liveAt = new Map<LightApp, number>();
let triedAt: number[] = [];
let lost: Record<string, number> = {};
/** How long tickets took to arrive, in milliseconds, and in how many messages they came. */
let took: number[] = [];
let messages = 0;
let lastArrival = 0;
let lastMessage = '';

function newApp(port: number, crowd: Crowd, place: number, how: How, live: () => void): LightApp {
  const member = crowd.members[place];
  if (member === undefined) throw new Error(`There are only ${crowd.members.length} people.`);
  const device = { port, member, epoch: crowd.epoch, readUpTo: readUpTo(crowd, member.userId) };
  const app: LightApp = new LightApp(device, {
    ...how,
    tried: () => triedAt.push(sharedNow()),
    live: () => {
      liveAt.set(app, sharedNow());
      live();
    },
    delta: noteDelta,
    lost: (why) => {
      lost[why] = (lost[why] ?? 0) + 1;
    },
  });
  return app;
}

function noteDelta(text: Buffer): void {
  messages += 1;
  lastArrival = sharedNow();
  if (lastMessage === '') lastMessage = text.toString('utf8', EVENT_PREFIX);
  readStamps(text, (milliseconds) => took.push(milliseconds));
}

/** Runs so many at a time until all have run. */
async function inTurns(count: number, atOnce: number, run: (place: number) => Promise<void>): Promise<void> {
  let next = 0;
  const turns = Array.from({ length: Math.min(atOnce, count) }, async () => {
    while (next < count) {
      next += 1;
      await run(next - 1);
    }
  });
  await Promise.all(turns);
}

function forget(): void {
  liveAt = new Map();
  triedAt = [];
  lost = {};
}

/** A process with thousands of light clients. */
const calls = {
  /** Connects so many people of a crowd. Gives the seconds until all were live. */
  async connect(port: number, crowd: Crowd, count: number, how: How): Promise<number> {
    forget();
    const began = sharedNow();
    await inTurns(count, how.atOnce, (place) => {
      return new Promise((resolve) => {
        const app = newApp(port, crowd, place, how, resolve);
        apps.push(app);
        app.connect();
      });
    });
    return (sharedNow() - began) / 1_000;
  },

  /** Connects to a server that asks nothing. Gives the seconds until all were connected. */
  async connectBare(port: number, count: number, atOnce: number): Promise<number> {
    const began = sharedNow();
    await inTurns(count, atOnce, () => {
      return new Promise((resolve, reject) => {
        const events = { event: noteDelta, answer: () => {} };
        const closed = () => reject(new Error('A bare line ended.'));
        bareLines.push(new LightLine(port, '', { ...events, opened: resolve, closed }));
      });
    });
    return (sharedNow() - began) / 1_000;
  },

  /** From now on arrivals are counted anew. */
  forget,

  /** Waits until all have been live since, at most so long. */
  async arrivals(withinMs: number): Promise<Arrivals> {
    const end = sharedNow() + withinMs;
    while ((liveAt.size < apps.length || apps.some(({ isLive }) => !isLive)) && sharedNow() < end) {
      await setTimeout(LOOK_MS);
    }
    return { liveAt: [...liveAt.values()], triedAt, lost };
  },

  /** What comes from now on is counted anew. */
  forgetDeltas(): void {
    took = [];
    messages = 0;
    lastMessage = '';
  },

  /** Waits until so many tickets have arrived, at most so long since the last one. */
  async delivered(expected: number, patienceMs: number): Promise<Delivered> {
    lastArrival = sharedNow();
    while (took.length < expected && sharedNow() < lastArrival + patienceMs) await setTimeout(LOOK_MS);
    const all = Float64Array.from(took).sort();
    const at = (share: number) => all[Math.floor((all.length - 1) * share)] ?? Number.NaN;
    return { count: all.length, messages, lastArrival, p50: at(0.5), p99: at(0.99), lastMessage };
  },

  /** All are gone without a word. */
  leave(): void {
    for (const app of apps) app.leave();
    for (const line of bareLines) line.destroy();
    apps = [];
    bareLines = [];
  },
};

export type LoadCalls = typeof calls;

serveCalls(calls);
