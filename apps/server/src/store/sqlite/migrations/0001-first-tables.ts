/** The server's own tables. Those of the synced rows are made from the models (model-tables.ts). */
export const firstTables = `
  CREATE TABLE server_meta (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    epoch TEXT NOT NULL,
    version INTEGER NOT NULL
  );

  -- Named as in docs/sync.md: the newest entry of each row in each scope (S9).
  CREATE TABLE sync_entry (
    tbl TEXT NOT NULL,
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (tbl, id, scope)
  ) WITHOUT ROWID;
  -- The stream of a scope in its order (S15); it holds all columns, so a page reads nothing else.
  CREATE INDEX sync_entry_stream ON sync_entry (scope, version, tbl, id, gone);

  CREATE TABLE sync_scope (
    scope TEXT PRIMARY KEY,
    head INTEGER NOT NULL,
    history_starts_at INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE INDEX sync_scope_head ON sync_scope (head);

  -- Whose set of scopes may have changed, and when (S11).
  CREATE TABLE sync_grant (
    version INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    PRIMARY KEY (version, user_id)
  ) WITHOUT ROWID;

  CREATE TABLE sync_sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE sync_client (
    client_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    acked INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- One final answer for each (client, number). The same mutation under a second client, after a
  -- copied profile for example, is a second line with the same answer (S6).
  CREATE TABLE sync_result (
    client_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    ok INTEGER NOT NULL,
    version INTEGER,
    error TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (client_id, seq)
  ) WITHOUT ROWID;
  CREATE INDEX sync_result_id ON sync_result (id);
  CREATE INDEX sync_result_version ON sync_result (version) WHERE version IS NOT NULL;

  CREATE TABLE auth_password (user_id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE auth_device (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    device TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    previous_hash TEXT,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX auth_device_user ON auth_device (user_id);
`;
