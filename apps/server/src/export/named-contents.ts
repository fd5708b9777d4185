import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { attachmentModel } from '@holdfast/shared/model/attachment.ts';

/** The content of a file, by its SHA-256, and its size in bytes. */
export interface Content {
  readonly hash: string;
  readonly size: number;
}

/** The contents of files that rows name and that the server has, each once. */
export class NamedContents {
  readonly #sizes = new Map<string, number>();

  add(table: string, row: RowData): void {
    if (!namesStored(table, row)) return;
    const { hash, size } = attachmentModel.schema.parse(row);
    this.#sizes.set(hash, size);
  }

  list(): readonly Content[] {
    return [...this.#sizes].map(([hash, size]) => ({ hash, size }));
  }
}

/** Whether a row says that the server has the bytes of a file. */
export function namesStored(table: string, row: RowData): boolean {
  return table === attachmentModel.table && typeof row.storedAt === 'string';
}
