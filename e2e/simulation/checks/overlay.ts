import { allModels } from '@holdfast/shared/registry.ts';
import type { ClientNode, OpenEngine } from '../world/client-node.ts';
import type { WatchedFile } from '../world/watched-file.ts';
import { laterSearched } from './previous.ts';

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
  if (countOutbox(engine) === 0) return firstDifference(now, nothing);
  return firstDifference(now, rebuildAside(engine, file));
}

/** Whether every search index holds the words of its table, and no others. */
export function checkSearch(client: ClientNode): string | undefined {
  const { file, isPrevious } = client;
  if (file === undefined) return undefined;
  for (const { table, searchable } of allModels) {
    if (searchable.length === 0 || (isPrevious && laterSearched.has(table))) continue;
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

/** What an overlay consists of, line by line. */
interface Overlay {
  readonly rows: readonly string[];
  readonly states: readonly string[];
  readonly touches: readonly string[];
}
const nothing: Overlay = { rows: [], states: [], touches: [] };

function readOverlay({ statements }: OpenEngine): Overlay {
  const lines = (sql: string) => statements.all<object>(sql).map((line) => JSON.stringify(line));
  return { rows: lines(overlaySql).sort(), states: lines(stateSql), touches: lines(touchSql) };
}

function firstDifference(now: Overlay, rebuilt: Overlay): string | undefined {
  for (const part of ['rows', 'states', 'touches'] as const) {
    const place = now[part].findIndex((line, index) => line !== rebuilt[part][index]);
    if (place === -1 && now[part].length === rebuilt[part].length) continue;
    const at = place === -1 ? now[part].length : place;
    return `the overlay's ${part} hold ${now[part][at]}, but after a rebuild ${rebuilt[part][at]}`;
  }
  return undefined;
}

/** Makes the overlay anew, looks at it, and takes it back. */
function rebuildAside(engine: OpenEngine, file: WatchedFile): Overlay {
  return file.withRoom(() => {
    file.db.exec('SAVEPOINT aside');
    try {
      engine.rebuild();
      return readOverlay(engine);
    } finally {
      file.db.exec('ROLLBACK TO aside');
      file.db.exec('RELEASE aside');
    }
  });
}
