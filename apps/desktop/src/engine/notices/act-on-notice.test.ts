import { expect, test } from 'vitest';
import { agentId, rowOf } from '../test-support/memory-account.ts';
import { NoticeSetup } from '../test-support/notice-setup.ts';

function waiting({ memory }: NoticeSetup): string[] {
  return memory.statements
    .all<{ name: string }>("SELECT name FROM outbox WHERE name NOT LIKE 'notification.%' ORDER BY seq")
    .map(({ name }) => name);
}

test('an answer, taking a ticket and marking as read are done where the notice shows, also after a restart', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const key = `ticket:${ticket}`;
  await setup.comments(ticket, 'Who comes?');
  setup.restart();
  setup.board.actFromSystem({ key, action: 'reply', text: 'I do' });
  setup.board.actFromSystem({ key, action: 'assign' });
  await setup.settle();
  expect(waiting(setup)).toEqual(['message.create', 'ticket.update']);
  const sent = setup.memory.statements.all<{ args: string }>('SELECT args FROM outbox ORDER BY seq');
  expect(sent.map(({ args }) => JSON.parse(args))).toMatchObject([
    { threadId: ticket, body: 'I do' },
    { ids: [expect.any(String)] },
    { id: ticket, changes: { assigneeId: { was: null, now: agentId } } },
  ]);
  expect(setup.board.inbox()).toEqual({ unread: 0 });
  await setup.comments(ticket, 'Thanks');
  expect(setup.shown.at(-1)?.actions).toEqual(['reply', 'read', 'snooze']);
});

test('promise 1: a ticket that somebody else took meanwhile is not taken from them by a button that was shown before', async () => {
  const setup = new NoticeSetup();
  const carla = '018f4e5a-0000-7000-8000-00000000000c';
  const ticket = setup.ticket('Leaking tap', { assigneeId: carla });
  setup.board.actFromSystem({ key: `ticket:${ticket}`, action: 'assign' });
  expect(waiting(setup)).toEqual([]);
  expect(setup.shown.at(-1)?.body).toContain('Somebody else has taken this ticket on');
  const own = setup.ticket('Cold radiator', { assigneeId: agentId });
  setup.board.act({ key: `ticket:${own}`, action: 'assign' });
  expect(waiting(setup)).toEqual([]);
});

const raised = {
  ...{ kind: 'overspent', subjectTable: 'project', subjectId: '018f4e5a-0000-7000-8000-00000000000e' },
  ...{ week: null, divisionIds: [], ownerId: agentId, state: 'raised', value: 95, limit: 90, returns: 0 },
  ...{ raisedAt: '2026-01-05T08:00:00.000Z', updatedAt: '2026-01-05T08:00:00.000Z', resolvedAt: null },
  ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null, assigneeId: null },
};
const alertId = '018f4e5a-0000-7000-8000-00000000000f';
const ofAlert = {
  kind: 'alert',
  subjectTable: 'alert',
  causeTable: 'alert',
  causeId: alertId,
  actorId: null,
};

test('an alert is acknowledged where its notice shows, once', async () => {
  const setup = new NoticeSetup();
  const key = `alert:${alertId}`;
  setup.take(`user:${agentId}`, [rowOf('alert', alertId, 20, raised)]);
  await setup.notifies(alertId, ofAlert);
  expect(setup.shown.at(-1)).toMatchObject({ key, target: { table: 'alert', id: alertId } });
  expect(setup.shown.at(-1)?.actions).toEqual(['acknowledge', 'read', 'snooze']);
  setup.board.actFromSystem({ key, action: 'acknowledge' });
  setup.board.actFromSystem({ key, action: 'acknowledge' });
  await setup.settle();
  expect(waiting(setup)).toEqual(['alert.update']);
  expect(setup.board.inbox()).toEqual({ unread: 0 });
});

test('what has ended meanwhile is not shown, and goes where it shows', async () => {
  const setup = new NoticeSetup();
  const over = { ...raised, state: 'resolved', resolvedAt: '2026-01-05T09:00:00.000Z' };
  setup.take(`user:${agentId}`, [rowOf('alert', alertId, 20, raised)]);
  await setup.notifies(alertId, ofAlert);
  setup.take(`user:${agentId}`, [rowOf('alert', alertId, 21, over)]);
  await setup.settle();
  expect(setup.gone).toEqual([`alert:${alertId}`]);
  await setup.notifies(alertId, ofAlert);
  expect(setup.shown).toHaveLength(1);
});

test('promise 1: an answer that cannot be saved is told with its text', async () => {
  const setup = new NoticeSetup();
  const gone = 'ticket:018f4e5a-0000-7000-8000-00000000000d';
  setup.board.actFromSystem({ key: gone, action: 'reply', text: 'A long answer' });
  expect(setup.shown).toMatchObject([{ title: 'Your reply was not saved', target: null }]);
  expect(setup.shown[0]?.body).toContain('A long answer');
  expect(() => setup.board.act({ key: gone, action: 'reply', text: 'In a window' })).toThrow();
});
