import type { Json } from '@holdfast/shared/json.ts';
import type { ClientNode } from '../world/client-node.ts';
import type { World } from '../world/world.ts';
import { asObject } from './as-object.ts';

const tables = ['outbox', 'refused', 'confirmed'];

/** Invariant 5 for one's own changes: what they still hold of others' work in a row that is out of sight (S23). */
export function checkSeen({ mirror }: World, client: ClientNode): string | undefined {
  const { engine, isPrevious, userId, rowsMet } = client;
  if (engine === undefined || isPrevious) return undefined;
  for (const table of tables) {
    const lines = engine.statements.all<{ id: string; name: string; args: string }>(
      `SELECT id, name, args FROM ${table} WHERE name LIKE '%.update' OR name LIKE '%.revert' OR name LIKE '%.edit' OR name LIKE '%.rename'`,
    );
    for (const { id, name, args } of lines) {
      const { id: rowId, changes }: { id: string; changes: Json } = JSON.parse(args);
      const entity = name.split('.')[0] ?? '';
      const subject = entity === 'conversation' ? 'thread' : entity;
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
