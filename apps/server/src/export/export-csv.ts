import { csvLine } from '@holdfast/shared/import/csv-line.ts';
import { type ExportNames, exportShapes, isExported } from '@holdfast/shared/import/export-columns.ts';
import type { ImportKind } from '@holdfast/shared/import/kinds.ts';
import { divisionModel } from '@holdfast/shared/model/division.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import type { Snapshot } from '../store/open-store.ts';
import type { Target } from './target.ts';
import { walkRows } from './walk-rows.ts';

/** Writes all rows of a kind as CSV (RFC 4180, UTF-8), people as their e-mail addresses. Gives how many. */
export async function exportCsv(snapshot: Snapshot, target: Target, kind: ImportKind): Promise<number> {
  const { table, header, cells } = exportShapes[kind];
  const names = await namesIn(snapshot);
  await target.write(csvLine(header));
  let count = 0;
  for await (const stored of walkRows(snapshot, table)) {
    const rows = stored.map(({ data }) => data).filter(isExported);
    await target.write(rows.map((row) => csvLine(cells(row, names).map(String))).join(''));
    count += rows.length;
  }
  return count;
}

async function namesIn(snapshot: Snapshot): Promise<ExportNames> {
  return {
    person: await namesOf(snapshot, userModel.table, 'email'),
    project: await namesOf(snapshot, projectModel.table, 'name'),
    phase: await namesOf(snapshot, phaseModel.table, 'name'),
    division: await namesOf(snapshot, divisionModel.table, 'name'),
  };
}

async function namesOf(
  snapshot: Snapshot,
  table: string,
  field: string,
): Promise<(id: string | null) => string> {
  const names = new Map<string, string>();
  for await (const rows of walkRows(snapshot, table)) {
    for (const { id, data } of rows) names.set(id, String(data[field] ?? ''));
  }
  return (id) => names.get(id ?? '') ?? '';
}
