import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import { csvLine } from '@holdfast/shared/import/csv-line.ts';
import { type ExportNames, exportShapes, isExported } from '@holdfast/shared/import/export-columns.ts';
import type { ImportKind } from '@holdfast/shared/import/kinds.ts';
import { divisionModel } from '@holdfast/shared/model/division.ts';
import { phaseModel } from '@holdfast/shared/model/phase.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { readAll } from './read-rows.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedText {
  readonly text: string;
  readonly count: number;
}

/** All rows of a kind that are on this device, as text. */
export async function exportText(kind: ImportKind, format: ExportFormat): Promise<ExportedText> {
  const { table, header, cells } = exportShapes[kind];
  const model = findModel(table);
  if (model === undefined) throw new Error(`There is no model of "${table}".`);
  const names = await namesHere();
  const lines: string[] = [];
  for await (const rows of readAll(model)) {
    for (const row of rows) {
      if (!isExported(row)) continue;
      const values = cells(row, names);
      lines.push(format === 'csv' ? csvLine(values.map(String)) : jsonLine(header, values));
    }
  }
  const text = format === 'csv' ? csvLine(header) + lines.join('') : `[\n${lines.join(',\n')}\n]\n`;
  return { text, count: lines.length };
}

function jsonLine(header: readonly string[], values: readonly (string | number)[]): string {
  return JSON.stringify(Object.fromEntries(header.map((column, place) => [column, values[place] ?? ''])));
}

async function namesHere(): Promise<ExportNames> {
  return {
    person: await namesOf(userModel, ({ email }) => email),
    project: await namesOf(projectModel, ({ name }) => name),
    phase: await namesOf(phaseModel, ({ name }) => name),
    division: await namesOf(divisionModel, ({ name }) => name),
  };
}

async function namesOf<M extends Model>(
  model: M,
  nameOf: (row: RowOf<M>) => string,
): Promise<(id: string | null) => string> {
  const names = new Map<string, string>();
  for await (const rows of readAll(model)) for (const row of rows) names.set(row.id, nameOf(row));
  return (id) => names.get(id ?? '') ?? '';
}
