import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import { type AuditLine, toAuditEntry } from '../lines/audit-line.ts';
import type { AuditFilter } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

const columns = 'seq, at, kind, actor_id, address, subject, details, hash';

/** The calls of a transaction on the audit log, which is only ever added to. */
export function auditCalls(statements: Statements) {
  return {
    async lastAudit(): Promise<AuditEntry | undefined> {
      const sql = `SELECT ${columns} FROM audit_entry ORDER BY seq DESC LIMIT 1`;
      const line = await statements.get<AuditLine>(sql);
      return line && toAuditEntry(line);
    },

    async auditAfter(seq: number, limit: number): Promise<readonly AuditEntry[]> {
      const sql = `SELECT ${columns} FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`;
      return (await statements.all<AuditLine>(sql, seq, limit)).map(toAuditEntry);
    },

    async auditBefore(
      seq: number,
      { kind, actorId }: AuditFilter,
      limit: number,
    ): Promise<readonly AuditEntry[]> {
      const wanted = [
        { sql: 'seq <', value: seq },
        ...(kind === undefined ? [] : [{ sql: 'kind =', value: kind }]),
        ...(actorId === undefined ? [] : [{ sql: 'actor_id =', value: actorId }]),
      ];
      const where = wanted.map(({ sql }, place) => `${sql} $${place + 1}`).join(' AND ');
      const sql = `SELECT ${columns} FROM audit_entry WHERE ${where}
        ORDER BY seq DESC LIMIT $${wanted.length + 1}`;
      const values = wanted.map(({ value }) => value);
      return (await statements.all<AuditLine>(sql, ...values, limit)).map(toAuditEntry);
    },

    putAudit(entry: AuditEntry): Awaitable<void> {
      return statements.run(
        `INSERT INTO audit_entry (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
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
