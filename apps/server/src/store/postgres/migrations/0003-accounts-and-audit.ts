/** Codes, wiping devices, tokens of bots, and the audit log. */
export const accountsAndAudit = `
  -- Rises whenever a session, a device or a token is ended, by whatever process.
  ALTER TABLE server_meta ADD COLUMN auth_revision bigint NOT NULL DEFAULT 0;

  -- When an admin asked that the device removes its local data, and when it said that it did.
  ALTER TABLE auth_device ADD COLUMN wipe_asked_at bigint;
  ALTER TABLE auth_device ADD COLUMN wiped_at bigint;

  -- Invitations and resets. A reset names its person, an invitation who shall become one.
  CREATE TABLE auth_code (
    id text COLLATE "C" PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    code_hash text COLLATE "C" NOT NULL UNIQUE,
    user_id text COLLATE "C",
    email text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    made_by text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    withdrawn_at bigint
  );

  -- Tokens of bots and dashboards.
  CREATE TABLE auth_api_token (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    events text COLLATE "C" NOT NULL,
    scopes text COLLATE "C" NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint,
    revoked_at bigint
  );

  CREATE TABLE audit_entry (
    seq bigint PRIMARY KEY,
    at text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    actor_id text COLLATE "C",
    address text COLLATE "C",
    subject text COLLATE "C",
    details text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL
  );
  CREATE INDEX audit_entry_kind ON audit_entry (kind, seq);
  CREATE INDEX audit_entry_actor ON audit_entry (actor_id, seq);
  CREATE FUNCTION holdfast_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit log is only added to'; END
  $$;
  CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION holdfast_audit_stays();
  CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION holdfast_audit_stays();
`;
