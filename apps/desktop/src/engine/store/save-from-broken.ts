import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { writeBase } from './base-rows.ts';
import { readMeta, writeMeta } from './meta.ts';
import type { Salvage } from './salvage.ts';
import type { Statements } from './statements.ts';

/**
 * Takes over what was read from a broken file (S25): waiting changes in their order behind what
 * waits already, under new numbers and their old ids, so that the server takes each once (S6). A
 * change that is here already stays as it is. Gives how many of the person's changes came over.
 */
export function saveFromBroken(statements: Statements, salvage: Salvage): number {
  for (const { key, value } of salvage.meta)
    if (readMeta(statements, key) === undefined) writeMeta(statements, key, value);
  if (salvage.self !== undefined) saveSelf(statements, salvage.self);
  saveConfirmed(statements, salvage);
  saveDraftFiles(statements, salvage);
  return savePending(statements, salvage) + saveRefused(statements, salvage);
}

/** As old as can be: whatever the server says replaces it. */
function saveSelf(statements: Statements, self: WireRow['data']): void {
  writeBase(statements, { table: 'user', id: String(self.id), version: 0, data: self });
}

function savePending(statements: Statements, { pending }: Salvage): number {
  let last = Number(readMeta(statements, 'lastSeq') ?? '0');
  let saved = 0;
  for (const line of pending.toSorted((left, right) => left.seq - right.seq)) {
    if (isKnown(statements, line.id)) continue;
    last += 1;
    saved += statements.run(
      `INSERT INTO outbox (seq, id, name, args, at, state, after, cause) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)`,
      last,
      line.id,
      line.name,
      line.args,
      line.at,
      line.after ?? null,
      line.cause ?? null,
    );
  }
  writeMeta(statements, 'lastSeq', String(last));
  return saved;
}

function saveRefused(statements: Statements, { refused }: Salvage): number {
  let saved = 0;
  for (const line of refused) {
    saved += statements.run(
      'INSERT OR IGNORE INTO refused (id, name, args, at, error, cause, seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
      line.id,
      line.name,
      line.args,
      line.at,
      line.error,
      line.cause ?? null,
      line.seq ?? 0,
    );
  }
  return saved;
}

function saveConfirmed(statements: Statements, { confirmed }: Salvage): void {
  for (const line of confirmed) {
    statements.run(
      'INSERT OR IGNORE INTO confirmed (place, id, name, args, at, settled_at) VALUES (?, ?, ?, ?, ?, ?)',
      line.place,
      line.id,
      line.name,
      line.args,
      line.at,
      line.settled_at,
    );
  }
}

function saveDraftFiles(statements: Statements, { draftFiles }: Salvage): void {
  for (const { id, place, name, hash, size } of draftFiles) {
    statements.run(
      'INSERT OR IGNORE INTO draft_file (id, place, name, hash, size) VALUES (?, ?, ?, ?, ?)',
      ...[id, place, name, hash, size],
    );
  }
}

function isKnown(statements: Statements, id: string): boolean {
  const sql = 'SELECT 1 FROM outbox WHERE id = ? UNION ALL SELECT 1 FROM confirmed WHERE id = ?';
  return statements.get(sql, id, id) !== undefined;
}
