import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import { type ReadWork, readStore } from '../../store/work.ts';

export interface UsedBytes {
  /** Of files of theirs that the server has, by its rows. */
  readonly bytes: number;
  /** Uploads that have become such files. */
  readonly finished: ReadonlySet<string>;
}

/**
 * What a person's files take in one snapshot, and which of these uploads are among them: one that is just being
 * finished shall count once.
 */
export function* usedBytes(authorId: string, uploads: readonly string[]): ReadWork<UsedBytes> {
  const author = { column: 'authorId', text: authorId };
  const sums = yield* readStore((tx) => tx.sums(attachmentModel.table, author, 'storedAt', 'size'));
  const stored = sums.filter(({ value }) => value !== null);
  const finished = new Set<string>();
  for (const id of uploads) {
    const row = yield* readStore((tx) => tx.row(attachmentModel.table, id));
    if (row !== undefined && !row.deleted && row.data.storedAt !== null) finished.add(id);
  }
  return { bytes: stored.reduce((sum, part) => sum + part.sum, 0), finished };
}
