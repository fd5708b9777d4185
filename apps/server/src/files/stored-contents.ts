import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';

/** Rows that are read at once. */
const STEP = 500;

/** A content that rows say the server has. */
export interface StoredContent {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
}

/** Every content that rows say the server has, once. */
export async function* storedContents(store: Pick<Store, 'read'>): AsyncGenerator<StoredContent> {
  const seen = new Set<string>();
  for (let last = ''; ; ) {
    const after = last;
    const rows = await store.read(() => readStore((tx) => tx.rowsAfter(attachmentModel.table, after, STEP)));
    for (const { deleted, data } of rows) {
      if (deleted) continue;
      const { hash, size, storedAt } = attachmentModel.schema.parse(data);
      if (storedAt === null || seen.has(hash)) continue;
      seen.add(hash);
      yield { hash, size };
    }
    if (rows.length < STEP) return;
    last = rows.at(-1)?.id ?? after;
  }
}
