import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

async function deskWithStaff() {
  const server = await testServer();
  const [agent, staff, other] = [
    await server.person('agent'),
    await server.person('staff'),
    await server.person('staff', 'Other'),
  ];
  const connect = (token: string) => readyClient({ url: server.url, token });
  return {
    staff,
    other,
    desk: await connect(agent.accessToken),
    mine: await connect(staff.accessToken),
    theirs: await connect(other.accessToken),
  };
}

async function visible(client: RawClient, table: string): Promise<string[]> {
  const { entries } = await client.pull();
  return [
    ...new Set(entries.filter((entry) => entry.table === table && !entry.gone).map((entry) => entry.id)),
  ];
}

async function comment(client: RawClient, threadId: string, body: string): Promise<string> {
  const id = newId();
  await client.change('message.create', { id, threadId, body });
  return id;
}

test('S8: staff get only what they may see, by pull and by delta', async () => {
  const { desk, mine, theirs } = await deskWithStaff();
  const [ofDesk, ofMine, ofTheirs] = [newTicket(), newTicket(), newTicket()];
  await desk.change('ticket.create', ofDesk);
  await mine.change('ticket.create', ofMine);
  const { result } = await theirs.change('ticket.create', ofTheirs);
  await comment(desk, ofDesk.id, 'Not for staff.');
  const answer = await comment(desk, ofMine.id, 'We are on it.');
  await desk.delta(
    (delta) => delta.version > (result.version ?? 0) && delta.rows.some((row) => row.id === answer),
  );

  expect((await visible(desk, 'ticket')).sort()).toEqual([ofDesk.id, ofMine.id, ofTheirs.id].sort());
  expect(await visible(mine, 'ticket')).toEqual([ofMine.id]);
  expect(await visible(mine, 'message')).toEqual([answer]);
  const { rows } = await mine.pull();
  const seen = [...rows, ...mine.deltas.flatMap((delta) => delta.rows)];
  expect(JSON.stringify(seen)).not.toContain(ofDesk.id);
  expect(JSON.stringify(seen)).not.toContain(ofTheirs.id);
  expect(JSON.stringify(seen)).not.toContain('Not for staff.');
});

test('S10: somebody who is assigned later gets the ticket and all that was said before', async () => {
  const { staff, desk, mine } = await deskWithStaff();
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  const before = await comment(desk, ticket.id, 'Said before.');
  const versions = (await desk.pull()).rows.map((row) => [row.id, row.version] as const);
  const message = versions.find(([id]) => id === before);
  const { result } = await desk.change('ticket.update', {
    id: ticket.id,
    changes: { assigneeId: { was: null, now: staff.user.id } },
  });
  const delta = await mine.delta((candidate) => candidate.version === result.version);
  expect(delta.rows.map((row) => row.table).sort()).toEqual([
    'activity',
    'activity',
    'message',
    'notification',
    'thread',
    'ticket',
  ]);
  expect(delta.rows.find((row) => row.id === before)?.version).toBe(message?.[1]);
  expect(await visible(mine, 'message')).toEqual([before]);
  const inDesk = (await desk.pull()).entries.filter((entry) => entry.scope === 'desk' && entry.id === before);
  expect(inDesk.map((entry) => entry.version)).toEqual([message?.[1]]);
});

test('S9, S10: somebody who is unassigned is told that all of it is gone, without its content', async () => {
  const { staff, desk, mine } = await deskWithStaff();
  const ticket = newTicket({ assigneeId: staff.user.id });
  await desk.change('ticket.create', ticket);
  const said = await comment(desk, ticket.id, 'Between us.');
  expect(await visible(mine, 'message')).toEqual([said]);
  const { result } = await desk.change('ticket.update', {
    id: ticket.id,
    changes: {
      assigneeId: { was: staff.user.id, now: null },
      title: { was: ticket.title, now: 'A secret title' },
    },
  });
  const delta = await mine.delta((candidate) => candidate.version === result.version);
  expect(delta.entries.every((entry) => entry.gone === true)).toBe(true);
  expect(delta.entries.map((entry) => entry.table).sort()).toEqual([
    'activity',
    'message',
    'thread',
    'ticket',
  ]);
  expect(delta.rows).toEqual([]);
  expect(await visible(mine, 'ticket')).toEqual([]);
  expect(await visible(mine, 'message')).toEqual([]);
  const { rows } = await mine.pull();
  expect(JSON.stringify([rows, mine.deltas])).not.toContain('A secret title');
});

test('S10: the files of a ticket and of what was said there come and go with it', async () => {
  const { staff, desk, mine } = await deskWithStaff();
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  const file = () => ({ id: newId(), name: 'Photo.png', hash: 'a'.repeat(64), size: 10 });
  const [hung, said] = [file(), file()];
  await desk.change('attachment.add', { ...hung, subjectTable: 'ticket', subjectId: ticket.id });
  await desk.change('message.post', { id: newId(), threadId: ticket.id, body: '', files: [said] });
  const assign = (was: string | null, now: string | null) =>
    desk.change('ticket.update', { id: ticket.id, changes: { assigneeId: { was, now } } });
  const { result } = await assign(null, staff.user.id);
  const delta = await mine.delta((candidate) => candidate.version === result.version);
  const versions = delta.rows.filter(({ table }) => table === 'attachment').map(({ version }) => version);
  expect(versions).toHaveLength(2);
  // They are as they were: nothing of them was changed.
  for (const version of versions) expect(version).toBeLessThan(result.version ?? 0);
  expect((await visible(mine, 'attachment')).sort()).toEqual([hung.id, said.id].sort());
  await assign(staff.user.id, null);
  expect(await visible(mine, 'attachment')).toEqual([]);
});

test('S8: a watcher sees the ticket while they watch', async () => {
  const { other, desk, theirs } = await deskWithStaff();
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  await desk.change('ticket.watch', { id: ticket.id, userId: other.user.id });
  expect(await visible(theirs, 'ticket')).toEqual([ticket.id]);
  await theirs.change('ticket.unwatch', { id: ticket.id, userId: other.user.id });
  expect(await visible(theirs, 'ticket')).toEqual([]);
});

test('S4: a staff member who closes a ticket that they only watch is refused, with the reason', async () => {
  const { staff, desk, mine } = await deskWithStaff();
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  await desk.change('ticket.watch', { id: ticket.id, userId: staff.user.id });
  const { result } = await mine.change('ticket.update', {
    id: ticket.id,
    changes: { status: { was: 'open', now: 'closed' } },
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'AUTHORIZATION_FAILED' } });
  expect(result.error?.message).toContain('can close this ticket');
  const { rows } = await desk.pull();
  expect(rows.find((row) => row.table === 'ticket')?.data.status).toBe('open');
});
