import { allModels } from '@holdfast/shared/registry.ts';
import type { ClientNode, OpenEngine } from '../world/client-node.ts';
import type { WatchedFile } from '../world/watched-file.ts';

const overlaySql = allModels
  .map(({ table }) => `SELECT '${table}' AS tbl, id, data, deleted FROM "${table}_overlay"`)
  .join(' UNION ALL ');
const stateSql = 'SELECT seq, state FROM outbox ORDER BY seq';
const touchSql = 'SELECT tbl, key, seq, wrote FROM touch ORDER BY tbl, key, seq';

/** Invariant 6: what differs between the overlay and one made anew from base and outbox; nothing if all is well. */
export function checkOverlay(client: ClientNode): string | undefined {
  const { engine, file } = client;
  if (engine === undefined || file === undefined) return undefined;
  const now = readOverlay(engine);
  if (countOutbox(engine) === 0)
    return now.rows === '[]' && now.touches === '[]'
      ? undefined
      : `nothing waits, but the overlay holds ${now.rows}`;
  const rebuilt = rebuildAside(engine, file);
  if (now.rows !== rebuilt.rows) return `the overlay is ${now.rows}, but a rebuild is ${rebuilt.rows}`;
  if (now.states !== rebuilt.states)
    return `the outbox says ${now.states}, but after a rebuild ${rebuilt.states}`;
  if (now.touches !== rebuilt.touches)
    return `the touches are ${now.touches}, but after a rebuild ${rebuilt.touches}`;
  return undefined;
}

/** Whether every search index holds the words of its table, and no others. */
export function checkSearch(client: ClientNode): string | undefined {
  const { file } = client;
  if (file === undefined) return undefined;
  for (const { table, searchable } of allModels) {
    if (searchable.length === 0) continue;
    for (const side of ['base', 'overlay']) {
      const text = `${table}_${side}_text`;
      try {
        file.db.prepare(`INSERT INTO "${text}" ("${text}", rank) VALUES ('integrity-check', 1)`).run();
      } catch (error) {
        return `the search index ${text} is not that of its table: ${String(error)}`;
      }
    }
  }
  return undefined;
}

function countOutbox(engine: OpenEngine): number {
  return engine.statements.get<{ count: number }>('SELECT count(*) AS count FROM outbox')?.count ?? 0;
}

function readOverlay({ statements }: OpenEngine): { rows: string; states: string; touches: string } {
  const rows = statements.all<{ tbl: string; id: string }>(overlaySql);
  rows.sort((left, right) => (`${left.tbl}${left.id}` < `${right.tbl}${right.id}` ? -1 : 1));
  return {
    rows: JSON.stringify(rows),
    states: JSON.stringify(statements.all(stateSql)),
    touches: JSON.stringify(statements.all(touchSql)),
  };
}

/** Makes the overlay anew, looks at it, and takes it back. */
function rebuildAside(engine: OpenEngine, { db }: WatchedFile): ReturnType<typeof readOverlay> {
  db.exec('SAVEPOINT aside');
  try {
    engine.rebuild();
    return readOverlay(engine);
  } finally {
    db.exec('ROLLBACK TO aside');
    db.exec('RELEASE aside');
  }
}
