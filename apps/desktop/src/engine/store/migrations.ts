/**
 * The steps of the file's shape, oldest first; a step never changes once it has shipped. The
 * tables of entities are not here: they are made from the models (model-tables.ts).
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- How far each scope was read (tbl, row_id, at: inside a pull), and the highest version heard of (S14).
  CREATE TABLE scope (
    scope TEXT PRIMARY KEY, version INTEGER NOT NULL, tbl TEXT, row_id TEXT, at INTEGER, seen INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- The newest entry of each row in each scope (S12).
  CREATE TABLE entry (
    tbl TEXT NOT NULL, id TEXT NOT NULL, scope TEXT NOT NULL, version INTEGER NOT NULL, gone INTEGER NOT NULL,
    PRIMARY KEY (tbl, id, scope)
  ) WITHOUT ROWID;
  CREATE INDEX entry_scope ON entry (scope);
  CREATE INDEX entry_gone ON entry (tbl, id) WHERE gone = 1;

  -- Rows of tables that this version does not know (S24).
  CREATE TABLE raw_row (
    tbl TEXT NOT NULL, id TEXT NOT NULL, row_version INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (tbl, id)
  ) WITHOUT ROWID;

  -- The person's changes that the server has not finally answered.
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, args TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'doubtful')), version INTEGER
  );

  -- What each of them read and wrote when it last ran here; the key of a query is * (S21).
  CREATE TABLE touch (
    tbl TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, wrote INTEGER NOT NULL, PRIMARY KEY (tbl, key, seq)
  ) WITHOUT ROWID;
  CREATE INDEX touch_seq ON touch (seq);

  -- Changes that were not accepted, until their author retries or discards them (S22).
  CREATE TABLE refused (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, args TEXT NOT NULL, at TEXT NOT NULL, error TEXT NOT NULL
  );
  `,
];
