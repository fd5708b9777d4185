import { expect, test } from 'vitest';
import { agentId } from '../test-support/memory-account.ts';
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

test('promise 1: an answer that cannot be saved is told with its text', async () => {
  const setup = new NoticeSetup();
  const gone = 'ticket:018f4e5a-0000-7000-8000-00000000000d';
  setup.board.actFromSystem({ key: gone, action: 'reply', text: 'A long answer' });
  expect(setup.shown).toMatchObject([{ title: 'Your reply was not saved', target: null }]);
  expect(setup.shown[0]?.body).toContain('A long answer');
  expect(() => setup.board.act({ key: gone, action: 'reply', text: 'In a window' })).toThrow();
});
