import { expect, test } from 'vitest';
import type { RowData } from '../effect/operations.ts';
import type { User } from '../model/user.ts';
import { AT, Desk, id } from '../test-support/desk.ts';
import { make } from '../test-support/undoing.ts';

const ticket = id(40);
const hash = 'a'.repeat(64);

function file(n: number, more: object = {}) {
  return { id: id(n), name: 'Invoice.pdf', hash, size: 1_000, ...more };
}

function onTicket(n: number, more: object = {}) {
  return { ...file(n), subjectTable: 'ticket', subjectId: ticket, ...more };
}

/** A desk with a ticket of one of the staff. */
function withTicket(): Desk {
  const desk = new Desk();
  desk.ticket(desk.staff, ticket);
  return desk;
}

/** As the server does once it has all bytes. */
function store(desk: Desk, n: number): void {
  desk.rows.put('attachment', { ...attachment(desk, n), storedAt: AT, kind: 'application/pdf' });
}

function attachment(desk: Desk, n: number): RowData {
  const row = desk.rows.get('attachment', id(n));
  if (row === undefined) throw new Error(`There is no file ${n}.`);
  return row;
}

function isStored(desk: Desk, n: number): boolean {
  return attachment(desk, n).storedAt !== null;
}

/** Attaches a file and says whether the server took it for one that it has. */
function attachAgain(desk: Desk, actor: User, n: number, more: object = {}): boolean {
  desk.run(actor, 'attachment.add', onTicket(n, more));
  return isStored(desk, n);
}

test('a file hangs on a row before a byte of it has arrived, and says so', () => {
  const desk = withTicket();
  desk.run(desk.staff, 'attachment.add', onTicket(60));
  expect(attachment(desk, 60)).toMatchObject({ authorId: desk.staff.id, createdAt: AT, ...nothingSaid });
});

const nothingSaid = { storedAt: null, kind: null, width: null, height: null, refusal: null, removedAt: null };

test('38: a name that is a path, hides its ending or is a device is refused, whatever app sends it', () => {
  const desk = withTicket();
  for (const name of ['../x', 'a/b', 'a\\b', 'x\u202egpj.exe', 'con', 'CON.txt', '.', ' x', 'x.', 'a\u0000b'])
    expect(() => desk.run(desk.staff, 'attachment.add', onTicket(60, { name })), name).toThrow();
  for (const wrong of [{ hash: 'A'.repeat(64) }, { hash: 'a' }, { size: -1 }, { size: 2 ** 41 }])
    expect(() => desk.run(desk.staff, 'attachment.add', onTicket(60, wrong))).toThrow();
  expect(desk.rows.all('attachment')).toEqual([]);
});

test('promise 4: knowing a hash gives nothing: only who may read another file with these bytes need not send them', () => {
  const desk = withTicket();
  desk.run(desk.staff, 'attachment.add', onTicket(60));
  store(desk, 60);
  const elsewhere = desk.ticket(desk.otherStaff, id(41));
  expect(attachAgain(desk, desk.otherStaff, 61, { subjectId: elsewhere })).toBe(false);
  expect(attachAgain(desk, desk.agent, 62, { subjectId: elsewhere })).toBe(true);
  expect(attachment(desk, 62)).toMatchObject({ kind: 'application/pdf', storedAt: AT });
  // By now they may read it, on their own ticket.
  expect(attachAgain(desk, desk.otherStaff, 63, { subjectId: elsewhere })).toBe(true);
});

test('promise 4: a hash with another size, and one of bytes that have not arrived, give nothing', () => {
  const desk = withTicket();
  desk.run(desk.staff, 'attachment.add', onTicket(60));
  expect(attachAgain(desk, desk.staff, 61)).toBe(false);
  store(desk, 60);
  expect(attachAgain(desk, desk.staff, 62, { size: 999 })).toBe(false);
});

test('promise 4: the hash of a file that was taken away gives nothing, but to who attached it', () => {
  const desk = withTicket();
  desk.run(desk.agent, 'attachment.add', onTicket(60));
  store(desk, 60);
  desk.run(desk.agent, 'attachment.remove', { id: id(60) });
  expect(attachAgain(desk, desk.staff, 61)).toBe(false);
  expect(attachAgain(desk, desk.agent, 62)).toBe(true);
});

test('promise 4: what was said in a private conversation is taken for had by its members alone', () => {
  const desk = withTicket();
  const members = [desk.agent, desk.staff].map(({ id: userId }, n) => ({ id: id(50 + n), userId }));
  desk.run(desk.agent, 'conversation.create', { id: id(45), name: 'Roads', members });
  const post = { id: id(46), threadId: id(45), body: '', files: [file(60)] };
  desk.run(desk.agent, 'message.post', post);
  store(desk, 60);
  expect(attachAgain(desk, desk.admin, 61)).toBe(false);
  expect(attachAgain(desk, desk.staff, 62)).toBe(true);
});

test('a file is taken away and put back, and who did it is known meanwhile', () => {
  const desk = withTicket();
  desk.run(desk.staff, 'attachment.add', onTicket(60));
  const undo = make(desk, desk.agent, 'attachment.remove', { id: id(60) });
  expect(attachment(desk, 60)).toMatchObject({ removedAt: AT, removedBy: desk.agent.id });
  const redo = make(desk, desk.agent, undo.name, undo.args);
  expect(attachment(desk, 60)).toMatchObject({ removedAt: null, removedBy: null });
  desk.run(desk.agent, redo.name, redo.args);
  expect(attachment(desk, 60).removedAt).toBe(AT);
});

test('S30: what the server has let go of is not put back, and the reason is said', () => {
  const desk = withTicket();
  desk.run(desk.staff, 'attachment.add', onTicket(60));
  const undo = make(desk, desk.staff, 'attachment.remove', { id: id(60) });
  desk.rows.remove('attachment', id(60));
  expect(desk.outcome(desk.staff, undo.name, undo.args)).toBe('NOT_FOUND');
});

test('S30: attaching is undone, and done again under another id without sending the bytes again', () => {
  const desk = withTicket();
  const undo = make(desk, desk.staff, 'attachment.add', onTicket(60));
  store(desk, 60);
  const redo = make(desk, desk.staff, undo.name, undo.args);
  expect(attachment(desk, 60).removedAt).toBe(AT);
  desk.run(desk.staff, redo.name, redo.args);
  expect(desk.rows.all('attachment')).toMatchObject([
    { id: id(60), removedAt: AT },
    { name: 'Invoice.pdf', removedAt: null, storedAt: AT },
  ]);
});

test('S30: a ticket goes with the files of its maker, and not where somebody else has attached one', () => {
  const desk = withTicket();
  desk.run(desk.staff, 'attachment.add', onTicket(60));
  desk.run(desk.agent, 'attachment.add', onTicket(61));
  expect(() => desk.run(desk.staff, 'ticket.withdraw', { id: ticket })).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { reason: 'undo' } }),
  );
  desk.run(desk.agent, 'attachment.remove', { id: id(61) });
  desk.run(desk.staff, 'ticket.withdraw', { id: ticket });
  expect(desk.rows.all('attachment')).toEqual([]);
});

test('a project is taken back with its files', () => {
  const desk = new Desk();
  const project = { id: id(20), membershipId: id(21), name: 'Move', description: '', divisionId: null };
  desk.run(desk.manager, 'project.create', project);
  desk.run(desk.manager, 'attachment.add', onTicket(60, { subjectTable: 'project', subjectId: project.id }));
  desk.run(desk.manager, 'project.withdraw', { id: project.id });
  expect(desk.rows.all('attachment')).toEqual([]);
});
