import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { sentBy } from '../world/contents.ts';
import type { Mirror, RowWrite } from '../world/mirror.ts';

const { table: TABLE } = attachmentModel;

/**
 * Invariant 15, before the writes of a change are applied: which files the server takes for had though their author
 * neither sent the bytes nor could read them by another row.
 */
export function* takenWithoutProof(
  mirror: Mirror,
  writes: readonly RowWrite[],
  sent: ReadonlySet<string>,
): Generator<string> {
  for (const { table, id, data } of writes) {
    if (table !== TABLE || data === undefined || isStored(mirror.row(TABLE, id))) continue;
    if (isStored(data) && !isProven(mirror, data, sent))
      yield `attachment ${id} is stored, and its author has shown of no byte of it to have it`;
  }
}

function isStored(row: RowData | undefined): boolean {
  return typeof row?.storedAt === 'string';
}

function isProven(mirror: Mirror, row: RowData, sent: ReadonlySet<string>): boolean {
  const { authorId, hash, size } = attachmentModel.schema.parse(row);
  if (sent.has(sentBy(authorId, { hash, size }))) return true;
  return [...mirror.rows(TABLE)].some(
    (other) =>
      other.hash === hash &&
      other.size === size &&
      isStored(other) &&
      (other.removedAt === null || other.authorId === authorId) &&
      mirror.maySee(authorId, TABLE, other),
  );
}
