import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { contentOf, contents } from '../world/contents.ts';
import type { Doing, Operation } from './operation.ts';
import { someWords } from './text.ts';

/** A file of a content that others attach too, seldom with a size that is not its own. */
function newFile({ random, newId }: Doing) {
  const content = random.pick(contents) ?? contentOf(0);
  const size = random.chance(0.05) ? content.size + 1 : content.size;
  return { id: newId(), name: `${someWords(random, 1, 2)}.txt`, hash: content.hash, size };
}

function ownMessage({ sight, userId }: Doing): RowData | undefined {
  return sight.some('message', `"authorId" = '${userId}'`);
}

const attach: Operation = {
  weight: 22,
  make: (doing) => {
    const subjectTable = doing.random.pick(['ticket', 'ticket', 'project', 'message']) ?? 'ticket';
    const subject = subjectTable === 'message' ? ownMessage(doing) : doing.sight.some(subjectTable);
    if (subject === undefined) return undefined;
    return { name: 'attachment.add', args: { ...newFile(doing), subjectTable, subjectId: subject.id } };
  },
};

/** A message with files, which say it all now and then. */
const post: Operation = {
  weight: 16,
  make: (doing) => {
    const { random, sight, newId } = doing;
    const thread = sight.some('thread');
    if (thread === undefined) return undefined;
    const files = Array.from({ length: random.between(1, 3) }, () => newFile(doing));
    const body = random.chance(0.5) ? '' : someWords(random, 1, 5);
    return { name: 'message.post', args: { id: newId(), threadId: thread.id, body, files } };
  },
};

/** Writes beside files, or takes all words away. */
const reword: Operation = {
  weight: 6,
  make: (doing) => {
    const message = ownMessage(doing);
    if (message === undefined) return undefined;
    const now = doing.random.chance(0.4) ? '' : someWords(doing.random, 1, 4);
    const changes = { body: { was: String(message.body ?? ''), now } };
    return { name: 'message.reword', args: { id: message.id, versionId: doing.newId(), changes } };
  },
};

const takeAway: Operation = {
  weight: 8,
  make: ({ sight }) => {
    const file = sight.some('attachment', '"removedAt" IS NULL');
    return file && { name: 'attachment.remove', args: { id: file.id } };
  },
};

const putBack: Operation = {
  weight: 5,
  make: ({ sight }) => {
    const file = sight.some('attachment', '"removedAt" IS NOT NULL');
    return file && { name: 'attachment.restore', args: { id: file.id } };
  },
};

const deleteWithFiles: Operation = {
  weight: 5,
  make: ({ sight, userId }) => {
    const own = `"authorId" = '${userId}' AND "subjectTable" = 'message'`;
    const file = sight.some('attachment', own);
    return file && { name: 'message.delete', args: { id: String(file.subjectId) } };
  },
};

/** What people do with files, as far as it is rows: their bytes travel elsewhere. An engine of protocol 1 knows none of it. */
export const fileOperations: readonly Operation[] = [
  attach,
  post,
  reword,
  takeAway,
  putBack,
  deleteWithFiles,
];
