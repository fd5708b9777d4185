import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { sameJson } from '@holdfast/shared/json.ts';
import { attachmentModel } from '@holdfast/shared/model/attachment.ts';
import type { World } from '../world/world.ts';
import { type Attached, FileOracle } from './file-oracle.ts';

/** Invariant 15 at the end: where the rows of files are not what the accepted mutations make of them. */
export function* checkFiles(world: World): Generator<string> {
  const oracle = new FileOracle();
  for (const accepted of world.ledger.inOrder()) {
    const mutation = world.executed.get(accepted.id);
    if (mutation !== undefined) oracle.take(accepted, mutation);
  }
  for (const { id } of world.mirror.rows(attachmentModel.table))
    if (!oracle.files.has(id))
      yield `attachment ${id} is there, and nobody attached it, or what it hung on is gone`;
  for (const [id, file] of oracle.files) {
    const row = world.mirror.row(attachmentModel.table, id);
    if (row !== undefined) yield* differences(row, file);
    else if (!world.swept.has(id)) yield `attachment ${id} was attached and is not there`;
  }
}

function* differences(row: RowData, { gone, ...said }: Attached): Generator<string> {
  for (const [field, value] of Object.entries(said))
    if (!sameJson(row[field] ?? null, value))
      yield `attachment ${row.id}: ${field} is ${row[field]}, not ${value}`;
  if ((row.removedAt !== null) !== (gone !== 'no'))
    yield `attachment ${row.id} is taken away: ${gone}, but the server says ${row.removedAt}`;
}
