import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { MovedTables } from './copy-lines.ts';
import { isEmptyTable } from './line-sql.ts';
import { arrivingMark, readMarkText } from './mark-text.ts';
import { markArriving, readMark, readMeta } from './marks.ts';

/**
 * Marks the target as being filled by this move. One that was filled in part by an earlier move of the same data is
 * gone on with: every line of it is compared.
 * @throws HoldfastError CONFLICT where it holds anything else
 */
export async function claimTarget(
  move: MovedTables & { readonly where: string },
  moveId: string,
): Promise<string> {
  const { epoch } = await readMeta(move.source);
  const known = await readMark(move.target);
  const isOurs = known !== undefined && readMarkText(known.to).epoch === epoch;
  if (!isOurs && (known !== undefined || !(await isEmpty(move)))) {
    throw new HoldfastError(
      'CONFLICT',
      `${move.where} is not empty. Nothing was changed. Name a database in which nothing is yet.`,
    );
  }
  await markArriving(move.target, arrivingMark(epoch, moveId));
  return moveId;
}

async function isEmpty({ target, tables }: MovedTables): Promise<boolean> {
  for (const table of tables) if (!(await isEmptyTable(target, table))) return false;
  return true;
}
