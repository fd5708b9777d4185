import { expect, test } from 'vitest';
import { audienceOf } from '../audience.ts';
import { findModel } from '../registry.ts';
import { Desk, id } from '../test-support/desk.ts';

const ticket = id(40);

/** A ticket of one of the staff with three comments of the agent, 41 to 43. */
function withComments(): Desk {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  for (const n of [41, 42, 43])
    desk.run(desk.agent, 'message.create', { id: id(n), threadId: ticket, body: 'x' });
  return desk;
}

const to = (n: number, marker = 50) => ({ id: id(marker), threadId: ticket, messageId: id(n) });

function audience(desk: Desk): string[] {
  const [marker] = desk.rows.all('read_marker');
  return marker === undefined ? [] : [...desk.rows.run(audienceOf(findModel, 'read_marker', marker))];
}

test('a place in a conversation only moves forward, from whichever device, and is one', () => {
  const desk = withComments();
  desk.run(desk.staff, 'read-marker.advance', to(42, 51));
  desk.run(desk.staff, 'read-marker.advance', to(41, 52));
  expect(desk.rows.all('read_marker')).toMatchObject([{ id: id(51), readTo: 2 }]);
  desk.run(desk.staff, 'read-marker.advance', to(43, 53));
  expect(desk.rows.all('read_marker')).toMatchObject([{ id: id(51), readTo: 3 }]);
});

test('one has read only what is in the conversation and has its number', () => {
  const desk = withComments();
  desk.ticket(desk.staff, id(60));
  const elsewhere = { ...to(41), threadId: id(60) };
  expect(desk.outcome(desk.staff, 'read-marker.advance', elsewhere)).toBe('INVALID_MESSAGE');
  expect(desk.outcome(desk.otherStaff, 'read-marker.advance', to(41))).toBe('NOT_FOUND');
  const pending = desk.rows.get('message', id(43));
  if (pending !== undefined) desk.rows.put('message', { ...pending, number: null });
  expect(desk.outcome(desk.staff, 'read-marker.advance', to(43))).toBe('INVALID_MESSAGE');
});

test('S8: others see how far one has read as one wishes it, from the next time that one reads', () => {
  const desk = withComments();
  const mine = `user:${desk.staff.id}`;
  desk.run(desk.staff, 'read-marker.advance', to(41));
  expect(audience(desk)).toContain('desk');
  desk.run(desk.staff, 'preference.set', { userId: desk.staff.id, receipts: false });
  desk.run(desk.staff, 'read-marker.advance', to(42));
  expect(audience(desk)).toEqual([mine]);
  desk.run(desk.staff, 'preference.set', { userId: desk.staff.id, receipts: true });
  desk.run(desk.staff, 'read-marker.advance', to(43));
  expect(audience(desk)).toContain('desk');
});

test('everybody chooses for themselves alone, and one choice leaves the other', () => {
  const desk = new Desk();
  const choose = (args: object) => desk.outcome(desk.staff, 'preference.set', args);
  expect(choose({ userId: desk.agent.id, appearOffline: true })).toBe('AUTHORIZATION_FAILED');
  expect(choose({ userId: desk.staff.id, appearOffline: true })).toBe('accepted');
  expect(choose({ userId: desk.staff.id, receipts: false })).toBe('accepted');
  expect(desk.rows.all('preference')).toMatchObject([
    { id: desk.staff.id, receipts: false, appearOffline: true },
  ]);
  const [chosen] = desk.rows.all('preference');
  const seen = chosen && desk.rows.run(audienceOf(findModel, 'preference', chosen));
  expect([...(seen ?? [])]).toEqual([`user:${desk.staff.id}`]);
});
