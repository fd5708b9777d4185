import { expect, test } from 'vitest';
import { listeningBot } from '../test-support/bot.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

const change = (was: unknown, now: unknown) => ({ was, now });

test('24: a bot of the division hears once that an alert is raised; one of the desk does not', async () => {
  const server = await testServer();
  const admin = await server.person('admin');
  const client = await readyClient({ url: server.url, token: admin.accessToken });
  const [divisionId, id] = [newId(), newId()];
  await client.change('division.create', { id: divisionId, name: 'Roads' });
  const ofDivision = await listeningBot(server.url, admin, [`division:${divisionId}`]);
  const ofDesk = await listeningBot(server.url, admin, ['desk']);
  await client.change('project.create', {
    id,
    membershipId: newId(),
    name: 'Bridge',
    description: '',
    divisionId,
  });
  const plan = (changes: object) => client.change('project.plan', { id, changes });
  await plan({ budget: change(null, 100_00), spent: change(0, 95_00) });
  expect(await ofDivision.bot.first(({ row }) => row.subjectId === id)).toMatchObject({
    name: 'alert:new',
    urgent: false,
    row: { kind: 'overspent', value: 95, limit: 90, divisionIds: [divisionId] },
  });
  await plan({ spent: change(95_00, 99_00) });
  await plan({ spent: change(99_00, 10_00) });
  const last = newId();
  await client.change('project.create', {
    id: last,
    membershipId: newId(),
    name: 'Quay',
    description: '',
    divisionId,
  });
  await ofDesk.bot.of(last);
  await client.change('project.plan', {
    id: last,
    changes: { cash: change(null, 1), cashThreshold: change(null, 2) },
  });
  await ofDivision.bot.first(({ row }) => row.subjectId === last);
  expect(ofDivision.bot.heard.map(({ name }) => name)).toEqual(['alert:new', 'alert:new']);
  expect(ofDesk.bot.heard.filter(({ name }) => name === 'alert:new')).toEqual([]);
});
