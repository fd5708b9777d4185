import { expect, test } from 'vitest';
import { Desk, id } from '../test-support/desk.ts';

const ticket = id(40);
const first = id(41);

/** A ticket of one of the staff, on which they and the agent have written. */
function withComments(): Desk {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  desk.run(desk.staff, 'message.create', { id: first, threadId: ticket, body: 'It smokes' });
  desk.run(desk.agent, 'message.create', { id: id(42), threadId: ticket, body: 'On my way' });
  return desk;
}

function edit(versionId: string, was: string, now: string) {
  return { id: first, versionId, changes: { body: { was, now } } };
}

test('S2: messages are numbered from 1 in the order of arrival, one that was refused takes none', () => {
  const desk = withComments();
  const refused = { id: id(43), threadId: ticket, body: 'x', replyToId: id(99) };
  expect(desk.outcome(desk.agent, 'message.create', refused)).toBe('INVALID_MESSAGE');
  desk.run(desk.agent, 'message.create', { id: id(44), threadId: ticket, body: 'Done', replyToId: first });
  expect(desk.rows.all('message').map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('an answer answers a message of the same conversation', () => {
  const desk = withComments();
  desk.ticket(desk.staff, id(50));
  const answer = { id: id(51), threadId: id(50), body: 'Yes', replyToId: first };
  expect(desk.outcome(desk.staff, 'message.create', answer)).toBe('INVALID_MESSAGE');
});

test('what is edited keeps what stood there, and says when it was edited; only its author edits', () => {
  const desk = withComments();
  desk.run(desk.staff, 'message.edit', edit(id(60), 'It smokes', 'It burns'));
  expect(desk.rows.get('message', first)).toMatchObject({ body: 'It burns', editedAt: expect.any(String) });
  expect(desk.rows.all('message_version')).toMatchObject([{ messageId: first, body: 'It smokes' }]);
  const again = edit(id(61), 'It burns', 'It melts');
  expect(desk.outcome(desk.admin, 'message.edit', again)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.otherStaff, 'message.edit', again)).toBe('NOT_FOUND');
});

test('S2: nobody writes over an earlier text by giving its id again', () => {
  const desk = withComments();
  desk.run(desk.staff, 'message.edit', edit(id(60), 'It smokes', 'It burns'));
  expect(desk.outcome(desk.staff, 'message.edit', edit(id(60), 'It burns', 'It melts'))).toBe('CONFLICT');
});

test('S29: edits of two devices are merged, or the later one is refused and kept', () => {
  const desk = withComments();
  desk.run(desk.staff, 'message.edit', edit(id(60), 'It smokes', 'It smokes.\n\nStill.'));
  desk.run(desk.staff, 'message.edit', edit(id(61), 'It smokes.\n\nStill.', 'It burns.\n\nStill.'));
  expect(desk.outcome(desk.staff, 'message.edit', edit(id(62), 'It smokes', 'Gone out'))).toBe('CONFLICT');
  expect(desk.rows.get('message', first)?.body).toBe('It burns.\n\nStill.');
});

test('S23: a deleted message leaves an empty place, and none of its texts', () => {
  const desk = withComments();
  desk.run(desk.staff, 'message.edit', edit(id(60), 'It smokes', 'It burns'));
  desk.run(desk.agent, 'message.pin', { id: first, pinned: true });
  expect(desk.outcome(desk.agent, 'message.delete', { id: first })).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.staff, 'message.delete', { id: first });
  expect(desk.rows.get('message', first)).toMatchObject({ number: 1, body: '', pinnedAt: null });
  expect(desk.rows.all('message_version')).toEqual([]);
  expect(desk.outcome(desk.staff, 'message.edit', edit(id(61), 'It burns', 'No'))).toBe('CONFLICT');
  desk.run(desk.agent, 'message.pin', { id: first, pinned: true });
  desk.run(desk.agent, 'reaction.add', { id: id(62), messageId: first, emoji: '👍' });
  expect(desk.rows.get('message', first)?.pinnedAt).toBeNull();
  expect(desk.rows.all('reaction')).toEqual([]);
});

test('S30: a deletion is undone by its author alone, and what comes back counts as edited', () => {
  const desk = withComments();
  const back = { id: first, body: 'I never said that' };
  desk.run(desk.staff, 'message.restore', back);
  expect(desk.rows.get('message', first)).toMatchObject({ body: 'It smokes', editedAt: null });
  desk.run(desk.staff, 'message.delete', { id: first });
  expect(desk.outcome(desk.agent, 'message.restore', back)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.staff, 'message.restore', back);
  expect(desk.rows.get('message', first)).toMatchObject({
    body: 'I never said that',
    deletedAt: null,
    editedAt: expect.any(String),
  });
});

test('a reaction is one emoji, once for each person and kind, and no more than twenty of one person', () => {
  const desk = withComments();
  const react = (n: number, emoji: string) =>
    desk.outcome(desk.staff, 'reaction.add', { id: id(n), messageId: first, emoji });
  expect([react(70, '👍'), react(71, '👍'), react(72, '👩🏽‍🚒')]).toEqual(Array(3).fill('accepted'));
  expect(desk.rows.all('reaction')).toHaveLength(2);
  expect(() => react(73, '<b>')).toThrow();
  const faces = Array.from({ length: 18 }, (_, index) => String.fromCodePoint(0x1f600 + index));
  for (const [index, face] of faces.entries()) expect(react(74 + index, face)).toBe('accepted');
  expect(react(99, '🎉')).toBe('CONFLICT');
  desk.run(desk.agent, 'reaction.remove', { messageId: first, emoji: '👍' });
  expect(desk.rows.all('reaction')).toHaveLength(20);
  desk.run(desk.staff, 'reaction.remove', { messageId: first, emoji: '👍' });
  expect(desk.rows.all('reaction')).toHaveLength(19);
});

test('S30: a ticket on which somebody else reacted is not taken back', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  desk.run(desk.staff, 'message.create', { id: first, threadId: ticket, body: 'It smokes' });
  desk.run(desk.agent, 'reaction.add', { id: id(70), messageId: first, emoji: '👍' });
  expect(desk.outcome(desk.staff, 'ticket.withdraw', { id: ticket })).toBe('CONFLICT');
  desk.run(desk.agent, 'reaction.remove', { messageId: first, emoji: '👍' });
  desk.run(desk.agent, 'read-marker.advance', { id: id(71), threadId: ticket, messageId: first });
  desk.run(desk.staff, 'ticket.withdraw', { id: ticket });
  for (const table of ['message', 'reaction', 'read_marker', 'thread'])
    expect(desk.rows.all(table)).toEqual([]);
});

test('a pin is everybody’s; who pinned, or took the pin away, is known', () => {
  const desk = withComments();
  desk.run(desk.agent, 'message.pin', { id: first, pinned: true });
  desk.run(desk.staff, 'message.pin', { id: first, pinned: true });
  expect(desk.rows.get('message', first)).toMatchObject({ pinnedBy: desk.agent.id });
  desk.run(desk.staff, 'message.pin', { id: first, pinned: false });
  expect(desk.rows.get('message', first)).toMatchObject({ pinnedAt: null, pinnedBy: desk.staff.id });
});
