import type { ApiTokenRecord } from '../records.ts';

export interface ApiTokenLine {
  readonly id: string;
  readonly name: string;
  readonly token_hash: string;
  readonly events: string;
  readonly scopes: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
}

export function toApiToken(line: ApiTokenLine): ApiTokenRecord {
  return {
    id: line.id,
    name: line.name,
    tokenHash: line.token_hash,
    events: JSON.parse(line.events),
    scopes: JSON.parse(line.scopes),
    createdBy: line.created_by,
    createdAt: line.created_at,
    lastUsedAt: line.last_used_at ?? undefined,
    revokedAt: line.revoked_at ?? undefined,
  };
}
