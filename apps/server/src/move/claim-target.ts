import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { MovedTables } from './copy-lines.ts';
import { isEmptyTable } from './line-sql.ts';
import type { LineDatabase } from './lines.ts';
import { arrivingMark, readMarkText } from './mark-text.ts';
import { markArriving, readMark, readMeta } from './marks.ts';

/**
 * Marks the target as being filled by this move. It is empty, or holds an earlier state of the same data: filled in part by a
 * move that was cut, or left by one that went from here. Then every line is compared, and those that differ are written.
 * Gives the epoch of the data, which the mark names.
 * @throws HoldfastError CONFLICT where it holds anything else
 */
export async function claimTarget(
  move: MovedTables & { readonly where: string },
  moveId: string,
): Promise<string> {
  const { epoch } = await readMeta(move.source);
  if (!(await holdsEarlier(move.target, epoch)) && !(await isEmpty(move))) {
    throw new HoldfastError(
      'CONFLICT',
      `${move.where} is not empty. Nothing was changed. Name a database in which nothing is yet.`,
    );
  }
  await markArriving(move.target, arrivingMark(epoch, moveId));
  return epoch;
}

async function holdsEarlier(target: LineDatabase, epoch: string): Promise<boolean> {
  const mark = await readMark(target);
  if (mark === undefined || mark.until !== undefined) return false;
  const said = readMarkText(mark.to);
  return (said.epoch ?? (await readMeta(target)).epoch) === epoch;
}

async function isEmpty({ target, tables }: MovedTables): Promise<boolean> {
  if ((await readMark(target)) !== undefined) return false;
  for (const table of tables) if (!(await isEmptyTable(target, table))) return false;
  return true;
}
