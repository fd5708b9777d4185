import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import type { AuditFilter } from '../records.ts';
import type { Statements } from './statements.ts';

interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly kind: AuditEntry['kind'];
  readonly actor_id: string | null;
  readonly address: string | null;
  readonly subject: string | null;
  readonly details: string;
  readonly hash: string;
}

/** The calls of a transaction on the audit log, which is only ever added to. */
export function auditCalls(statements: Statements) {
  return {
    lastAudit(): AuditEntry | undefined {
      const line = statements.get<AuditLine>('SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1');
      return line && toEntry(line);
    },

    auditAfter(seq: number, limit: number): readonly AuditEntry[] {
      const sql = 'SELECT * FROM audit_entry WHERE seq > ? ORDER BY seq LIMIT ?';
      return statements.all<AuditLine>(sql, seq, limit).map(toEntry);
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
      return statements.all<AuditLine>(sql, ...values, limit).map(toEntry);
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

function toEntry(line: AuditLine): AuditEntry {
  return {
    seq: line.seq,
    at: line.at,
    kind: line.kind,
    actorId: line.actor_id,
    address: line.address,
    subject: line.subject,
    details: readDetails(line.details),
    hash: line.hash,
  };
}

/** What somebody made unreadable must not hide the rest of the log; its hash tells that it was changed. */
function readDetails(text: string): AuditEntry['details'] {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}
