import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { storeRows } from '../files/arrivals/settle-rows.ts';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

const content = { hash: 'a'.repeat(64), size: 10 };

test('promise 4: who may read the bytes of a file need not send them again; who only knows their hash must', async () => {
  const server = await testServer();
  const connect = async (role: 'agent' | 'staff') => {
    const { user, accessToken } = await server.person(role);
    return { id: user.id, client: await readyClient({ url: server.url, token: accessToken }) };
  };
  const [agent, staff] = [await connect('agent'), await connect('staff')];
  const attach = async ({ client }: typeof agent) => {
    const ticket = newTicket();
    await client.change('ticket.create', ticket);
    const file = { id: newId(), name: 'Plan.pdf', ...content, subjectTable: 'ticket', subjectId: ticket.id };
    const { result } = await client.change('attachment.add', file);
    expect(result.error).toBeUndefined();
    const { rows } = await client.pull();
    return rows.find(({ id }) => id === file.id)?.data;
  };
  expect(await attach(agent)).toMatchObject({ storedAt: null });
  const found = { kind: 'application/pdf', width: null, height: null };
  await withData(server.config, ({ queue }) => storeRows(queue, { authorId: agent.id, ...content }, found));
  expect(await attach(agent)).toMatchObject({ storedAt: expect.any(String), kind: 'application/pdf' });
  expect(await attach(staff)).toMatchObject({ storedAt: null, kind: null });
});
