/** Leases of jobs that one process does at a time, and whether the data moves to another home. */
export const manyProcesses = `
  CREATE TABLE server_lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- Where the data has moved, or moves until a moment.
  ALTER TABLE server_meta ADD COLUMN moved_to TEXT;
  ALTER TABLE server_meta ADD COLUMN moving_until INTEGER;
`;
