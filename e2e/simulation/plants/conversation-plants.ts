import type { Plant } from './plant.ts';

const messageDelete = 'shared/src/mutations/message-delete.ts';
const participant = 'shared/src/mutations/participant.ts';

/** Bugs in conversations: who sees them, what is said in them, and how far it was read. */
export const conversationPlants: readonly Plant[] = [
  {
    name: 'private-conversation-leaks-to-admins',
    what: 'S8: who administers sees private conversations.',
    file: 'shared/src/model/thread.ts',
    find: 'isPrivateThread(thread) ? [threadScope(thread.id)] : []',
    replace: "isPrivateThread(thread) ? [threadScope(thread.id), 'admin'] : []",
  },
  {
    name: 'removed-person-is-not-told',
    seed: 140,
    what: 'S11: who was taken out of a group keeps its scope until they connect again.',
    file: 'shared/src/model/participant.ts',
    find: 'grantsTo: (participant) => [participant.userId],',
    replace: 'grantsTo: () => [],',
  },
  {
    name: 'removed-person-still-writes',
    seed: 164,
    what: 'S8: what somebody wrote who is no longer in the conversation is accepted.',
    file: 'shared/src/thread-sight.ts',
    find: 'return own.length === 0 ? undefined : thread;',
    replace: 'return own.length === -1 ? undefined : thread;',
  },
  {
    name: 'group-left-without-owner',
    seed: 140,
    what: 'A group whose owner leaves is owned by nobody.',
    file: participant,
    find: "if (gone.role === 'owner') yield* passOn",
    replace: "if (gone.role !== 'owner') yield* passOn",
  },
  {
    name: 'number-given-twice',
    what: 'Every message of a thread gets the same number.',
    file: 'shared/src/message-number.ts',
    find: 'const message = yield* get(messageModel, messageId);',
    replace:
      'const message = yield* get(messageModel, messageId);\n  const nextInSequence = function* (_: string): Effect<number> { return 1; };',
  },
  {
    name: 'marker-goes-back',
    seed: 162,
    what: 'What was read on one device is unread again once the other one, which is behind, connects.',
    file: 'shared/src/mutations/read-marker.ts',
    find: 'else if (own.readTo < readTo) yield*',
    replace: 'else if (own.readTo !== readTo) yield*',
  },
  {
    name: 'receipts-shown-all-the-same',
    seed: 296,
    what: 'Others see how far somebody has read who does not wish it.',
    file: 'shared/src/model/read-marker.ts',
    find: "(marker.shared ? { table: 'thread', id: marker.threadId } : undefined)",
    replace: "({ table: 'thread', id: marker.threadId })",
  },
  {
    name: 'reaction-doubled',
    seed: 162,
    what: 'The same reaction from two devices counts twice.',
    file: 'shared/src/mutations/reaction.ts',
    find: 'if (own.some((reaction) => reaction.emoji === emoji)) return;',
    replace: '',
  },
  {
    name: 'deletion-keeps-earlier-texts',
    seed: 64,
    what: 'S23: what a deleted message said before it was edited stays, on all disks.',
    file: messageDelete,
    find: 'yield* remove(messageVersionModel, version.id);',
    replace: 'yield* query(messageVersionModel, { messageId: version.messageId }, 1);',
  },
  {
    name: 'room-kept-without-sight',
    seed: 64,
    what: 'S11: who lost sight of a row stays in its room, and is told who looks at it.',
    file: 'apps/server/src/realtime/room-sight.ts',
    find: 'rooms.leave(connection, room);',
    replace: '',
  },
  {
    name: 'hidden-person-shown',
    seed: 45,
    what: 'Who appears offline is shown as online.',
    file: 'apps/server/src/presence/people-board.ts',
    find: "if (statuses.includes('hidden')) return 'offline';",
    replace: "if (statuses.includes('hidden')) return 'online';",
  },
  {
    name: 'unread-not-counted-again',
    seed: 7,
    what: 'What arrives in a thread leaves its unread count as it was.',
    file: 'apps/desktop/src/engine/unread/unread-board.ts',
    find: 'if (threadId !== undefined) this.stale.add(threadId);',
    replace: '',
  },
];
