import { type Said, said } from '@holdfast/shared/entity/said.ts';
import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import type { Transfer, TransfersState } from '../api/files.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import { countDraftFiles } from './draft-files.ts';
import { pinnedRoom, readPinned } from './file-pins.ts';
import { usedRoom } from './file-records.ts';
import { type FileStateSource, fileStateOf, findAttachment } from './file-state.ts';
import { fileRoom } from './make-room.ts';
import { countUnsent } from './named-contents.ts';
import type { TransferNow, Transfers } from './transfers/transfer-states.ts';

/** So many transfers, and so many pinned files, are listed one by one. */
const MOST_LISTED = 100;

export interface SummarySource extends FileStateSource {
  readonly transfers: Pick<Transfers, 'of' | 'list'>;
}

/** All that is on its way or waits, and the room that files take on this device. */
export function summarise(source: SummarySource): TransfersState {
  const { statements, transfers } = source;
  const all = [...transfers.list(), ...notAccepted(source)];
  const sizes = sizesOf(statements, all);
  const toGo = (way: TransferNow['way']) => {
    const going = all.filter((one) => one.way === way && one.state !== 'failed' && one.state !== 'paused');
    const bytes = going.reduce((sum, { id, done }) => sum + Math.max(0, (sizes.get(id) ?? done) - done), 0);
    return { files: going.length, bytes };
  };
  return {
    list: describe(source, all),
    sending: toGo('up'),
    receiving: toGo('down'),
    failed: all.filter(({ state }) => state === 'failed').length,
    unsent: countUnsent(statements, source.userId),
    inDrafts: countDraftFiles(statements),
    room: { used: usedRoom(statements), limit: fileRoom(statements), pinned: pinnedRoom(statements) },
    pinned: describe(
      source,
      readPinned(statements, MOST_LISTED).map((id) => ({ id })),
    ),
  };
}

/** Own files of which the server does not know yet: they wait for their change to be accepted. */
function notAccepted({ statements, userId }: SummarySource): TransferNow[] {
  const sql = `SELECT id FROM attachment_overlay AS o
    WHERE authorId = ? AND deleted = 0 AND storedAt IS NULL AND removedAt IS NULL
      AND NOT EXISTS (SELECT 1 FROM attachment_base AS b WHERE b.id = o.id)
      AND EXISTS (SELECT 1 FROM file AS f WHERE f.hash = o.hash AND f.lost = 0) ORDER BY id`;
  const rows = statements.all<{ id: string }>(sql, userId);
  return rows.map(({ id }) => ({ id, way: 'up', state: 'waiting', done: 0 }));
}

function sizesOf(statements: Statements, transfers: readonly { id: string }[]): ReadonlyMap<string, number> {
  if (transfers.length === 0) return new Map();
  const ids = JSON.stringify(transfers.map(({ id }) => id));
  const sql = 'SELECT id, size FROM attachment WHERE id IN (SELECT value FROM json_each(?))';
  const rows = statements.all<{ id: string; size: number }>(sql, ids);
  return new Map(rows.map(({ id, size }) => [id, size]));
}

function describe(source: SummarySource, transfers: readonly { id: string }[]): Transfer[] {
  return transfers.slice(0, MOST_LISTED).flatMap(({ id }) => {
    const attachment = findAttachment(source.statements, id);
    return attachment === undefined ? [] : [transferOf(source, attachment)];
  });
}

function transferOf(source: SummarySource, attachment: Attachment): Transfer {
  const of = subjectOf(source.statements, attachment);
  const { name, size } = attachment;
  return { ...fileStateOf(source, attachment), name, size, ...(of === undefined ? {} : { of }) };
}

/** What a file hangs on, by its title. A message is of a ticket, a project or a conversation. */
function subjectOf(statements: Statements, { subjectTable, subjectId }: Attachment): Said | undefined {
  if (subjectTable !== 'message') return titleOf(statements, subjectTable, subjectId);
  const threadId = String(readView(statements, 'message', subjectId)?.threadId ?? '');
  const tables = ['ticket', 'project', 'thread'];
  return tables.map((table) => titleOf(statements, table, threadId)).find((title) => title !== undefined);
}

function titleOf(statements: Statements, table: string, id: string): Said | undefined {
  const row = readView(statements, table, id);
  const title = row?.title ?? row?.name;
  return typeof title === 'string' && title !== '' ? said('quoted', { text: title }) : undefined;
}
