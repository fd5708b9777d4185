/**
 * The server's own tables. Those of the synced rows are made from the models (model-tables.ts). Texts are compared
 * by their bytes, so that every home has the same order.
 */
export const firstTables = `
  -- The JSON of a row so that PostgreSQL reads it: of what it cannot hold it makes what column-text.ts makes.
  -- "\\u0000" and halves of characters are all that it refuses; a doubled backslash before "u" is none of these.
  CREATE FUNCTION holdfast_json(data text) RETURNS json LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (CASE WHEN strpos(data, '\\u') = 0 THEN data ELSE regexp_replace(
      data, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\1' || chr(65535) || '\\2', 'g'
    ) END)::json
  $$;

  CREATE TABLE server_meta (
    only_row integer PRIMARY KEY CHECK (only_row = 1),
    epoch text COLLATE "C" NOT NULL,
    version bigint NOT NULL
  ) WITH (fillfactor = 10);

  -- Named as in docs/sync.md: the newest entry of each row in each scope (S9).
  CREATE TABLE sync_entry (
    tbl text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    gone integer NOT NULL,
    PRIMARY KEY (tbl, id, scope)
  );
  -- The stream of a scope in its order (S15); it holds all columns, so a page reads nothing else.
  CREATE INDEX sync_entry_stream ON sync_entry (scope, version, tbl, id, gone);

  CREATE TABLE sync_scope (
    scope text COLLATE "C" PRIMARY KEY,
    head bigint NOT NULL,
    history_starts_at bigint NOT NULL DEFAULT 0
  );
  CREATE INDEX sync_scope_head ON sync_scope (head);

  -- Whose set of scopes may have changed, and when (S11).
  CREATE TABLE sync_grant (
    version bigint NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (version, user_id)
  );

  CREATE TABLE sync_sequence (name text COLLATE "C" PRIMARY KEY, value bigint NOT NULL);

  CREATE TABLE sync_client (
    client_id text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL,
    last_seq bigint NOT NULL,
    acked bigint NOT NULL
  ) WITH (fillfactor = 70);

  -- One final answer for each (client, number). The same mutation under a second client, after a
  -- copied profile for example, is a second line with the same answer (S6).
  CREATE TABLE sync_result (
    client_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    ok integer NOT NULL,
    version bigint,
    error text COLLATE "C",
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY (client_id, seq)
  );
  CREATE INDEX sync_result_id ON sync_result (id);
  CREATE INDEX sync_result_version ON sync_result (version) WHERE version IS NOT NULL;

  CREATE TABLE auth_password (user_id text COLLATE "C" PRIMARY KEY, hash text COLLATE "C" NOT NULL);

  CREATE TABLE auth_device (
    id text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    previous_hash text COLLATE "C",
    created_at bigint NOT NULL,
    used_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint
  );
  CREATE INDEX auth_device_user ON auth_device (user_id);
`;
