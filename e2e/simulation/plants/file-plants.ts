import type { Plant } from './plant.ts';

const attachments = 'shared/src/attachments.ts';

/** Bugs in files: who gets at their bytes, and what becomes of them with what they hang on. */
export const filePlants: readonly Plant[] = [
  {
    name: 'hash-gives-bytes',
    seed: 65,
    what: 'Promise 4: whoever knows the hash of a file gets it attached with its bytes.',
    file: attachments,
    find: 'if ((yield* findVisible(attachmentModel, other.id, context)) === undefined) continue;',
    replace: '',
  },
  {
    name: 'removed-file-gives-bytes',
    seed: 120,
    what: 'Promise 4: whoever saw a file that was taken away gets it attached with its bytes.',
    file: attachments,
    find: 'if (other.removedAt !== null && other.authorId !== context.actor.id) continue;',
    replace: '',
  },
  {
    name: 'deletion-keeps-files',
    seed: 11,
    what: 'The files of a deleted message stay.',
    file: 'shared/src/mutations/message-delete.ts',
    find: 'yield* takeAwayAttachments(message.id, context);',
    replace: '',
  },
];
