import { type ApiTokenLine, toApiToken } from '../lines/api-token-line.ts';
import { type CodeLine, toCode } from '../lines/code-line.ts';
import type { ApiTokenRecord, CodeRecord } from '../records.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on invitations, resets and tokens of bots. */
export function codeCalls(statements: Statements) {
  return {
    codeByHash(hash: string): CodeRecord | undefined {
      const line = statements.get<CodeLine>('SELECT * FROM auth_code WHERE code_hash = ?', hash);
      return line && toCode(line);
    },

    code(id: string): CodeRecord | undefined {
      const line = statements.get<CodeLine>('SELECT * FROM auth_code WHERE id = ?', id);
      return line && toCode(line);
    },

    codes(kind: CodeRecord['kind'], limit: number): readonly CodeRecord[] {
      const sql = 'SELECT * FROM auth_code WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT ?';
      return statements.all<CodeLine>(sql, kind, limit).map(toCode);
    },

    openCodes(kind: CodeRecord['kind'], now: number): readonly CodeRecord[] {
      const sql = `SELECT * FROM auth_code WHERE kind = ? AND expires_at > ?
        AND used_at IS NULL AND withdrawn_at IS NULL`;
      return statements.all<CodeLine>(sql, kind, now).map(toCode);
    },

    putCode(code: CodeRecord): void {
      statements.run(
        `INSERT INTO auth_code (id, kind, code_hash, user_id, email, name, role, made_by,
            created_at, expires_at, used_at, withdrawn_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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

    apiToken(id: string): ApiTokenRecord | undefined {
      const line = statements.get<ApiTokenLine>('SELECT * FROM auth_api_token WHERE id = ?', id);
      return line && toApiToken(line);
    },

    apiTokens(): readonly ApiTokenRecord[] {
      return statements
        .all<ApiTokenLine>('SELECT * FROM auth_api_token ORDER BY created_at, id')
        .map(toApiToken);
    },

    putApiToken(token: ApiTokenRecord): void {
      statements.run(
        `INSERT INTO auth_api_token
            (id, name, token_hash, events, scopes, created_by, created_at, last_used_at, revoked_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
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
