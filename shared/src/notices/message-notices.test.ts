import { expect, test } from 'vitest';
import { writeMention } from '../mentions.ts';
import { justWritten, type Message } from '../model/message.ts';
import { AT, Desk, id } from '../test-support/desk.ts';
import { MOST_NAMED, messageNotices } from './message-notices.ts';

const desk = new Desk();
const { agent, staff, otherStaff } = desk;
const ticket = desk.ticket(staff, id(40));
const members = [agent, staff].map((user, index) => ({ id: id(61 + index), userId: user.id }));
desk.run(agent, 'conversation.create', { id: id(60), name: 'Roads', members });

function written(threadId: string, body = 'Hello', more: Partial<Message> = {}): Message {
  const states = { ...justWritten, number: 1, ...more };
  return { id: id(70), threadId, authorId: agent.id, body, createdAt: AT, ...states };
}

const draftsOf = (after: Message, before?: Message) => desk.rows.run(messageNotices({ before, after }));

test('what is said of a ticket is news to its people and followers, in a group to who takes part', () => {
  const cause = { table: 'message', id: id(70) };
  expect(draftsOf(written(ticket))).toEqual([
    {
      ...{ to: [staff.id], andFollowers: true, kind: 'commented', cause, urgent: false },
      subject: { table: 'ticket', id: ticket },
    },
  ]);
  expect(draftsOf(written(id(60)))).toEqual([
    {
      ...{ to: [agent.id, staff.id], andFollowers: false, kind: 'message', cause, urgent: false },
      subject: { table: 'thread', id: id(60) },
    },
  ]);
});

test('neither an edit, a pin, a deletion nor what stands in no conversation is news', () => {
  const before = written(ticket);
  expect(draftsOf({ ...before, body: 'Hi', editedAt: AT }, before)).toEqual([]);
  expect(draftsOf({ ...before, pinnedAt: AT, pinnedBy: agent.id }, before)).toEqual([]);
  expect(draftsOf({ ...before, body: '', deletedAt: AT }, before)).toEqual([]);
  expect(draftsOf(written(id(99)))).toEqual([]);
});

test('an edit is news to those whom it names anew, and a message that names a crowd to a bounded number', () => {
  const naming = (userId: string) => writeMention({ kind: 'person', id: userId }, 'Somebody');
  const before = written(ticket, naming(agent.id));
  const after = { ...before, body: `${naming(agent.id)} ${naming(otherStaff.id)}` };
  expect(draftsOf(after, before)).toMatchObject([{ kind: 'mentioned', to: [otherStaff.id] }]);
  const crowd = Array.from({ length: MOST_NAMED + 5 }, (_, place) => naming(id(1_000 + place))).join(' ');
  expect(draftsOf(written(ticket, crowd))[0]?.to).toHaveLength(MOST_NAMED);
});
