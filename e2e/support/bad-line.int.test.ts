import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadLine, type LinePlan } from './bad-line.ts';
import type { FaultKind } from './spoiler.ts';

const content = randomBytes(300_000);
let server: Server;
let address: string;
let line: BadLine | undefined;

beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/files/stalled') response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
});

afterEach(async () => {
  await line?.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What a fetch of these bytes comes to. */
async function fetched(url: string): Promise<'whole' | 'wrong' | 'ended'> {
  try {
    const response = await fetch(url, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(1_000),
    });
    return content.equals(Buffer.from(await response.arrayBuffer())) ? 'whole' : 'wrong';
  } catch {
    return 'ended';
  }
}

/** Chance that always gives this fault on the way down after some thousands of bytes. */
function only(kind: FaultKind): LinePlan {
  const kinds = ['cut', 'reset', 'stall', 'corrupt'];
  const numbers = [(kinds.indexOf(kind) + 0.5) / 5, 0.8, 0.99];
  let drawn = 0;
  return {
    faults: 1,
    withinBytes: 200_000,
    chance: () => numbers[drawn++ % numbers.length] ?? 0,
  };
}

test.each([
  ['cut', 'ended'],
  ['reset', 'ended'],
  ['stall', 'ended'],
  ['corrupt', 'wrong'],
] as const)('a line that shall %s does so once to a file, and is good after it', async (kind, outcome) => {
  line = new BadLine(address, only(kind));
  const url = await line.start();
  expect(await fetched(`${url}/other`)).toBe('whole');
  expect(await fetched(`${url}/files/one`)).toBe(outcome);
  expect(line.happened[kind]).toBe(1);
  expect(await fetched(`${url}/files/one`)).toBe('whole');
});

test('a slow line lets no more through than it should', async () => {
  line = new BadLine(address);
  line.slowTo(content.length * 10);
  const url = await line.start();
  const began = performance.now();
  expect(await fetched(`${url}/files/one`)).toBe('whole');
  expect(performance.now() - began).toBeGreaterThan(90);
});
