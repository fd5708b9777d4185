import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { rebuildOverlay } from '../mutate/rebase.ts';
import { writeMutation } from '../mutate/write.ts';
import { openDatabase } from '../store/database.ts';
import type { RowKey } from '../store/row-key.ts';
import { Statements } from '../store/statements.ts';
import { applyPage, readActor } from '../sync/apply.ts';

/** Ids in a fixed order, so that a failing test fails the same way again. */
export function createTestIds(): () => string {
  let tick = 1_700_000_000_000;
  return createIdSource(
    () => {
      tick += 1;
      return tick;
    },
    (count) => new Uint8Array(count).fill(tick % 251),
  );
}

const newId = createTestIds();
const at = '2026-01-05T08:00:00.000Z';

export const agentId = newId();

export const agentRow = rowOf('user', agentId, 1, {
  name: 'Ben Agent',
  email: 'ben@example.org',
  role: 'agent',
  disabled: false,
  createdAt: at,
});

/** A row as the server would send it. */
export function rowOf(table: string, id: string, version: number, fields: Record<string, Json>): WireRow {
  return { table, id, version, data: JSON.parse(JSON.stringify({ id, ...fields })) };
}

export function ticketRow(id: string, version: number, fields: Record<string, Json> = {}): WireRow {
  return rowOf('ticket', id, version, {
    number: version,
    title: `Ticket ${version}`,
    description: '',
    status: 'open',
    priority: 'normal',
    creatorId: agentId,
    assigneeId: null,
    watcherIds: [],
    projectId: null,
    divisionId: null,
    due: null,
    createdAt: at,
    updatedAt: at,
    updatedBy: agentId,
    ...fields,
  });
}

/** A whole last page that puts rows into a scope. */
export function pageOf(
  scope: string,
  version: number,
  rows: readonly WireRow[],
  more: Partial<PullResponse> = {},
): PullResponse {
  return {
    epoch: 'e1',
    scopes: ['everyone', 'desk', `user:${agentId}`],
    cursors: { [scope]: { version } },
    heads: { [scope]: version },
    entries: rows.map((row) => ({ scope, table: row.table, id: row.id, version: row.version })),
    rows: [...rows],
    results: [],
    more: false,
    ...more,
  };
}

let empty: Buffer | undefined;

/** The bytes of a file with all tables and nothing in it: made once, since that takes longer than most tests. */
function emptyFile(): Buffer {
  empty ??= openDatabase(':memory:', (file) => new Database(file)).serialize();
  return empty;
}

/** An account in memory in which the agent's own row has arrived, and every scope was read to its end. */
export class MemoryAccount {
  readonly statements = new Statements(openDatabase(':memory:', () => new Database(emptyFile())));

  readonly tables = allModels.map((model) => model.table);

  constructor() {
    const cursors = { everyone: { version: 1 }, desk: { version: 1 }, [`user:${agentId}`]: { version: 1 } };
    applyPage(this.statements, agentId, pageOf('everyone', 1, [agentRow], { cursors }));
  }

  write(name: string, args: Json, id = newId()): RowKey[] {
    return writeMutation(this.statements, readActor(this.statements, agentId), { id, name, args, at });
  }

  /** Every overlay row and mark of doubt, to compare. */
  overlay(): unknown {
    return {
      rows: this.tables.map((table) =>
        this.statements.all(`SELECT id, data, deleted FROM "${table}_overlay" ORDER BY id`),
      ),
      states: this.statements.all('SELECT seq, state FROM outbox ORDER BY seq'),
      touches: this.statements.all('SELECT * FROM touch ORDER BY tbl, key, seq'),
    };
  }

  rebuild(): void {
    rebuildOverlay(this.statements, readActor(this.statements, agentId));
  }
}
