import { allModels } from '@holdfast/shared/registry.ts';
import type { LineDatabase, MovedTable } from './lines.ts';

type TableShape = Omit<MovedTable, 'columns'>;

const byVersion = { column: 'version', follows: 'version' } as const;

/** All tables besides those of rows. Of `server_meta` a move carries over what `DataMeta` names; leases stay behind. */
const ownTables: readonly TableShape[] = [
  { name: 'sync_entry', key: ['tbl', 'id', 'scope'], rising: byVersion, summed: ['version'] },
  {
    name: 'sync_scope',
    key: ['scope'],
    rising: undefined,
    summed: ['head', 'history_starts_at', 'digest', 'live'],
  },
  { name: 'sync_grant', key: ['version', 'user_id'], rising: undefined, summed: ['version'] },
  { name: 'sync_sequence', key: ['name'], rising: undefined, summed: ['value'] },
  { name: 'sync_client', key: ['client_id'], rising: undefined, summed: ['last_seq', 'acked'] },
  // Refused ones have no version: their reasons may be dropped at any time.
  { name: 'sync_result', key: ['client_id', 'seq'], rising: byVersion, summed: ['seq', 'version'] },
  { name: 'sync_hour', key: ['hour'], rising: undefined, summed: ['version'] },
  { name: 'auth_password', key: ['user_id'], rising: undefined, summed: [] },
  { name: 'auth_device', key: ['id'], rising: undefined, summed: ['used_at'] },
  { name: 'auth_code', key: ['id'], rising: undefined, summed: ['created_at'] },
  { name: 'auth_api_token', key: ['id'], rising: undefined, summed: ['created_at'] },
  {
    name: 'audit_entry',
    key: ['seq'],
    rising: { column: 'seq', follows: 'lastAudit' },
    summed: ['seq'],
  },
];

/** The tables of the server that are not moved line by line. */
export const LEFT_BEHIND: readonly string[] = ['server_meta', 'server_lease'];

function shapes(): readonly TableShape[] {
  const rows = allModels.map(({ table }) => ({
    name: table,
    key: ['id'],
    rising: { column: 'row_version', follows: 'version' } as const,
    summed: ['row_version', 'row_hash'],
  }));
  return [...rows, ...ownTables];
}

/**
 * All tables that are moved, with the columns that both homes have.
 * @throws Error where the homes differ, as they do if they were made by different versions of the server
 */
export function movedTables(source: LineDatabase, target: LineDatabase): Promise<readonly MovedTable[]> {
  return Promise.all(
    shapes().map(async (shape) => ({ ...shape, columns: await sharedColumns(shape, source, target) })),
  );
}

async function sharedColumns(
  { name, key }: TableShape,
  source: LineDatabase,
  target: LineDatabase,
): Promise<readonly string[]> {
  const [left, right] = await Promise.all([source.columns(name), target.columns(name)]);
  const different = [
    ...left.filter((column) => !right.includes(column)),
    ...right.filter((column) => !left.includes(column)),
  ];
  if (left.length === 0 || different.length > 0) {
    throw new Error(
      `The table ${name} is not the same in both homes (${different.join(', ') || 'it is not there'}). Start a server of this version on the data first.`,
    );
  }
  return [...key, ...left.filter((column) => !key.includes(column)).toSorted()];
}
