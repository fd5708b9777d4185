/** Digests of scopes (S31), and what pruning needs (S18). This home has no data from before, so there is none to bring up to date. */
export const digestsAndHistory = `
  -- The sum of the hashes of the rows in the scope, and how many they are (S31, S16).
  ALTER TABLE sync_scope ADD COLUMN digest bigint NOT NULL DEFAULT 0;
  ALTER TABLE sync_scope ADD COLUMN live bigint NOT NULL DEFAULT 0;

  -- What a refused change of fields held, for those that were made on top of it (S27).
  ALTER TABLE sync_result ADD COLUMN refused text COLLATE "C";
  CREATE INDEX sync_result_refused_at ON sync_result (at) WHERE version IS NULL;

  -- What grows old is found without a look at all that does not (S18).
  CREATE INDEX sync_entry_gone ON sync_entry (version) WHERE gone = 1;

  -- The newest version of each hour, to say which versions are older than so many days (S18).
  CREATE TABLE sync_hour (hour text COLLATE "C" PRIMARY KEY, version bigint NOT NULL) WITH (fillfactor = 50);
`;
