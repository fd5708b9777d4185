import { type Attachment, attachmentSchema } from '@holdfast/shared/model/attachment.ts';
import type { FileState } from '../api/files.ts';
import { readViewJson } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import { isPinned } from './file-pins.ts';
import { findLocal, isLost } from './file-records.ts';
import type { Transfers } from './transfers/transfer-states.ts';

export interface FileStateSource {
  readonly statements: Statements;
  readonly userId: string;
  readonly transfers: Pick<Transfers, 'of'>;
}

/** The attachment as this person sees it, unless it was taken away. */
export function findAttachment(statements: Statements, id: string): Attachment | undefined {
  const json = readViewJson(statements, 'attachment', id);
  const parsed = attachmentSchema.safeParse(json === undefined ? undefined : JSON.parse(json));
  return parsed.success && parsed.data.removedAt === null ? parsed.data : undefined;
}

/** How a file is, seen from this device. */
export function fileStateOf(source: FileStateSource, attachment: Attachment): FileState {
  const { statements } = source;
  const local = findLocal(statements, attachment.hash);
  const kind = attachment.kind ?? local?.kind;
  return {
    id: attachment.id,
    ...wayOf(source, attachment, local !== undefined),
    kept: local !== undefined,
    pinned: isPinned(statements, attachment.id),
    ...(kind === undefined ? {} : { kind }),
  };
}

type Way = Pick<FileState, 'state' | 'way' | 'done' | 'problem' | 'refusal'>;

function wayOf(source: FileStateSource, attachment: Attachment, isHere: boolean): Way {
  const { id, refusal, storedAt } = attachment;
  if (refusal !== null) return { state: 'refused', refusal };
  if (storedAt !== null && isHere) return { state: 'here' };
  const transfer = source.transfers.of(id);
  if (transfer === undefined) return restingWay(source, attachment, isHere);
  const { state, way, done, problem } = transfer;
  return { state, way, done, ...(problem === undefined ? {} : { problem }) };
}

/** Nothing is under way: the server has it, it is to be sent, or it lies with somebody else. */
function restingWay({ statements, userId }: FileStateSource, attachment: Attachment, isHere: boolean): Way {
  if (attachment.storedAt !== null) return { state: 'there' };
  if (attachment.authorId !== userId) return { state: 'elsewhere' };
  if (isHere) return { state: 'waiting', way: 'up', done: 0 };
  return { state: wasHere(statements, attachment) ? 'lost' : 'elsewhere' };
}

/** A file that the server does not know of yet was attached on this device. */
function wasHere(statements: Statements, { id, hash }: Attachment): boolean {
  if (isLost(statements, hash)) return true;
  return statements.get('SELECT 1 FROM attachment_base WHERE id = ?', id) === undefined;
}
