import { expect, test } from 'vitest';
import type { RowData } from '../effect/operations.ts';
import { writeMention } from '../mentions.ts';
import { AT, Desk, id } from '../test-support/desk.ts';
import { justWritten, type Message, messageModel } from './message.ts';

const desk = new Desk();
const { agent, staff, otherStaff } = desk;
const ticket = desk.ticket(staff, id(40));
const members = [agent, staff].map((user, index) => ({ id: id(61 + index), userId: user.id }));
desk.run(agent, 'conversation.create', { id: id(60), name: 'Roads', members });

function written(threadId: string, body = 'Hello', more: Partial<Message> = {}): Message {
  const states = { ...justWritten, number: 1, ...more };
  return { id: id(70), threadId, authorId: agent.id, body, createdAt: AT, ...states };
}

const find = ({ table, id: rowId }: { table: string; id: string }): RowData | undefined =>
  desk.rows.get(table, rowId);

function titleFor(me: string, after: Message, before?: Message): string | undefined {
  return messageModel.announce?.({ before, after, find }, me)?.title;
}

test('what is said of a ticket is news to who made it or works on it, and to nobody else', () => {
  const after = written(ticket);
  expect(titleFor(staff.id, after)).toBe(`${agent.name} commented on The printer smokes`);
  expect([otherStaff.id, agent.id, desk.admin.id].map((me) => titleFor(me, after))).toEqual(
    Array(3).fill(undefined),
  );
});

test('whoever is named is told, wherever it is, and reads the text without addresses', () => {
  const body = `Ask ${writeMention({ kind: 'person', id: otherStaff.id }, 'Olga')}`;
  const told = messageModel.announce?.(
    { before: undefined, after: written(ticket, body), find },
    otherStaff.id,
  );
  expect(told).toMatchObject({
    kind: 'mentioned',
    title: `${agent.name} mentioned you on The printer smokes`,
    body: 'Ask @Olga',
    target: { table: 'ticket', id: ticket },
  });
});

test('what is said in a group is news to its people, with its name, and opens the conversation', () => {
  const told = messageModel.announce?.({ before: undefined, after: written(id(60)), find }, staff.id);
  expect(told).toMatchObject({
    title: `${agent.name} wrote in Roads`,
    target: { table: 'thread', id: id(60) },
  });
});

test('neither an edit, a pin, a deletion nor what stands in a conversation that is not here is news', () => {
  const before = written(ticket);
  expect(titleFor(staff.id, { ...before, body: 'Hi', editedAt: AT }, before)).toBeUndefined();
  expect(titleFor(staff.id, written(ticket, '', { deletedAt: AT }))).toBeUndefined();
  expect(titleFor(staff.id, written(id(99)))).toBeUndefined();
});
