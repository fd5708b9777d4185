import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

async function twoAgents() {
  const server = await testServer();
  const connect = async (name: string) => {
    const person = await server.person('agent', name);
    return readyClient({ url: server.url, token: person.accessToken });
  };
  const [ada, grace] = [await connect('Ada'), await connect('Grace')];
  const ticket = newTicket();
  await ada.change('ticket.create', ticket);
  return { ada, grace, ticket };
}

async function rowsOf(client: RawClient, table: string): Promise<WireRow['data'][]> {
  const { rows } = await client.pull();
  return rows.filter((row) => row.table === table).map((row) => row.data);
}

const edit = (client: RawClient, id: string, changes: object, after?: readonly string[]) =>
  client.mutation('ticket.update', { id, changes }, after === undefined ? {} : { after: [...after] });

/** Nobody has this id, so that a change to it is refused whole. */
const refused = () => ({ assigneeId: { was: null, now: newId() } });

test('S27: on top of a change that was refused, what that one’s author had seen counts, along the chain', async () => {
  const { ada, grace, ticket } = await twoAgents();
  const text = ticket.description;
  const first = edit(grace, ticket.id, {
    title: { was: ticket.title, now: 'One' },
    description: { was: text, now: `${text} One.` },
    ...refused(),
  });
  const second = edit(
    grace,
    ticket.id,
    {
      title: { was: 'One', now: 'Two' },
      description: { was: `${text} One.`, now: `${text} One. Two.` },
      ...refused(),
    },
    [first.id],
  );
  const third = edit(
    grace,
    ticket.id,
    {
      title: { was: 'Two', now: 'Three' },
      description: { was: `${text} One. Two.`, now: `${text} One. Two. Three.` },
    },
    [second.id],
  );
  expect(await grace.push([first, second])).toMatchObject({
    ok: true,
    results: [{ ok: false }, { ok: false }],
  });
  expect(await grace.push([third])).toMatchObject({ ok: true, results: [{ ok: true }] });
  expect(await rowsOf(ada, 'ticket')).toMatchObject([
    { title: 'Three', description: `${text} One. Two. Three.` },
  ]);
  expect(await rowsOf(ada, 'overwrite')).toEqual([]);
});

test('S27: on top of a refused change whose answer was acknowledged meanwhile, what its author had seen counts', async () => {
  const { ada, grace, ticket } = await twoAgents();
  const text = 'It **smokes** since last year.';
  const first = edit(grace, ticket.id, {
    description: { was: ticket.description, now: text },
    ...refused(),
  });
  await grace.push([first]);
  await grace.push([], { acked: 1 });
  const second = edit(grace, ticket.id, { description: { was: text, now: `${text} A lot.` } }, [first.id]);
  await grace.push([second]);
  expect(await rowsOf(ada, 'ticket')).toMatchObject([{ description: `${text} A lot.` }]);
});

test('S27, S28: whoever wrote between is still told', async () => {
  const { ada, grace, ticket } = await twoAgents();
  await ada.change('ticket.update', {
    id: ticket.id,
    changes: { title: { was: ticket.title, now: 'Ada’s' } },
  });
  const first = edit(grace, ticket.id, { title: { was: ticket.title, now: 'One' }, ...refused() });
  const second = edit(grace, ticket.id, { title: { was: 'One', now: 'Two' } }, [first.id]);
  await grace.push([first, second]);
  expect(await rowsOf(ada, 'ticket')).toMatchObject([{ title: 'Two' }]);
  expect(await rowsOf(ada, 'overwrite')).toMatchObject([{ field: 'title' }]);
});

test('S27: without a chain, and after a change of somebody else, a value counts as it was seen', async () => {
  const { ada, grace, ticket } = await twoAgents();
  const theirs = edit(ada, ticket.id, { title: { was: ticket.title, now: 'One' }, ...refused() });
  await ada.push([theirs]);
  const mine = edit(grace, ticket.id, { title: { was: 'One', now: 'Two' } }, [theirs.id]);
  await grace.push([mine]);
  expect(await rowsOf(ada, 'overwrite')).toHaveLength(1);
});

test('S27: a chain on a change that was accepted, is unknown or cannot be read changes nothing', async () => {
  const { ada, grace, ticket } = await twoAgents();
  const first = edit(grace, ticket.id, { title: { was: ticket.title, now: 'One' } });
  const second = edit(grace, ticket.id, { title: { was: 'One', now: 'Two' } }, [first.id, newId()]);
  const broken = grace.mutation('ticket.update', { id: 7 }, { after: [second.id] });
  expect(await grace.push([first, second, broken])).toMatchObject({
    ok: true,
    results: [{ ok: true }, { ok: true }, { ok: false, error: { code: 'INVALID_MESSAGE' } }],
  });
  expect(await rowsOf(ada, 'ticket')).toMatchObject([{ title: 'Two' }]);
  expect(await rowsOf(ada, 'overwrite')).toEqual([]);
});
