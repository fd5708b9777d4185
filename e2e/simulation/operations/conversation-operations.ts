import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { Doing, Operation } from './operation.ts';
import { editText, someWords } from './text.ts';

const isPrivate = `"subjectTable" IN ('group', 'direct')`;
const isGroup = `"subjectTable" = 'group'`;
const emoji = ['👍', '🎉', '❤️'];

const openDirect: Operation = {
  weight: 3,
  make: ({ sight, random, userId, newId }) => {
    const people = new Set([userId]);
    for (let count = random.between(1, 2); count > 0; count -= 1)
      people.add(String(sight.some('user')?.id ?? userId));
    if (people.size < 2) return undefined;
    const members = [...people].map((person) => ({ id: newId(), userId: person }));
    return { name: 'conversation.open', args: { id: directThreadId([...people]), members } };
  },
};

const createGroup: Operation = {
  weight: 2,
  make: ({ sight, random, userId, newId }) => {
    const people = new Set([userId]);
    for (let count = random.between(0, 2); count > 0; count -= 1)
      people.add(String(sight.some('user')?.id ?? userId));
    const members = [...people].map((person) => ({ id: newId(), userId: person }));
    return { name: 'conversation.create', args: { id: newId(), name: someWords(random, 1, 3), members } };
  },
};

const renameGroup: Operation = {
  weight: 2,
  make: ({ sight, random }) => {
    const group = sight.some('thread', isGroup);
    if (group === undefined) return undefined;
    const change = { was: group.name ?? null, now: someWords(random, 1, 3) };
    return { name: 'conversation.rename', args: { id: group.id, changes: { name: change } } };
  },
};

const addPerson: Operation = {
  weight: 2,
  make: ({ sight, newId }) => {
    const [group, person] = [sight.some('thread', isGroup), sight.some('user')];
    if (group === undefined || person === undefined) return undefined;
    return { name: 'participant.add', args: { id: newId(), threadId: group.id, userId: person.id } };
  },
};

/** Leaves a group, or takes somebody else out of it. */
const removePerson: Operation = {
  weight: 2,
  make: ({ sight, random, userId }) => {
    const participant = sight.some('participant', `"threadId" IN (SELECT id FROM thread WHERE ${isGroup})`);
    if (participant === undefined) return undefined;
    const who = random.chance(0.4) ? userId : participant.userId;
    return {
      name: 'participant.remove',
      args: { threadId: participant.threadId ?? null, userId: who ?? null },
    };
  },
};

/** Writes into a private conversation, now and then as an answer. */
const write: Operation = {
  weight: 9,
  make: ({ sight, random, newId }) => {
    const thread = sight.some('thread', isPrivate);
    if (thread === undefined) return undefined;
    const replied = random.chance(0.3) ? sight.some('message', `"threadId" = '${thread.id}'`) : undefined;
    return {
      name: 'message.create',
      args: {
        id: newId(),
        threadId: thread.id,
        body: someWords(random, 1, 8),
        replyToId: replied?.id ?? null,
      },
    };
  },
};

/** Of one's own, now and then of somebody else's: that one is refused. */
function someMessage({ sight, random, userId }: Doing): RowData | undefined {
  return sight.some('message', random.chance(0.95) ? `"authorId" = '${userId}'` : '1');
}

const edit: Operation = {
  weight: 7,
  make: (doing) => {
    const message = someMessage(doing);
    if (message === undefined) return undefined;
    const was = String(message.body ?? '');
    const now = editText(doing.random, was) || someWords(doing.random, 1, 3);
    return {
      name: 'message.edit',
      args: { id: message.id, versionId: doing.newId(), changes: { body: { was, now } } },
    };
  },
};

const deleteOwn: Operation = {
  weight: 2,
  make: (doing) => {
    const message = someMessage(doing);
    return message && { name: 'message.delete', args: { id: message.id } };
  },
};

const pin: Operation = {
  weight: 2,
  make: ({ sight, random }) => {
    const message = sight.some('message');
    return message && { name: 'message.pin', args: { id: message.id, pinned: random.chance(0.7) } };
  },
};

/** Reacts as others or one's own other device did, or otherwise. */
const react: Operation = {
  weight: 5,
  make: ({ sight, random, newId }) => {
    const known = random.chance(0.4) ? sight.some('reaction') : undefined;
    const messageId = known?.messageId ?? sight.some('message')?.id;
    if (messageId === undefined) return undefined;
    const args = { messageId, emoji: known?.emoji ?? random.pick(emoji) ?? '👍' };
    if (random.chance(0.25)) return { name: 'reaction.remove', args };
    return { name: 'reaction.add', args: { id: newId(), ...args } };
  },
};

const read: Operation = {
  weight: 7,
  make: ({ sight, newId }) => {
    const message = sight.some('message', 'number IS NOT NULL');
    if (message === undefined) return undefined;
    const args = { id: newId(), threadId: message.threadId ?? null, messageId: message.id };
    return { name: 'read-marker.advance', args };
  },
};

const choose: Operation = {
  weight: 1,
  make: ({ random, userId }) => {
    const choice = random.chance(0.5) ? 'receipts' : 'appearOffline';
    return { name: 'preference.set', args: { userId, [choice]: random.chance(0.5) } };
  },
};

/** What people do in conversations. An engine of protocol 1 knows none of it. */
export const conversationOperations: readonly Operation[] = [
  openDirect,
  createGroup,
  renameGroup,
  addPerson,
  removePerson,
  write,
  edit,
  deleteOwn,
  pin,
  react,
  read,
  choose,
];
