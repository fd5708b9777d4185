import { expect, test } from 'vitest';
import { AT, Desk, id } from '../test-support/desk.ts';
import { make } from '../test-support/undoing.ts';
import { MOST_FILES } from './message.ts';

const ticket = id(40);
const message = id(50);

function files(count = 1) {
  return Array.from({ length: count }, (_, n) => ({
    id: id(60 + n),
    name: `Picture ${n}.png`,
    hash: n.toString(16).padStart(64, '0'),
    size: 10 + n,
  }));
}

function post(body: string, count = 1) {
  return { id: message, threadId: ticket, body, files: files(count) };
}

/** A desk with a ticket, and a message with files there by its maker. */
function posted(body = '', count = 1): Desk {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  desk.run(desk.staff, 'message.post', post(body, count));
  return desk;
}

function reword(was: string, now: string, n = 70) {
  return { id: message, versionId: id(n), changes: { body: { was, now } } };
}

const standing = (desk: Desk) => desk.rows.all('attachment').filter(({ removedAt }) => removedAt === null);
const at = (number: number) => new Date(Date.parse(AT) + number).toISOString();

test('a message is posted with its files, which may say it all', () => {
  const desk = posted(' ', 2);
  expect(desk.rows.get('message', message)).toMatchObject({ body: '', number: 1 });
  expect(desk.rows.all('attachment')).toMatchObject([
    { subjectTable: 'message', subjectId: message, authorId: desk.staff.id },
    { name: 'Picture 1.png' },
  ]);
});

test('a message without words and files, and one with too many, are refused whole', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  for (const count of [0, MOST_FILES + 1])
    expect(() => desk.run(desk.staff, 'message.post', post('Look', count))).toThrow();
  const twice = { ...post('Look'), files: [...files(), ...files()] };
  expect(desk.outcome(desk.staff, 'message.post', twice)).toBe('CONFLICT');
  expect([...desk.rows.all('message'), ...desk.rows.all('attachment')]).toEqual([]);
});

test('words beside files come, change and go; without files they may not go', () => {
  const desk = posted();
  desk.run(desk.staff, 'message.reword', reword('', 'Look'));
  const undo = make(desk, desk.staff, 'message.reword', reword('Look', 'Look!', 71));
  desk.run(desk.staff, undo.name, undo.args);
  expect(desk.rows.get('message', message)).toMatchObject({ body: 'Look', editedAt: AT });
  desk.run(desk.staff, 'message.reword', reword('Look', '', 72));
  expect(desk.rows.get('message', message)?.body).toBe('');
  desk.run(desk.staff, 'message.reword', reword('', 'Look', 74));
  desk.run(desk.staff, 'attachment.remove', { id: id(60) });
  expect(desk.outcome(desk.staff, 'message.reword', reword('Look', '', 73))).toBe('INVALID_MESSAGE');
  expect(desk.rows.get('message', message)?.body).toBe('Look');
});

test('S30: posting is undone with its files, and done again under other ids', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  const undo = make(desk, desk.staff, 'message.post', post('Look', 2));
  const redo = make(desk, desk.staff, undo.name, undo.args);
  expect(desk.rows.get('message', message)).toMatchObject({ body: '', deletedAt: AT });
  expect(standing(desk)).toEqual([]);
  desk.run(desk.staff, redo.name, redo.args);
  expect(desk.rows.all('message')).toMatchObject([{ id: message }, { body: 'Look', deletedAt: null }]);
  expect(standing(desk)).toHaveLength(2);
});

test('S30: a message that never left its author’s device goes without a trace, and so do its files', () => {
  const desk = posted('Look', 2);
  desk.rows.put('message', { ...desk.rows.all('message')[0], id: message, number: null });
  desk.run(desk.staff, 'message.withdraw', { id: message });
  expect([...desk.rows.all('message'), ...desk.rows.all('attachment')]).toEqual([]);
});

test('S30: a deletion takes the files, and its undo gives them back: those that went with it, and no others', () => {
  const desk = posted('', 3);
  desk.runAt(at(1), desk.staff, 'attachment.remove', { id: id(60) });
  const undo = make(desk, desk.staff, 'message.delete', { id: message });
  expect(standing(desk)).toEqual([]);
  expect(desk.outcome(desk.staff, 'attachment.restore', { id: id(61) })).toBe('NOT_FOUND');
  expect(undo.name).toBe('message.put-back');
  expect(desk.outcome(desk.agent, undo.name, undo.args)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.staff, undo.name, undo.args);
  expect(desk.rows.get('message', message)).toMatchObject({ deletedAt: null, body: '' });
  expect(standing(desk).map((row) => row.id)).toEqual([id(61), id(62)]);
});

test('S30: a message of which files said all does not come back without them', () => {
  const desk = posted();
  const undo = make(desk, desk.staff, 'message.delete', { id: message });
  desk.rows.remove('attachment', id(60));
  expect(desk.outcome(desk.staff, undo.name, undo.args)).toBe('NOT_FOUND');
});

test('a file is attached to a message later by its author alone, and not where it was deleted', () => {
  const desk = posted('Look');
  const more = { ...files(2)[1], subjectTable: 'message', subjectId: message };
  expect(desk.outcome(desk.agent, 'attachment.add', more)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.otherStaff, 'attachment.add', more)).toBe('NOT_FOUND');
  expect(desk.outcome(desk.staff, 'attachment.add', more)).toBe('accepted');
  desk.run(desk.staff, 'message.delete', { id: message });
  const late = { ...more, id: id(80) };
  expect(desk.outcome(desk.staff, 'attachment.add', late)).toBe('NOT_FOUND');
});
