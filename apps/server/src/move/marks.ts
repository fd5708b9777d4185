import type { MoveRecord } from '../store/records.ts';
import type { DataMeta, Line, LineReader } from './lines.ts';

/** What the data says of its move. */
export async function readMark(db: LineReader): Promise<MoveRecord | undefined> {
  const [line] = await db.all('SELECT moved_to, moving_until FROM server_meta');
  const [to = null, until = null] = line ?? [];
  return to === null ? undefined : { to: String(to), until: until === null ? undefined : Number(until) };
}

/**
 * Holds all writes until a moment (milliseconds since 1970): none is under way once this resolves. What another move
 * holds is taken over; that one then cannot leave. False where the data has left already.
 */
export function freeze(db: LineReader, to: string, until: number): Promise<boolean> {
  return touched(
    db,
    `UPDATE server_meta SET moved_to = ?, moving_until = ?
      WHERE moved_to IS NULL OR moving_until IS NOT NULL RETURNING 1`,
    [to, until],
  );
}

/** Says for good where the data is now. False where the time was over and somebody has written since: then nothing has moved. */
export function leave(db: LineReader, to: string): Promise<boolean> {
  return touched(
    db,
    'UPDATE server_meta SET moving_until = NULL WHERE moved_to = ? AND moving_until IS NOT NULL RETURNING 1',
    [to],
  );
}

/** Lets writes go on that were held. */
export function unfreeze(db: LineReader, to: string): Promise<boolean> {
  return touched(
    db,
    `UPDATE server_meta SET moved_to = NULL, moving_until = NULL
      WHERE moved_to = ? AND moving_until IS NOT NULL RETURNING 1`,
    [to],
  );
}

/** Says of a home that it is being filled, so that nobody serves from it. */
export function markArriving(db: LineReader, mark: string): Promise<boolean> {
  return touched(db, 'UPDATE server_meta SET moved_to = ?, moving_until = NULL RETURNING 1', [mark]);
}

/** Lets a home be served from that was filled. */
export function openArrived(db: LineReader, mark: string): Promise<boolean> {
  return touched(db, 'UPDATE server_meta SET moved_to = NULL WHERE moved_to = ? RETURNING 1', [mark]);
}

export async function readMeta(db: LineReader): Promise<DataMeta> {
  const [line] = await db.all('SELECT epoch, version, auth_revision FROM server_meta');
  const [last] = await db.all('SELECT max(seq) FROM audit_entry');
  const [epoch, version, authRevision] = line ?? [];
  return {
    epoch: String(epoch),
    version: Number(version),
    authRevision: Number(authRevision),
    lastAudit: Number(last?.[0] ?? 0),
  };
}

export function putMeta(db: LineReader, meta: DataMeta): Promise<boolean> {
  const sql = 'UPDATE server_meta SET epoch = ?, version = ?, auth_revision = ? RETURNING 1';
  return touched(db, sql, [meta.epoch, meta.version, meta.authRevision]);
}

/** Has servers delete nothing that grows old, until a moment (milliseconds since 1970). */
export function holdPruning(db: LineReader, holder: string, until: number): Promise<boolean> {
  return touched(
    db,
    `INSERT INTO server_lease (name, holder, until) VALUES ('pruning', ?, ?)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until RETURNING 1`,
    [holder, until],
  );
}

async function touched(db: LineReader, sql: string, values: Line): Promise<boolean> {
  return (await db.all(sql, values)).length > 0;
}
