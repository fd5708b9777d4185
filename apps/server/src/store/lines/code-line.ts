import type { CodeRecord } from '../records.ts';

export interface CodeLine {
  readonly id: string;
  readonly kind: CodeRecord['kind'];
  readonly code_hash: string;
  readonly user_id: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: CodeRecord['role'];
  readonly made_by: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly used_at: number | null;
  readonly withdrawn_at: number | null;
}

export function toCode(line: CodeLine): CodeRecord {
  return {
    id: line.id,
    kind: line.kind,
    codeHash: line.code_hash,
    userId: line.user_id ?? undefined,
    email: line.email,
    name: line.name,
    role: line.role,
    madeBy: line.made_by,
    createdAt: line.created_at,
    expiresAt: line.expires_at,
    usedAt: line.used_at ?? undefined,
    withdrawnAt: line.withdrawn_at ?? undefined,
  };
}
