import type { Statements } from './statements.ts';

/** Single values of the account's file. */
export type MetaKey =
  | 'clientId'
  | 'userId'
  | 'server'
  | 'epoch'
  | 'lastSeq'
  | 'synced'
  | 'lastSyncAt'
  | 'repaired';

export function readMeta(statements: Statements, key: MetaKey): string | undefined {
  return statements.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
}

export function writeMeta(statements: Statements, key: MetaKey, value: string): void {
  statements.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}
