import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { serveCalls } from '../sync/serve-calls.ts';
import { sharedNow } from '../sync/shared-clock.ts';

function answerTo(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
}

async function put(url: string, file: string): Promise<void> {
  const asked = request(url, { method: 'PUT', headers: { 'content-length': statSync(file).size } });
  const answer = answerTo(asked);
  await pipeline(createReadStream(file), asked);
  (await answer).resume();
}

/** A process that sends and fetches files over HTTP as Node's streams do. Each call gives how long it took, in milliseconds. */
const calls = {
  async send(url: string, file: string): Promise<number> {
    const start = sharedNow();
    await put(url, file);
    return sharedNow() - start;
  },

  /** Sends the same file under many names, so many at a time. */
  async sendMany(server: string, file: string, count: number, atOnce: number): Promise<number> {
    const start = sharedNow();
    const names = Array.from({ length: count }, (_, place) => `${server}/${place}`);
    const lanes = Array.from({ length: atOnce }, async () => {
      for (let next = names.pop(); next !== undefined; next = names.pop()) await put(next, file);
    });
    await Promise.all(lanes);
    return sharedNow() - start;
  },

  /** Fetches a file onto the disk, and forgets it again. */
  async fetch(url: string, file: string): Promise<number> {
    const start = sharedNow();
    const asked = request(url);
    const answer = answerTo(asked);
    asked.end();
    await pipeline(await answer, createWriteStream(file, { flush: true }));
    const took = sharedNow() - start;
    rmSync(file);
    return took;
  },
};

export type PlainClientCalls = typeof calls;

serveCalls(calls);
