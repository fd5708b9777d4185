import { expect, test } from 'vitest';
import { agentId } from '../test-support/memory-account.ts';
import { NoticeSetup } from '../test-support/notice-setup.ts';
import { SNOOZE_MS } from './act-on-notice.ts';

const HOUR_MS = 60 * 60_000;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** The test's clock begins on a Monday at eight in the morning in UTC. */
function quietFromSevenTo(to: string) {
  return { zone: 'UTC', times: [{ days: EVERY_DAY, from: '07:00', to }] };
}

test('in quiet hours nothing shows, not even what is urgent; at their end there is one summary, also after a restart', async () => {
  const setup = new NoticeSetup();
  const [first, second] = ['One', 'Two'].map((title) => setup.ticket(title));
  await setup.write('preference.quiet', { userId: agentId, hours: quietFromSevenTo('10:30') });
  await setup.comments(first ?? '', 'Hello');
  await setup.notifies(second ?? '', { kind: 'urgent', urgent: true });
  await setup.clock.advance(HOUR_MS);
  setup.restart();
  setup.board.caughtUp();
  await setup.settle();
  expect(setup.board.test()).toEqual({ shown: 'none', why: 'quiet-hours' });
  await setup.clock.advance(HOUR_MS);
  expect([setup.shown, setup.board.inbox().unread]).toEqual([[], 2]);
  await setup.clock.advance(HOUR_MS);
  expect(setup.titles).toEqual(['2 updates in 2 tickets while it was quiet']);
  await setup.clock.advance(24 * HOUR_MS);
  expect(setup.shown).toHaveLength(1);
});

test('what was held back before the app was closed and what was missed after it are one summary', async () => {
  const setup = new NoticeSetup();
  const [first = '', second = ''] = ['One', 'Two'].map((title) => setup.ticket(title));
  setup.device.setNative({ works: true, focusMode: true });
  await setup.comments(first, 'Hello');
  setup.restart();
  setup.device.setNative({ works: true, focusMode: false });
  setup.arrives(second);
  setup.board.caughtUp();
  await setup.settle();
  expect(setup.titles).toEqual(['2 updates in 2 tickets while it was quiet']);
});

test('“do not disturb” ends when it was to end, or at once when one takes it back', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  const until = new Date(setup.clock.now() + HOUR_MS).toISOString();
  setup.board.setDoNotDisturb(until);
  await setup.settle();
  expect(setup.board.doNotDisturb()).toBe(until);
  await setup.comments(ticket, 'one');
  expect([setup.shown, setup.board.test()]).toEqual([[], { shown: 'none', why: 'do-not-disturb' }]);
  await setup.clock.advance(HOUR_MS);
  expect([setup.titles.length, setup.board.doNotDisturb()]).toEqual([1, null]);
  setup.board.setDoNotDisturb(new Date(setup.clock.now() + HOUR_MS).toISOString());
  await setup.comments(setup.ticket('Broken lamp'), 'two');
  setup.board.setDoNotDisturb(null);
  await setup.settle();
  expect(setup.titles).toHaveLength(2);
});

test('the system’s own focus mode holds notices back on this device until it ends', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  setup.device.setNative({ works: true, focusMode: true });
  await setup.comments(ticket, 'one');
  expect([setup.shown, setup.claimed, setup.board.test()]).toEqual([
    [],
    [],
    { shown: 'none', why: 'focus-mode' },
  ]);
  setup.device.setNative({ works: true, focusMode: false });
  await setup.settle();
  expect(setup.titles).toEqual(['Carla Agent commented on Leaking tap']);
});

test('what was put off is out of the way until its time, and then news again: also where the app was closed meanwhile', async () => {
  const setup = new NoticeSetup();
  const ticket = setup.ticket('Leaking tap');
  await setup.comments(ticket, 'one');
  setup.board.actFromSystem({ key: `ticket:${ticket}`, action: 'snooze' });
  await setup.settle();
  expect([setup.board.inbox().unread, setup.gone]).toEqual([0, [`ticket:${ticket}`]]);
  await setup.clock.advance(SNOOZE_MS);
  await setup.settle();
  expect([setup.board.inbox().unread, setup.shown.length]).toEqual([1, 2]);
  setup.board.act({ key: `ticket:${ticket}`, action: 'snooze' });
  await setup.settle();
  setup.board.stop();
  await setup.clock.advance(SNOOZE_MS);
  setup.restart();
  await setup.settle();
  expect(setup.shown).toHaveLength(2);
  setup.board.caughtUp();
  await setup.settle();
  expect(setup.shown).toHaveLength(3);
});
