import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { type AuditLine, toAuditEntry } from '../lines/audit-line.ts';
import type { AuditFilter } from '../records.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on the audit log, which is only ever added to. */
export function auditCalls(statements: Statements) {
  return {
    lastAudit(): AuditEntry | undefined {
      const line = statements.get<AuditLine>('SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1');
      return line && toAuditEntry(line);
    },

    auditAfter(seq: number, limit: number): readonly AuditEntry[] {
      const sql = 'SELECT * FROM audit_entry WHERE seq > ? ORDER BY seq LIMIT ?';
      return statements.all<AuditLine>(sql, seq, limit).map(toAuditEntry);
    },

    auditBefore(seq: number, { kind, actorId }: AuditFilter, limit: number): readonly AuditEntry[] {
      const wanted = [
        { sql: 'seq < ?', value: seq },
        ...(kind === undefined ? [] : [{ sql: 'kind = ?', value: kind }]),
        ...(actorId === undefined ? [] : [{ sql: 'actor_id = ?', value: actorId }]),
      ];
      const where = wanted.map(({ sql }) => sql).join(' AND ');
      const values = wanted.map(({ value }) => value);
      const sql = `SELECT * FROM audit_entry WHERE ${where} ORDER BY seq DESC LIMIT ?`;
      return statements.all<AuditLine>(sql, ...values, limit).map(toAuditEntry);
    },

    putAudit(entry: AuditEntry): void {
      statements.run(
        `INSERT INTO audit_entry (seq, at, kind, actor_id, address, subject, details, hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        entry.seq,
        entry.at,
        entry.kind,
        entry.actorId,
        entry.address,
        entry.subject,
        JSON.stringify(entry.details),
        entry.hash,
      );
    },
  };
}
