/** Leases of jobs that one process does at a time, and whether the data moves to another home. */
export const manyProcesses = `
  CREATE TABLE server_lease (
    name text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,
    until bigint NOT NULL
  );

  -- Where the data has moved, or moves until a moment.
  ALTER TABLE server_meta ADD COLUMN moved_to text COLLATE "C";
  ALTER TABLE server_meta ADD COLUMN moving_until bigint;
`;
