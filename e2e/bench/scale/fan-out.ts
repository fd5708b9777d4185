import { readUsage } from '../sync/process-usage.ts';
import { AT_ONCE, asTheApp } from './connections.ts';
import type { Delivered } from './load-worker.ts';
import { newBareServer, newLoad, newWriter, pidOf, portOf, startFullServer } from './scale-world.ts';

/** So many write at a time when it shall go as fast as it can. */
const WRITERS = 4;
/** The part of what bare Socket.IO delivers at most, at which it is measured how long single changes take. */
const STEADY_SHARE = 0.4;
/** What has not come so long after the last arrival counts as lost. */
const PATIENCE_MS = 10_000;
const SECOND = 1_000;
const MICROSECONDS = 1_000;

/** How changes reach many. */
export interface FanOut {
  /** The part of the expected that arrived, from 0 to 1, over both measures. */
  readonly share: number;
  /** Tickets that arrived in a second, over all clients, as fast as it goes; and messages that they came in. */
  readonly perSecond: number;
  readonly messagesPerSecond: number;
  /** At a steady rate: until a client has it, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the server's processor at a steady rate for each message that a client was sent, in microseconds. */
  readonly cpuMicroseconds: number;
}

type Load = ReturnType<typeof newLoad>;
type Writer = ReturnType<typeof newWriter>;

/** Who serves, who writes, who listens. */
interface Scene {
  readonly pid: number;
  readonly load: Load;
  readonly writer: Writer;
  readonly subscribers: number;
}

/** Changes to so many through the server, and the same bytes through a bare Socket.IO server. */
export async function measureFanOut(
  subscribers: number,
  milliseconds: number,
): Promise<{ real: FanOut; bare: FanOut }> {
  const { server, crowd } = await startFullServer(subscribers + WRITERS, 'agent');
  const [load, writer] = [newLoad(), newWriter()];
  try {
    await load.call('connect', portOf(server), crowd, subscribers, { ...asTheApp, checks: false });
    await writer.call('connect', portOf(server), crowd, subscribers, WRITERS);
    const scene = { pid: pidOf(server), load, writer, subscribers };
    const { lastMessage } = await atRate(scene, 1, SECOND);
    const bare = await throughBare(subscribers, lastMessage, (limit) => bothWays(limit, milliseconds));
    return { bare, real: await bothWays(scene, milliseconds, rateOf(bare, subscribers)) };
  } finally {
    await Promise.all([load.end(), writer.end()]);
    await server.remove();
  }
}

async function throughBare(
  subscribers: number,
  message: string,
  run: (scene: Scene) => Promise<FanOut>,
): Promise<FanOut> {
  const [bare, load, writer] = [newBareServer(), newLoad(), newWriter()];
  try {
    const port = await bare.call('start');
    await load.call('connectBare', port, subscribers, AT_ONCE);
    await writer.call('connectBare', port, WRITERS, message);
    return await run({ pid: bare.pid, load, writer, subscribers });
  } finally {
    await Promise.all([bare.end(), load.end(), writer.end()]);
  }
}

/** Changes a second that leave a bare server time between them. */
function rateOf({ perSecond }: Pick<FanOut, 'perSecond'>, subscribers: number): number {
  return (STEADY_SHARE * perSecond) / subscribers;
}

/** As fast as it goes, and then at a steady rate: the one given, or one that fits the first. */
async function bothWays(scene: Scene, milliseconds: number, rate?: number): Promise<FanOut> {
  const fast = await asFastAsItGoes(scene, milliseconds);
  const steady = await atRate(scene, rate ?? rateOf(fast, scene.subscribers), milliseconds);
  return {
    share: (fast.count + steady.count) / (fast.expected + steady.expected),
    perSecond: fast.perSecond,
    messagesPerSecond: fast.messagesPerSecond,
    p50: steady.p50,
    p99: steady.p99,
    cpuMicroseconds: (MICROSECONDS * steady.cpuMs) / steady.messages,
  };
}

async function asFastAsItGoes({ load, writer, subscribers }: Scene, milliseconds: number) {
  await load.call('forgetDeltas');
  const { count: changes, began } = await writer.call('writeFor', milliseconds);
  const expected = changes * subscribers;
  const { count, messages, lastArrival } = await load.call('delivered', expected, PATIENCE_MS);
  const seconds = (lastArrival - began) / SECOND;
  return { count, expected, perSecond: count / seconds, messagesPerSecond: messages / seconds };
}

async function atRate(
  { pid, load, writer, subscribers }: Scene,
  rate: number,
  milliseconds: number,
): Promise<Delivered & { readonly expected: number; readonly cpuMs: number }> {
  await load.call('forgetDeltas');
  const { cpu } = readUsage(pid);
  const expected = (await writer.call('writeAtRate', rate, milliseconds)) * subscribers;
  const delivered = await load.call('delivered', expected, PATIENCE_MS);
  return { ...delivered, expected, cpuMs: readUsage(pid).cpu - cpu };
}
