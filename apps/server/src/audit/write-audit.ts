import { createHash } from 'node:crypto';
import type { AuditEntry, AuditKind } from '@holdfast/shared/protocol/audit.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';

/** Something to keep in the audit log: no secrets, no contents. */
export interface AuditNote {
  readonly kind: AuditKind;
  readonly actorId: string | null;
  readonly subject: string | null;
  readonly address?: string | undefined;
  readonly details?: AuditEntry['details'];
}

/** The hash before the first entry. */
export const BEGINNING = '0'.repeat(64);

/**
 * Adds an entry to the chain of the audit log, in the transaction that the caller began and in which
 * the version was locked: so there is one chain, whoever writes.
 * @param at ISO time
 */
export function* writeAudit(at: string, note: AuditNote): WriteWork<void> {
  const last = yield* readStore((tx) => tx.lastAudit());
  const entry = {
    seq: (last?.seq ?? 0) + 1,
    at,
    kind: note.kind,
    actorId: note.actorId,
    address: note.address ?? null,
    subject: note.subject,
    details: note.details ?? {},
  };
  const hash = hashEntry(entry, last?.hash ?? BEGINNING);
  yield* writeStore((tx) => tx.putAudit({ ...entry, hash }));
}

/** The hash of an entry on top of the one before it. */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>, before: string): string {
  const { seq, at, kind, actorId, address, subject, details } = entry;
  const text = JSON.stringify([before, seq, at, kind, actorId, address, subject, details]);
  return createHash('sha256').update(text).digest('hex');
}
