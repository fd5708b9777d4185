import { allModels } from '@holdfast/shared/registry.ts';
import type { ClientNode, OpenEngine } from '../world/client-node.ts';
import type { World } from '../world/world.ts';
import { laterTables } from './previous.ts';

/** Invariants 1 and 5 at the end: what a client's base holds otherwise than the server's rows that its person may see. */
export function checkBase(world: World, client: ClientNode): string | undefined {
  const { engine } = client;
  if (engine === undefined) return `${client.name} does not run`;
  for (const { table } of allModels) {
    const held = heldRows(client, engine, table);
    const expected = expectedRows(world, client, table);
    const problem = firstDifference(expected, held);
    if (problem !== undefined) return `${client.name}: ${table} ${problem}`;
  }
  return undefined;
}

/** Rows of a table on a client's disk, by id, as `version content`: as they came, where it does not know the table yet (S24). */
function heldRows(
  { isPrevious }: ClientNode,
  { statements }: OpenEngine,
  table: string,
): Map<string, string> {
  const from =
    isPrevious && laterTables.has(table) ? `raw_row WHERE tbl = '${table}'` : `"${table}_base" WHERE 1`;
  const lines = statements.all<{ id: string; row_version: number; data: string }>(
    `SELECT id, row_version, data FROM ${from} ORDER BY id`,
  );
  return new Map(lines.map(({ id, row_version, data }) => [id, `${row_version} ${data}`]));
}

/** Rows of a table that a person may see, by id, as `version content`. */
function expectedRows({ mirror }: World, { userId }: ClientNode, table: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const [id, { version, data }] of mirror.tables.get(table) ?? []) {
    if (data === undefined || !mirror.maySee(userId, table, data)) continue;
    rows.set(id, `${version} ${JSON.stringify(data)}`);
  }
  return rows;
}

function firstDifference(expected: Map<string, string>, held: Map<string, string>): string | undefined {
  for (const [id, text] of expected) {
    const found = held.get(id);
    if (found === undefined) return `${id} is missing; the server has ${text}`;
    if (found !== text) return `${id} is ${found}, but the server has ${text}`;
  }
  for (const [id, text] of held) {
    if (!expected.has(id)) return `${id} must not be here: ${text}`;
  }
  return undefined;
}

/** Where a client's cursor is not its scope's head, though nothing happens any more (S14, S17). */
export function checkCursors(
  { name, engine }: ClientNode,
  heads: ReadonlyMap<string, number>,
): string | undefined {
  const lines =
    engine?.statements.all<{ scope: string; version: number }>('SELECT scope, version FROM scope') ?? [];
  const wrong = lines.find(({ scope, version }) => version !== (heads.get(scope) ?? 0));
  if (wrong === undefined) return undefined;
  return `${name}: the cursor of ${wrong.scope} is ${wrong.version}, its head ${heads.get(wrong.scope) ?? 0}`;
}
