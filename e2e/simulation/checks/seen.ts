import type { Json } from '@holdfast/shared/json.ts';
import type { ClientNode } from '../world/client-node.ts';
import type { Mirror } from '../world/mirror.ts';
import type { World } from '../world/world.ts';
import { asObject } from './as-object.ts';
import { keyOf, tableOfMutation } from './checked-fields.ts';

const tables = ['outbox', 'refused', 'confirmed'];

/** Invariant 5 for one's own changes: what they still hold of others' work in a row that is out of sight (S23). */
export function checkSeen({ mirror }: World, client: ClientNode): string | undefined {
  const { engine, isPrevious, userId, rowsMet } = client;
  if (engine === undefined || isPrevious) return undefined;
  for (const table of tables) {
    const lines = engine.statements.all<{ id: string; name: string; args: string }>(
      `SELECT id, name, args FROM ${table} WHERE json_extract(args, '$.changes') IS NOT NULL`,
    );
    for (const { id, name, args } of lines) {
      const { changes, ...named }: Readonly<Record<string, Json>> = JSON.parse(args);
      const [subject, rowId] = rowOf(mirror, name, named);
      const known = mirror.tables.get(subject)?.get(rowId);
      // Of a row that never came from the server, or never reached it, all that was seen is its author's own.
      if (!rowsMet.has(`${subject} ${rowId}`)) continue;
      if (known === undefined || (known.data !== undefined && mirror.maySee(userId, subject, known.data)))
        continue;
      const seen = Object.values(asObject(changes)).some((change) => 'was' in asObject(change));
      if (seen)
        return `the change ${id} in ${table} still holds what ${subject} ${rowId} was, which is out of sight`;
    }
  }
  return undefined;
}

/** The table and the id of the row that a change is of. */
function rowOf(mirror: Mirror, name: string, named: Readonly<Record<string, Json>>): [string, string] {
  const table = tableOfMutation(name);
  const key = keyOf(table, named);
  if (table !== 'assignment') return [table, key];
  const planned = [...mirror.rows(table)].find((row) => keyOf(table, row) === key);
  return [table, planned?.id ?? ''];
}
