import { expect, test } from 'vitest';
import { wordsIn } from '../../words/words.ts';
import { quietSpanEnd } from './quiet-spans.ts';
import { type TrayFacts, trayIcon, traySentence } from './tray-look.ts';
import { trayMenu } from './tray-menu.ts';

const live: TrayFacts = { line: { state: 'live', waiting: 0 }, unread: 0, quietUntil: null };
const offline: TrayFacts = { ...live, line: { state: 'offline', waiting: 2 }, unread: 3 };
const signedOut: TrayFacts = { ...live, line: { state: null, waiting: 0 } };

test('the icon shows whether there is a connection and whether something is unread', () => {
  expect([live, { ...live, unread: 1 }, { ...offline, unread: 0 }, offline].map(trayIcon)).toEqual([
    'live',
    'unread',
    'offline',
    'offline-unread',
  ]);
  // Connecting anew is no news: an icon that flickers is looked at for nothing.
  expect(trayIcon({ line: { state: 'connecting', waiting: 0 }, unread: 0 })).toBe('live');
});

test('the icon says the same in words', () => {
  expect(traySentence(live, wordsIn('en'))).toBe('Live');
  expect(traySentence(offline, wordsIn('en'))).toBe('Offline, 2 changes waiting, 3 unread');
  expect(traySentence(offline, wordsIn('de'))).toBe('Offline, 2 Änderungen warten, 3 ungelesen');
  expect(traySentence(signedOut, wordsIn('en'))).toBe('Nobody is signed in');
});

test('the menu offers what can be done now', () => {
  const done: unknown[] = [];
  const actions = {
    open: () => done.push('open'),
    openInbox: () => done.push('inbox'),
    newTicket: () => done.push('new ticket'),
    doNotDisturb: (span: unknown) => done.push(span),
    quit: () => done.push('quit'),
  };
  const menuOf = (facts: TrayFacts) =>
    trayMenu({ facts, say: wordsIn('en'), actions, timeOf: (moment) => moment });
  const labels = (facts: TrayFacts) => menuOf(facts).flatMap(({ label }) => label ?? []);
  expect(labels(signedOut)).toEqual(['Nobody is signed in', 'Open Holdfast', 'Quit Holdfast']);
  expect(labels(live)).toEqual([
    ...['Live', 'Open Holdfast', 'Inbox', 'New ticket', 'Do not disturb', 'Quit Holdfast'],
  ]);
  const quiet = menuOf({ ...live, quietUntil: '14:00' }).find(
    ({ label }) => label === 'Do not disturb until 14:00',
  );
  const submenu = Array.isArray(quiet?.submenu) ? quiet.submenu : [];
  for (const { click } of submenu) Reflect.apply(click ?? (() => {}), undefined, []);
  expect(submenu.map(({ label }) => label)).toEqual([
    'Notify me again',
    'For 1 hour',
    'Until tomorrow morning',
  ]);
  expect(done).toEqual([null, 'hour', 'tomorrow']);
});

test('an hour is an hour, and tomorrow is the next morning, also where clocks are put forward before it', () => {
  const now = new Date(2026, 2, 28, 23, 30);
  expect(quietSpanEnd('hour', now).getTime() - now.getTime()).toBe(3_600_000);
  expect(quietSpanEnd('tomorrow', now)).toEqual(new Date(2026, 2, 29, 8));
});
