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
  // Protocol 2: snapshots downwards with generations, digests, chains, groups, sending again.
  `
  -- Scopes and tables get small numbers here, because an entry is written for each row of each scope.
  CREATE TABLE name (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  -- A snapshot under way has a top, and a floor down to which it was read (S16). A new snapshot is a
  -- new generation. Everything up to version is known, or lies below the floor. wanted: the scope
  -- shall be read anew from its newest entry.
  CREATE TABLE scope_2 (
    scope TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, version INTEGER NOT NULL, seen INTEGER NOT NULL,
    tbl TEXT, row_id TEXT, at INTEGER,
    wanted INTEGER NOT NULL DEFAULT 1, generation INTEGER NOT NULL DEFAULT 0,
    top INTEGER, floor_version INTEGER, floor_tbl TEXT, floor_id TEXT
  ) WITHOUT ROWID;
  INSERT INTO name (name) SELECT scope FROM scope ORDER BY scope;
  INSERT INTO scope_2 (scope, number, version, seen, tbl, row_id, at, wanted)
    SELECT s.scope, n.number, s.version, s.seen, s.tbl, s.row_id, s.at, s.tbl IS NOT NULL OR s.version = 0
      FROM scope AS s JOIN name AS n ON n.name = s.scope;
  DROP TABLE scope;
  ALTER TABLE scope_2 RENAME TO scope;

  CREATE TABLE entry_2 (
    tbl INTEGER NOT NULL, id TEXT NOT NULL, scope INTEGER NOT NULL,
    version INTEGER NOT NULL, gone INTEGER NOT NULL, generation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tbl, id, scope)
  ) WITHOUT ROWID;
  INSERT OR IGNORE INTO name (name) SELECT DISTINCT tbl FROM entry ORDER BY tbl;
  INSERT INTO entry_2 (tbl, id, scope, version, gone)
    SELECT t.number, e.id, s.number, e.version, e.gone
      FROM entry AS e JOIN name AS t ON t.name = e.tbl JOIN scope AS s ON s.scope = e.scope;
  DROP TABLE entry;
  ALTER TABLE entry_2 RENAME TO entry;
  CREATE INDEX entry_gone ON entry (tbl, id) WHERE gone = 1;

  ALTER TABLE raw_row ADD COLUMN hash INTEGER NOT NULL DEFAULT 0;

  -- The hash of the row as the mutation first read it: 0 where there was none, -1 where it did not read it.
  ALTER TABLE touch ADD COLUMN saw INTEGER NOT NULL DEFAULT -1;

  -- The ids of own pending changes that the seen values came from, as a JSON list (S27), and the
  -- change that was refused and on which this one depends (S5).
  ALTER TABLE outbox ADD COLUMN after TEXT;
  ALTER TABLE outbox ADD COLUMN cause TEXT;
  -- The group that it is shown in, and its place there.
  ALTER TABLE refused ADD COLUMN cause TEXT;
  ALTER TABLE refused ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;

  -- Own changes of the last 30 days that the server accepted, in their order: sent again if a
  -- restored server does not know them (S19).
  CREATE TABLE confirmed (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, args TEXT NOT NULL, at TEXT NOT NULL,
    settled_at INTEGER NOT NULL
  );
  CREATE INDEX confirmed_settled ON confirmed (settled_at);
  `,
  // Files of attachments (files/).
  `
  -- Contents that are whole in the folder of files, by their SHA-256. pieces: the checks of their pieces, 32 bytes
  -- each. lost: it was here, is not any more, and the server did not have it when that was found.
  CREATE TABLE file (
    hash TEXT PRIMARY KEY, size INTEGER NOT NULL, kind TEXT, width INTEGER, height INTEGER,
    pieces BLOB NOT NULL, used_at INTEGER NOT NULL, lost INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE INDEX file_used ON file (lost, used_at, size);

  -- Files of what is being written in a place, until it is sent.
  CREATE TABLE draft_file (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL
  );
  CREATE INDEX draft_file_place ON draft_file (place);
  CREATE INDEX draft_file_hash ON draft_file (hash);

  -- Attachments whose content stays on this device whatever room there is.
  CREATE TABLE file_pin (id TEXT PRIMARY KEY) WITHOUT ROWID;

  -- What the person wants of an attachment's way, and what hinders it until they do something (a WireError).
  CREATE TABLE file_wish (
    id TEXT PRIMARY KEY, fetch INTEGER NOT NULL DEFAULT 0, paused INTEGER NOT NULL DEFAULT 0, problem TEXT
  ) WITHOUT ROWID;
  `,
];
