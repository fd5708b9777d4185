import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { type Json, sameJson } from '@holdfast/shared/json.ts';
import type { Mirror } from '../world/mirror.ts';
import type { ConversationOracle, Said } from './conversation-oracle.ts';

/** Where conversations on the server are not what the accepted mutations make of them. */
export function* checkConversations(mirror: Mirror, oracle: ConversationOracle): Generator<string> {
  yield* oracle.problems;
  yield* checkMessages(mirror, oracle);
  yield* checkReactions(mirror, oracle);
  yield* checkPeople(mirror, oracle);
  yield* checkPlaces(mirror, oracle);
  yield* checkChoices(mirror, oracle);
  yield* checkLastMessages(mirror);
}

function* checkMessages(mirror: Mirror, { messages }: ConversationOracle): Generator<string> {
  const versions = rowsBy(mirror, 'message_version', 'messageId');
  for (const [id, said] of messages) {
    const row = mirror.row('message', id);
    if (row === undefined) continue;
    const wrong = differences(row, said);
    if (wrong.length > 0) yield `message ${id}: ${wrong.join(', ')}`;
    const kept = (versions.get(id) ?? []).map(({ body }) => String(body)).sort();
    if (!sameJson(kept, said.versions.toSorted()))
      yield `of message ${id} the earlier texts ${JSON.stringify(kept)} are kept, not ${JSON.stringify(said.versions)}`;
  }
  for (const id of versions.keys())
    if (!messages.has(id)) yield `the earlier text of message ${id} is nobody's`;
}

function differences(row: RowData, said: Said): string[] {
  const expected = {
    threadId: said.threadId,
    authorId: said.authorId,
    number: said.number,
    replyToId: said.replyToId,
    pinnedBy: said.pinnedBy,
  };
  const wrong = Object.entries(expected)
    .filter(([field, value]) => !sameJson(row[field] ?? null, value))
    .map(([field, value]) => `${field} is ${row[field]}, not ${value}`);
  if (isSet(row.pinnedAt) !== said.isPinned) wrong.push(`pinned is ${row.pinnedAt}`);
  if (isSet(row.editedAt) !== said.isEdited) wrong.push(`edited is ${row.editedAt}`);
  if (isSet(row.deletedAt) !== said.isDeleted) wrong.push(`deleted is ${row.deletedAt}`);
  return wrong;
}

function isSet(value: Json | undefined): boolean {
  return (value ?? null) !== null;
}

function* checkReactions(mirror: Mirror, { reactions }: ConversationOracle): Generator<string> {
  const found = [...mirror.rows('reaction')].map((row) => `${row.messageId} ${row.userId} ${row.emoji}`);
  yield* compareLists('reaction', found, [...reactions]);
}

/** The rows of a table by what one of their fields names. */
function rowsBy(mirror: Mirror, table: string, field: string): Map<string, RowData[]> {
  const groups = new Map<string, RowData[]>();
  for (const row of mirror.rows(table)) {
    const name = String(row[field]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}

/** Each is in a conversation once, and somebody owns each group that has people who still work here. */
function* checkPeople(mirror: Mirror, { people }: ConversationOracle): Generator<string> {
  const expected = [...people].flatMap(([thread, members]) => [...members].map((id) => `${thread} ${id}`));
  yield* compareLists(
    'person of a conversation',
    [...mirror.rows('participant')].map(({ threadId, userId }) => `${threadId} ${userId}`),
    expected,
  );
  for (const [threadId, members] of rowsBy(mirror, 'participant', 'threadId')) {
    const owners = members.filter(({ role }) => role === 'owner').length;
    const isGroup = mirror.row('thread', threadId)?.subjectTable === 'group';
    const isAlive = isGroup && members.some(({ userId }) => !mirror.isDisabled(String(userId)));
    if (owners > (isGroup ? 1 : 0) || (isAlive && owners === 0))
      yield `conversation ${threadId} has ${owners} owners`;
  }
}

function* checkPlaces(mirror: Mirror, { places }: ConversationOracle): Generator<string> {
  const found = [...mirror.rows('read_marker')].map(
    ({ threadId, userId, readTo, shared }) => `${threadId} ${userId} ${readTo} ${shared}`,
  );
  const expected = [...places].map(([key, { readTo, shared }]) => `${key} ${readTo} ${shared}`);
  yield* compareLists('read marker', found, expected);
}

function* checkChoices(mirror: Mirror, { choices }: ConversationOracle): Generator<string> {
  const found = [...mirror.rows('preference')].map((row) => `${row.id} ${row.receipts} ${row.appearOffline}`);
  const expected = [...choices].map(([id, choice]) => `${id} ${choice.receipts} ${choice.appearOffline}`);
  yield* compareLists('preference', found, expected);
}

/** A private conversation stands in lists where it was written in last. */
function* checkLastMessages(mirror: Mirror): Generator<string> {
  const messages = rowsBy(mirror, 'message', 'threadId');
  for (const { id, subjectTable, createdAt, lastMessageAt } of mirror.rows('thread')) {
    if (subjectTable !== 'group' && subjectTable !== 'direct') continue;
    const times = (messages.get(id) ?? []).map((message) => String(message.createdAt));
    const last = [String(createdAt), ...times].sort().at(-1);
    if (lastMessageAt !== last)
      yield `in conversation ${id} was written last at ${last}, not ${lastMessageAt}`;
  }
}

function* compareLists(
  what: string,
  found: readonly string[],
  expected: readonly string[],
): Generator<string> {
  const left = new Set(expected);
  for (const line of found)
    if (!left.delete(line)) yield `the ${what} ${line} is there, and must not be or is there twice`;
  for (const line of left) yield `the ${what} ${line} is missing`;
}
