import { expect, test } from 'vitest';
import { listeningBot } from '../test-support/bot.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { newId, testServer } from '../test-support/test-server.ts';

const week = '2026-03-02';

/** Ada and Ben of one division, Ada planned for 30 hours by another project, and one who plans. */
async function scene() {
  const server = await testServer();
  const [admin, ada, ben] = [
    await server.person('admin'),
    await server.person('staff', 'Ada'),
    await server.person('staff', 'Ben'),
  ];
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const [divisionId, project, secret] = [newId(), newId(), newId()];
  await desk.change('division.create', { id: divisionId, name: 'Roads' });
  for (const { user } of [ada, ben])
    await desk.change('membership.add', {
      id: newId(),
      userId: user.id,
      groupTable: 'division',
      groupId: divisionId,
      role: 'member',
    });
  for (const id of [project, secret])
    await desk.change('project.create', {
      id,
      membershipId: newId(),
      name: 'Bridge',
      description: '',
      divisionId,
    });
  const plan = (userId: string, projectId: string, was: number, now: number) =>
    desk.change('assignment.set', {
      userId,
      projectId,
      phaseId: null,
      week,
      changes: { hours: { was, now } },
    });
  await plan(ada.user.id, secret, 0, 30);
  const listen = async (scopes: string[]) =>
    (await listeningBot(server.url, admin, scopes, ['capacity:updated'])).bot;
  return { desk, divisionId, project, plan, listen, ada: ada.user.id, ben: ben.user.id };
}

const figures = (planned: number, available: number, percent: number | null) => ({
  planned,
  available,
  percent,
});

test('capacity:updated tells the desk the new utilization of the person and their divisions', async () => {
  const { desk, divisionId, project, plan, listen, ada, ben } = await scene();
  const bot = await listen(['desk', `project:${project}`]);
  await plan(ada, project, 0, 14);
  await expect.poll(() => bot.heard.length).toBe(1);
  expect(bot.heard[0]).toMatchObject({
    name: 'capacity:updated',
    row: { userId: ada, projectId: project, week, hours: 14 },
    capacity: {
      week,
      person: { userId: ada, ...figures(44, 40, 110) },
      divisions: [{ divisionId, ...figures(44, 80, 55) }],
    },
  });
  await desk.change('work-hours.set', {
    id: ben,
    changes: { weekdays: { was: [8, 8, 8, 8, 8, 0, 0], now: [0, 0, 0, 0, 0, 0, 0] } },
  });
  await plan(ben, project, 0, 1);
  await expect
    .poll(() => bot.heard.at(-1)?.capacity)
    .toEqual({
      week,
      person: { userId: ben, ...figures(1, 0, null) },
      divisions: [{ divisionId, ...figures(45, 40, 112.5) }],
    });
});

test('24: whoever hears only of a project or of a person hears no figure made of more than they see', async () => {
  const { project, plan, listen, ada } = await scene();
  const [ofProject, ofAda] = [await listen([`project:${project}`]), await listen([`user:${ada}`])];
  await plan(ada, project, 0, 14);
  await expect.poll(() => ofProject.heard.length + ofAda.heard.length).toBe(2);
  expect(ofProject.heard[0]?.row.hours).toBe(14);
  expect(ofProject.heard[0]?.capacity).toBeUndefined();
  expect(ofAda.heard[0]?.capacity).toEqual({ week, person: { userId: ada, ...figures(44, 40, 110) } });
});
