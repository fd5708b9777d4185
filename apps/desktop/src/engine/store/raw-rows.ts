import { allModels } from '@holdfast/shared/registry.ts';
import { writeBase } from './base-rows.ts';
import type { Statements } from './statements.ts';

/** Moves rows of tables that an older version did not know into their base, now that they are known (S24). Their entries are here already. */
export function adoptRawRows(statements: Statements): void {
  for (const { table } of allModels) {
    const rows = statements.all<{ id: string; row_version: number; data: string }>(
      'SELECT id, row_version, data FROM raw_row WHERE tbl = ?',
      table,
    );
    for (const row of rows)
      writeBase(statements, { table, id: row.id, version: row.row_version, data: JSON.parse(row.data) });
    if (rows.length > 0) statements.run('DELETE FROM raw_row WHERE tbl = ?', table);
  }
}
