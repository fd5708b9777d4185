import { type RequestName, requests } from '@holdfast/shared/protocol/requests.ts';
import { expect, test } from 'vitest';
import { readyClient } from '../test-support/raw-client.ts';
import { runHere } from '../test-support/run-command.ts';
import { newId, post, testServer } from '../test-support/test-server.ts';

/** A server, and a way to ask it as a person. */
async function asking() {
  const server = await testServer();
  const ask = (token: string, name: RequestName, params: object = {}) =>
    post(`${server.url}/api/${name}`, params, { authorization: `Bearer ${token}` });
  const list = async (token: string, params: object) =>
    requests['audit.list'].response.parse((await ask(token, 'audit.list', params)).body);
  return { server, ask, list };
}

test('an admin reads the log in pages, the newest first, and by kind and person', async () => {
  const { server, list: listAs } = await asking();
  const { accessToken, user } = await server.person('admin');
  const list = (params: object) => listAs(accessToken, params);
  for (let place = 0; place < 3; place += 1) await server.person('staff', `Staff ${place}`);
  const first = await list({ limit: 2 });
  expect(first.more).toBe(true);
  const [newest, next] = first.entries;
  expect(newest?.seq).toBe((next?.seq ?? 0) + 1);
  const rest = await list({ limit: 500, before: next?.seq });
  expect(rest.more).toBe(false);
  expect(rest.entries.at(-1)?.seq).toBe(1);
  const changes = await list({ limit: 500, kind: 'permission-changed' });
  expect(changes.entries.map(({ actorId }) => actorId)).toEqual(Array(4).fill('administrator'));
  const own = await list({ limit: 500, actorId: user.id });
  expect(own.entries).toMatchObject([{ kind: 'sign-in', actorId: user.id }]);
});

test('permission changes say from what to what, and who made them', async () => {
  const { server, list } = await asking();
  const { accessToken, user } = await server.person('admin');
  const staff = await server.person('staff');
  const client = await readyClient({ url: server.url, token: accessToken });
  await client.change('user.update', {
    id: staff.user.id,
    changes: { role: { was: 'staff', now: 'agent' } },
  });
  const { entries } = await list(accessToken, { limit: 1 });
  expect(entries).toMatchObject([
    {
      kind: 'permission-changed',
      actorId: user.id,
      subject: `user:${staff.user.id}`,
      details: { role: { from: 'staff', to: 'agent' } },
    },
  ]);
});

test('security item 41: refused changes and requests are in the log at once, many as one entry, without contents', async () => {
  const { server, ask, list } = await asking();
  const admin = await server.person('admin');
  const staff = await server.person('staff');
  const client = await readyClient({ url: server.url, token: staff.accessToken });
  for (let place = 0; place < 20; place += 1) {
    const args = { id: newId(), name: 'A secret name' };
    expect((await client.change('division.create', args)).result.ok).toBe(false);
  }
  expect(await ask(staff.accessToken, 'audit.list', { limit: 1 })).toMatchObject({ status: 403 });
  const { entries } = await list(admin.accessToken, { limit: 2 });
  expect(entries.reverse()).toMatchObject([
    { kind: 'change-refused', actorId: staff.user.id, subject: 'division.create', details: { count: 20 } },
    { kind: 'request-refused', actorId: staff.user.id, subject: 'audit.list', address: '127.0.0.1' },
  ]);
  expect(JSON.stringify(entries)).not.toContain('A secret name');
});

test('the chain is checked for an admin, and holds what commands did meanwhile', async () => {
  const { server, ask, list } = await asking();
  const { accessToken } = await server.person('admin');
  await runHere(['divisions', 'add', 'Roads'], { HOLDFAST_DATA: server.config.dataFolder });
  const { entries } = await list(accessToken, { limit: 500 });
  const check = await ask(accessToken, 'audit.check');
  expect(check.body).toEqual({ entries: entries.length, brokenAt: null });
});
