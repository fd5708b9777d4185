import { addHash, hashRow } from '@holdfast/shared/hash.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

/** Each scope's digest as a client adds it up from what it was sent. */
async function digestsOf(client: RawClient): Promise<Map<string, { head: number; hash: number }>> {
  const { entries, rows, last } = await client.pull();
  const hashes = new Map(
    rows.map(({ table, id, version, data }) => [
      `${table}/${id}`,
      hashRow(table, id, version, JSON.stringify(data)),
    ]),
  );
  const sums = new Map(last.scopes.map((scope) => [scope, { head: last.heads?.[scope] ?? 0, hash: 0 }]));
  for (const { scope, table, id } of entries) {
    const sum = sums.get(scope);
    if (sum !== undefined) sum.hash = addHash(sum.hash, hashes.get(`${table}/${id}`) ?? 0);
  }
  return sums;
}

async function expectSame(client: RawClient): Promise<void> {
  for (const [scope, { head, hash }] of await digestsOf(client)) {
    expect(await client.digest(scope, head, hash), scope).toEqual({ ok: true, atHead: true, same: true });
  }
}

async function deskWithStaff() {
  const server = await testServer();
  const [manager, staff] = [await server.person('manager'), await server.person('staff')];
  const connect = (token: string) => readyClient({ url: server.url, token });
  return { staff, desk: await connect(manager.accessToken), mine: await connect(staff.accessToken) };
}

test('S31: the digest of each scope is that of the rows in it, through edits, restamps and deletions', async () => {
  const { staff, desk, mine } = await deskWithStaff();
  const [projectId, membershipId] = [newId(), newId()];
  const [ticket, other] = [newTicket(), newTicket()];
  await desk.change('ticket.create', ticket);
  await mine.change('ticket.create', other);
  await desk.change('message.create', { id: newId(), threadId: ticket.id, body: 'Said before.' });
  await expectSame(desk);
  const edit = (id: string, changes: object) => desk.change('ticket.update', { id, changes });
  await edit(ticket.id, { assigneeId: { was: null, now: staff.user.id } });
  await edit(ticket.id, { title: { was: ticket.title, now: 'Louder' } });
  await expectSame(mine);
  const project = { id: projectId, membershipId: newId(), name: 'Move', description: '', divisionId: null };
  await desk.change('project.create', project);
  await edit(other.id, { projectId: { was: null, now: projectId } });
  const membership = { groupTable: 'project', groupId: projectId, role: 'member' };
  await desk.change('membership.add', { id: membershipId, userId: staff.user.id, ...membership });
  await expectSame(mine);
  await edit(ticket.id, { assigneeId: { was: staff.user.id, now: null } });
  await desk.change('membership.remove', { id: membershipId });
  await desk.change('ticket.update', { id: newId(), changes: {} });
  await expectSame(mine);
  await expectSame(desk);
});

test('S31: a digest is compared only at the head, and only of one’s own scopes', async () => {
  const { desk, mine } = await deskWithStaff();
  const before = (await digestsOf(desk)).get('desk');
  await desk.change('ticket.create', newTicket());
  const late = { ok: true, atHead: false, same: false };
  expect(await desk.digest('desk', before?.head ?? 0, before?.hash ?? 0)).toEqual(late);
  const now = (await digestsOf(desk)).get('desk');
  expect(await mine.digest('desk', now?.head ?? 0, now?.hash ?? 0)).toEqual(late);
  expect(await desk.digest('desk', now?.head ?? 0, (now?.hash ?? 0) + 1)).toEqual({
    ...late,
    atHead: true,
  });
});
