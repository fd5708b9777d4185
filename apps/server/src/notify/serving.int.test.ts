import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { emailOf, signIn, testServer } from '../test-support/test-server.ts';

const HOUR_MS = 3_600_000;

async function kindsOf(client: RawClient): Promise<unknown[]> {
  const { rows } = await client.pull();
  return rows.filter(({ table }) => table === 'notification').map(({ data }) => data.kind);
}

test('a server that starts tells what came to be due meanwhile, and takes away what was read long ago', async () => {
  let time = Date.now();
  const folder = tempFolder();
  const start = () =>
    testServer({ HOLDFAST_DATA: folder, HOLDFAST_ACCESS_TOKEN_SECONDS: '86400' }, { now: () => time });
  const before = await start();
  const ada = await before.person('agent', 'Ada');
  const client = await readyClient({ url: before.url, token: ada.accessToken });
  const due = new Date(time + 30 * HOUR_MS).toISOString();
  await client.change('ticket.create', newTicket({ due }));
  expect(await kindsOf(client)).toEqual([]);
  await before.stop();

  time += 7 * HOUR_MS;
  const server = await start();
  const { accessToken } = await signIn(server.url, emailOf('Ada'));
  const again = await readyClient({ url: server.url, token: accessToken });
  await expect.poll(() => kindsOf(again)).toEqual(['due-soon']);
  const { rows } = await again.pull();
  const ids = rows.filter(({ table }) => table === 'notification').map(({ id }) => id);
  await again.change('notification.done', { ids, done: true });
  time += 91 * 24 * HOUR_MS;
  await server.prune();
  expect(await kindsOf(again)).toEqual([]);
});
