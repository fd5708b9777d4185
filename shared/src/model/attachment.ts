import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { fileNameSchema } from '../files/file-name.ts';
import { idSchema } from '../ids.ts';
import { timeSchema } from '../times.ts';

/** What a file can hang on. */
export const attachmentSubjects = ['ticket', 'project', 'message'] as const;

/** The SHA-256 of a file's content, by which both sides keep it. */
export const fileHashSchema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'A SHA-256 in hexadecimal.' });

/** No file is larger, whatever the server's settings: 1 TiB. */
const MOST_BYTES = 2 ** 40;

/**
 * Why the server did not take the bytes, for good: larger than it takes, more than the person or the server may
 * hold, a type that it does not take, something that would burst whoever opens it, or not what was said.
 */
export const fileRefusals = ['too-large', 'person-full', 'server-full', 'type', 'bomb', 'content'] as const;
export type FileRefusal = (typeof fileRefusals)[number];

export const attachmentSchema = z.object({
  id: idSchema,
  subjectTable: z.enum(attachmentSubjects),
  subjectId: rowIdSchema,
  name: fileNameSchema,
  hash: fileHashSchema,
  /** In bytes. */
  size: z.number().int().nonnegative().max(MOST_BYTES),
  authorId: idSchema,
  createdAt: timeSchema,
  /** When the server had all bytes and had found them to be what was said; nothing while they are on their way. */
  storedAt: timeSchema.nullable(),
  /** What the content is, as the server found it: `image/png`. Nothing until then, or where nobody knows it. */
  kind: z.string().max(120).nullable(),
  /** Of a picture, in pixels, as the server found them. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  refusal: z.enum(fileRefusals).nullable(),
  /** It can be put back for a while; then the row goes, and with the last row the bytes. */
  removedAt: timeSchema.nullable(),
  removedBy: idSchema.nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What only the server says of a file, before it has. */
export const notStored = {
  storedAt: null,
  kind: null,
  width: null,
  height: null,
  refusal: null,
  removedAt: null,
  removedBy: null,
} as const satisfies Partial<Attachment>;

/** A file of a ticket, a project or a message. Who sees that sees it, and may read its bytes. */
export const attachmentModel = defineModel({
  table: 'attachment',
  label: 'file',
  schema: attachmentSchema,
  columns: [
    'subjectTable',
    'subjectId',
    'name',
    'hash',
    'size',
    'authorId',
    'createdAt',
    'storedAt',
    'removedAt',
  ],
  indexes: [['subjectId', 'createdAt'], ['hash'], ['authorId', 'storedAt']],
  lookups: ['hash', 'authorId'],
  serverIndexes: [
    ['removedAt', 'id'],
    ['authorId', 'storedAt', 'size'],
  ],
  searchable: ['name'],
  // What is said, and with which files, is its people's business.
  isAudited: ({ removedAt, subjectTable }) => removedAt === null && subjectTable !== 'message',
  audience: () => [],
  parent: (attachment) => ({ table: attachment.subjectTable, id: attachment.subjectId }),
  parentColumn: { column: 'subjectId', tables: attachmentSubjects },
  outsideEvent: ({ row }) => outsideEventOf(row),
  outsideTime: ({ createdAt, storedAt, removedAt }) => removedAt ?? storedAt ?? createdAt,
});

/** Bots hear of a file once they could fetch it. */
function outsideEventOf({ storedAt, removedAt }: Attachment) {
  if (removedAt !== null) return 'attachment:deleted';
  return storedAt === null ? undefined : 'attachment:added';
}
