import { expect, test } from 'vitest';
import { NoticeSetup } from '../test-support/notice-setup.ts';
import { IDLE_MS } from './notice-queue.ts';
import { UPDATE_MS, WINDOW_MS } from './pace.ts';

const HOUR_MS = 60 * 60_000;

/** What a window with the focus shows of a ticket. */
function lookingAt(id: string) {
  return { focused: true, targets: [{ table: 'ticket', id }] };
}

test('a notice says who did what where, with what was written, and what can be done about it', async () => {
  const setup = new NoticeSetup();
  const id = setup.ticket('Leaking tap', { number: 7 });
  await setup.comments(
    id,
    'Is it [@Ben](holdfast:person/018f4e5a-0000-7000-8000-00000000000a) who is there?',
  );
  expect(setup.shown).toEqual([
    {
      key: `ticket:${id}`,
      title: 'Carla Agent commented on Leaking tap',
      body: 'Is it @Ben who is there?',
      target: { table: 'ticket', id },
      actions: ['reply', 'assign', 'read', 'snooze'],
      urgent: false,
      sound: false,
    },
  ]);
});

test('a burst on one ticket is one notice that is updated, and not at each message', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const id = await setup.comments(ticket, 'one');
  for (const count of [2, 3, 4]) await setup.comments(ticket, `message ${count}`, { id, count });
  expect(setup.titles).toEqual(['Carla Agent commented on Leaking tap']);
  await setup.clock.advance(UPDATE_MS);
  expect(setup.shown[1]).toMatchObject({
    key: `ticket:${ticket}`,
    title: '4 new comments on Leaking tap',
    body: 'Carla Agent: message 4',
  });
  await setup.clock.advance(HOUR_MS);
  expect(setup.shown).toHaveLength(2);
});

test('of many tickets at once a few show one by one and the others in one summary; what is urgent does not wait', async () => {
  const setup = new NoticeSetup();
  const tickets = Array.from({ length: 9 }, (_, index) => setup.ticket(`Ticket ${index}`));
  for (const ticket of tickets.slice(0, 8)) await setup.comments(ticket, 'Hello');
  expect(setup.shown).toHaveLength(3);
  await setup.notifies(tickets[8] ?? '', { kind: 'urgent', urgent: true });
  expect(setup.titles[3]).toBe('Urgent ticket');
  await setup.clock.advance(WINDOW_MS * 2);
  expect(setup.shown).toHaveLength(5);
  expect(setup.shown[4]).toMatchObject({
    ...{ key: 'summary', title: '5 updates in 5 tickets', target: null },
    body: 'Ticket 7 · Ticket 6 · Ticket 5 and 2 more',
  });
});

test('what was missed is one summary when one comes back', async () => {
  const setup = new NoticeSetup();
  setup.board.lineDown();
  setup.device.setAttention('locked');
  const tickets = Array.from({ length: 5 }, (_, index) => setup.ticket(`Ticket ${index}`));
  for (const ticket of tickets) await setup.comments(ticket, 'Hello', { count: 60 });
  setup.board.caughtUp();
  await setup.clock.advance(IDLE_MS);
  expect(setup.titles).toEqual(['300 updates in 5 tickets while you were away']);
  setup.board.act({ key: 'summary', action: 'open' });
  await setup.settle();
  expect(setup.gone).toEqual([]);
  expect(setup.board.inbox()).toEqual({ unread: 5 });
});

test('only this device shows what it has claimed; one that nobody is at lets others go first, and without an answer it shows it', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const other = setup.ticket('Broken lamp');
  setup.answerClaim = (claims) => claims.filter(({ count }) => count > 1);
  const id = await setup.comments(ticket, 'one');
  await setup.clock.advance(UPDATE_MS);
  expect([setup.claimed, setup.shown]).toEqual([[[{ id, count: 1 }]], []]);
  setup.device.setAttention('idle');
  setup.answerClaim = () => Promise.reject(new Error('no network'));
  const late = await setup.comments(other, 'two');
  expect(setup.claimed).toHaveLength(1);
  await setup.clock.advance(IDLE_MS);
  expect(setup.claimed[1]).toEqual([{ id: late, count: 1 }]);
  expect(setup.titles).toEqual(['Carla Agent commented on Broken lamp']);
  setup.device.setAttention('active');
  setup.answerClaim = () => new Promise(() => {});
  await setup.comments(setup.ticket('Open window'), 'three');
  expect(setup.shown).toHaveLength(1);
  await setup.clock.advance(3_000);
  expect(setup.shown).toHaveLength(2);
});

test('what is read elsewhere shows no more, and what was read before its turn never shows', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const id = await setup.comments(ticket, 'one');
  await setup.write('notification.read', { ids: [id], read: true });
  expect(setup.gone).toEqual([`ticket:${ticket}`]);
  setup.device.setAttention('idle');
  const late = await setup.comments(ticket, 'two');
  await setup.write('notification.read', { ids: [late], read: true });
  await setup.clock.advance(HOUR_MS);
  expect([setup.shown.length, setup.board.inbox().unread]).toEqual([1, 0]);
});

