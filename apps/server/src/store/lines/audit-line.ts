import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';

export interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly kind: AuditEntry['kind'];
  readonly actor_id: string | null;
  readonly address: string | null;
  readonly subject: string | null;
  readonly details: string;
  readonly hash: string;
}

export function toAuditEntry(line: AuditLine): AuditEntry {
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
