import { randomBytes } from 'node:crypto';
import { UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { newTicket } from '../test-support/changes.ts';
import { givenPostgres } from '../test-support/opened-postgres.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { RedisProcess } from '../test-support/redis-process.ts';
import { attach, bearer, beginUpload, uploadHeaders } from '../test-support/send-file.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { emailOf, PASSWORD, post, type TestServer, testServer } from '../test-support/test-server.ts';

/** Processes find each other, and tell each other, within this time. */
const SOON = { timeout: 15_000, interval: 20 };

const postgres = givenPostgres();
let redis: RedisProcess;
beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterAll(() => redis.remove());

type Both = readonly [TestServer, TestServer];

/** Two processes of one server that know each other. */
async function twoServers(more: Readonly<Record<string, string>> = {}): Promise<Both> {
  const { url } = await postgres.newDatabase();
  const shared = { HOLDFAST_DATABASE_URL: url, HOLDFAST_REDIS_URL: redis.url, HOLDFAST_DATA: tempFolder() };
  const both = await Promise.all([testServer({ ...shared, ...more }), testServer({ ...shared, ...more })]);
  for (const server of both) {
    await vi.waitFor(async () => {
      const ready = await fetch(`${server.url}/ready`);
      expect(await ready.json()).toMatchObject({ cache: 'up', websocket: { processes: 2 } });
    }, SOON);
  }
  return both;
}

const signInAt = ({ url }: TestServer, password: string) =>
  post(`${url}/auth/sign-in`, { email: emailOf('agent'), password, device: 'laptop' });

test('two servers slow down guesses together, and take a file and its room together', async () => {
  const both = await twoServers({ HOLDFAST_SIGN_IN_FAILURES: '3', HOLDFAST_FILES_PERSON_BYTES: '300000' });
  const admin = await both[1].person('admin');
  await both[0].person('agent');
  await expectGuessesSlowed(both, admin.accessToken);
  await expectFileShared(both, admin.accessToken);
});

async function expectGuessesSlowed([one, two]: Both, adminToken: string): Promise<void> {
  for (const server of [one, two, one]) {
    expect((await signInAt(server, 'not the password')).status).toBe(401);
  }
  expect((await signInAt(two, PASSWORD)).body.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  await vi.waitFor(async () => {
    const { suspicions } = await ask(two.url, adminToken, 'server.suspicions', {});
    expect(suspicions).toMatchObject([{ kind: 'sign-in-guessing', address: '127.0.0.1' }]);
  }, SOON);
}

/** Part of it is sent to one server and the rest to the other; both have all of it then. */
async function expectFileShared([one, two]: Both, token: string): Promise<void> {
  const client = await readyClient({ url: one.url, token });
  const ticket = newTicket();
  await client.change('ticket.create', ticket);
  const place = { subjectTable: 'ticket', subjectId: ticket.id } as const;
  const bytes = randomBytes(200_000);
  const id = await attach(client, bytes, place);
  expect(await beginUpload(one.url, token, id, bytes.length)).toBe(201);
  const tooMuch = await attach(client, randomBytes(200_000), place);
  expect(await beginUpload(two.url, token, tooMuch, bytes.length)).toBe(413);
  const sendPart = async ({ url }: TestServer, from: number, to: number): Promise<number> => {
    const headers = { ...uploadHeaders(token), 'upload-offset': String(from) };
    const body = bytes.subarray(from, to);
    return (await fetch(`${url}${UPLOADS_PATH}/${id}`, { method: 'PATCH', headers, body })).status;
  };
  expect([await sendPart(one, 0, 50_000), await sendPart(two, 50_000, 200_000)]).toEqual([204, 204]);
  for (const { url } of [one, two]) {
    const read = await fetch(`${url}/files/${id}`, { headers: bearer(token) });
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
  }
}