test('S23: a notice goes with the sight of what it is about, and of what one does not see nothing is told', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Secret');
  await setup.comments(ticket, 'one');
  expect(setup.shown).toHaveLength(1);
  await setup.notifies('018f4e5a-0000-7000-8000-00000000000d');
  expect(setup.shown).toHaveLength(1);
  setup.memory.statements.run('DELETE FROM ticket_base WHERE id = ?', ticket);
  setup.board.touched([{ table: 'ticket', id: '*' }]);
  await setup.settle();
  expect(setup.gone).toEqual([`ticket:${ticket}`]);
});

test('what is in front of one’s eyes is seen and not shown, on no device; when one looks away it is shown again', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const window = setup.window();
  setup.device.onlookers.look(window, lookingAt(ticket));
  const id = await setup.comments(ticket, 'one');
  expect([setup.shown, setup.claimed]).toEqual([[], [[{ id, count: 1 }]]]);
  expect(setup.board.inbox()).toEqual({ unread: 0 });
  setup.device.setAttention('locked');
  const second = await setup.comments(ticket, 'two');
  await setup.clock.advance(IDLE_MS);
  expect([setup.titles.length, setup.board.inbox().unread]).toEqual([1, 1]);
  setup.device.setAttention('active');
  await setup.settle();
  expect([setup.board.inbox().unread, setup.gone]).toEqual([0, [`ticket:${ticket}`]]);
  setup.device.onlookers.close(window);
  await setup.comments(ticket, 'three');
  await setup.clock.advance(WINDOW_MS);
  expect([setup.titles.length, setup.board.inbox().unread, second === id]).toEqual([2, 1, false]);
});

test('what one begins to look at while the server is asked is not shown any more', async () => {
  const setup = new NoticeSetup();
  const [first = '', second = ''] = ['One', 'Two'].map((title) => setup.ticket(title));
  const window = setup.window();
  setup.device.onlookers.look(window, lookingAt(first));
  await setup.comments(first, 'seen at once, and nothing is written again for two seconds');
  setup.device.onlookers.look(window, { focused: false, targets: [] });
  let answer = (): void => {};
  setup.answerClaim = (claims) =>
    new Promise((resolve) => {
      answer = () => resolve(claims);
    });
  await setup.comments(second, 'on the way');
  setup.device.onlookers.look(window, lookingAt(second));
  answer();
  await setup.settle();
  expect([setup.toasts, setup.board.inbox().unread]).toEqual([[{ notice: null }], 1]);
  await setup.clock.advance(2_000);
  await setup.settle();
  expect([setup.shown, setup.toasts.length, setup.board.inbox().unread]).toEqual([[], 1, 0]);
});

test('a window with the focus shows toasts, and stands in where the system shows nothing', async () => {
  const setup = new NoticeSetup();
  const [first, second, third] = ['One', 'Two', 'Three'].map((title) => setup.ticket(title));
  const window = setup.window();
  setup.device.onlookers.look(window, { focused: true, targets: [] });
  await setup.comments(first ?? '', 'in the window');
  expect(setup.toasts).toMatchObject([{ notice: null }, { notice: { key: `ticket:${first}` } }]);
  setup.device.onlookers.look(window, { focused: false, targets: [] });
  await setup.comments(second ?? '', 'by the system');
  expect([setup.shown.length, setup.toasts.length]).toEqual([1, 2]);
  setup.device.setNative({ works: false, focusMode: false });
  await setup.clock.advance(WINDOW_MS);
  await setup.comments(third ?? '', 'in the window again');
  expect(setup.toasts.at(-1)).toMatchObject({ notice: { key: `ticket:${third}` } });
  await setup.write('notification.read', {
    ids: [
      String(
        setup.memory.statements.get<{ id: string }>(
          'SELECT id FROM notification WHERE subjectId = ?',
          third ?? '',
        )?.id,
      ),
    ],
    read: true,
  });
  expect(setup.toasts.at(-1)).toEqual({ notice: null });
});

test('a kind that was switched off shows nowhere by itself, and sounds only where it was chosen', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const userId =
    setup.memory.statements.get<{ id: string }>("SELECT id FROM user WHERE name LIKE 'Ben%'")?.id ?? '';
  await setup.write('preference.channel', { userId, kind: 'commented', channel: 'native', on: false });
  await setup.comments(ticket, 'one');
  expect([setup.shown.length, setup.board.inbox().unread]).toEqual([0, 1]);
  await setup.write('preference.channel', { userId, kind: 'status', channel: 'sound', on: true });
  await setup.notifies(ticket, { kind: 'status' });
  expect(setup.shown).toMatchObject([{ title: 'A ticket was opened again', sound: true }]);
  // What is said in conversations is counted there.
  expect([setup.board.inbox().unread, setup.board.badge]).toEqual([2, 1]);
});
