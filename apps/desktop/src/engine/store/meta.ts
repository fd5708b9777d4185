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
  | 'repaired'
  /** Own changes must be compared with the server's before anything is pushed (S19). */
  | 'resend'
  /** A snapshot has begun since entries that none names were looked for (S16). */
  | 'sweep'
  /** The server said that this account is disabled (S7). */
  | 'disabled'
  /** Rows of the first sync: that have arrived, and in all. */
  | 'received'
  | 'expected'
  /** How often a scope was read anew because it differed from the server's (S31). */
  | 'mismatches'
  /** Rows of a scope were distrusted for it, and not all that it shared with others was read since (S31). */
  | 'distrusted'
  /** What the models' tables were made of (model-shape.ts). */
  | 'shape'
  /** What is added to the sequence numbers of this client id, to keep accepted changes in their order (S19). */
  | 'placeOffset'
  /** Since when notices were held back because it was quiet, and until when what was put off was brought back (notices/). */
  | 'noticesHeld'
  | 'snoozeLooked'
  /** How much room files may take on this device, in bytes (files/make-room.ts). */
  | 'fileRoom'
  /** How large files may be, as the server said last: JSON of `GET /files/limits`. */
  | 'fileLimits';

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

export function removeMeta(statements: Statements, key: MetaKey): void {
  statements.run('DELETE FROM meta WHERE key = ?', key);
}
