import { type ApiTokenLine, toApiToken } from '../lines/api-token-line.ts';
import { type CodeLine, toCode } from '../lines/code-line.ts';
import type { ApiTokenRecord, CodeRecord } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

const codeColumns = `id, kind, code_hash, user_id, email, name, role, made_by, created_at, expires_at,
  used_at, withdrawn_at`;
const tokenColumns = 'id, name, token_hash, events, scopes, created_by, created_at, last_used_at, revoked_at';

/** The calls of a transaction on invitations, resets and tokens of bots. */
export function codeCalls(statements: Statements) {
  return {
    async codeByHash(hash: string): Promise<CodeRecord | undefined> {
      const sql = `SELECT ${codeColumns} FROM auth_code WHERE code_hash = $1`;
      const line = await statements.get<CodeLine>(sql, hash);
      return line && toCode(line);
    },

    async code(id: string): Promise<CodeRecord | undefined> {
      const line = await statements.get<CodeLine>(`SELECT ${codeColumns} FROM auth_code WHERE id = $1`, id);
      return line && toCode(line);
    },

    async codes(kind: CodeRecord['kind'], limit: number): Promise<readonly CodeRecord[]> {
      const sql = `SELECT ${codeColumns} FROM auth_code WHERE kind = $1
        ORDER BY created_at DESC, id DESC LIMIT $2`;
      return (await statements.all<CodeLine>(sql, kind, limit)).map(toCode);
    },

    async openCodes(kind: CodeRecord['kind'], now: number): Promise<readonly CodeRecord[]> {
      const sql = `SELECT ${codeColumns} FROM auth_code WHERE kind = $1 AND expires_at > $2
        AND used_at IS NULL AND withdrawn_at IS NULL ORDER BY id`;
      return (await statements.all<CodeLine>(sql, kind, now)).map(toCode);
    },

    putCode(code: CodeRecord): Awaitable<void> {
      return statements.run(
        `INSERT INTO auth_code (${codeColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
          ON CONFLICT (id) DO UPDATE SET used_at = excluded.used_at, withdrawn_at = excluded.withdrawn_at`,
        code.id,
        code.kind,
        code.codeHash,
        code.userId ?? null,
        code.email,
        code.name,
        code.role,
        code.madeBy,
        code.createdAt,
        code.expiresAt,
        code.usedAt ?? null,
        code.withdrawnAt ?? null,
      );
    },

    async apiToken(id: string): Promise<ApiTokenRecord | undefined> {
      const sql = `SELECT ${tokenColumns} FROM auth_api_token WHERE id = $1`;
      const line = await statements.get<ApiTokenLine>(sql, id);
      return line && toApiToken(line);
    },

    async apiTokens(): Promise<readonly ApiTokenRecord[]> {
      const sql = `SELECT ${tokenColumns} FROM auth_api_token ORDER BY created_at, id`;
      return (await statements.all<ApiTokenLine>(sql)).map(toApiToken);
    },

    putApiToken(token: ApiTokenRecord): Awaitable<void> {
      return statements.run(
        `INSERT INTO auth_api_token (${tokenColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
          ON CONFLICT (id) DO UPDATE SET last_used_at = excluded.last_used_at,
            revoked_at = excluded.revoked_at`,
        token.id,
        token.name,
        token.tokenHash,
        JSON.stringify(token.events),
        JSON.stringify(token.scopes),
        token.createdBy,
        token.createdAt,
        token.lastUsedAt ?? null,
        token.revokedAt ?? null,
      );
    },
  };
}
