/** Codes, wiping devices, tokens of bots, and the audit log. */
export const accountsAndAudit = `
  -- Rises whenever a session, a device or a token is ended, by whatever process.
  ALTER TABLE server_meta ADD COLUMN auth_revision INTEGER NOT NULL DEFAULT 0;

  -- When an admin asked that the device removes its local data, and when it said that it did.
  ALTER TABLE auth_device ADD COLUMN wipe_asked_at INTEGER;
  ALTER TABLE auth_device ADD COLUMN wiped_at INTEGER;

  -- Invitations and resets. A reset names its person, an invitation who shall become one.
  CREATE TABLE auth_code (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    code_hash TEXT NOT NULL UNIQUE,
    user_id TEXT,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    made_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    withdrawn_at INTEGER
  ) WITHOUT ROWID;

  -- Tokens of bots and dashboards.
  CREATE TABLE auth_api_token (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    events TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
  ) WITHOUT ROWID;

  CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor_id TEXT,
    address TEXT,
    subject TEXT,
    details TEXT NOT NULL,
    hash TEXT NOT NULL
  );
  CREATE INDEX audit_entry_kind ON audit_entry (kind, seq);
  CREATE INDEX audit_entry_actor ON audit_entry (actor_id, seq);
  CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
    BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
  CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
    BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
`;
