-- Accounts and how their owners come in. Secrets stand here as hashes, or sealed with a key that is not in the database.
CREATE TABLE staff_account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'closed')),
    password TEXT,
    totp BYTEA,
    totp_step BIGINT,
    created TEXT NOT NULL,
    CHECK (state <> 'active' OR (password IS NOT NULL AND totp IS NOT NULL))
);

CREATE TABLE staff_invitation (
    code_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL UNIQUE REFERENCES staff_account (id),
    expires TEXT NOT NULL
);

CREATE TABLE staff_recovery_code (
    account TEXT NOT NULL REFERENCES staff_account (id),
    code_hash TEXT NOT NULL,
    used TEXT,
    PRIMARY KEY (account, code_hash)
);

CREATE TABLE staff_grant (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES staff_account (id),
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    ended TEXT
);
CREATE INDEX staff_grant_by_account ON staff_grant (account);

-- Of the token only its hash. `name` is what lists and the audit call the session.
CREATE TABLE staff_session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES staff_account (id),
    stage TEXT NOT NULL CHECK (stage IN ('join', 'password', 'full')),
    opened TEXT NOT NULL,
    seen TEXT NOT NULL,
    stepped_up TEXT NOT NULL,
    tries BIGINT NOT NULL,
    pending BYTEA
);
CREATE INDEX staff_session_by_account ON staff_session (account);

-- Wrong tries in a row, by the hash of the name and of where they came from: names that do not exist look the same.
CREATE TABLE staff_pace (
    source TEXT NOT NULL PRIMARY KEY,
    wrong BIGINT NOT NULL,
    last TEXT NOT NULL
);

-- Browsers that have signed in before, by the hash of what they hold.
CREATE TABLE staff_browser (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES staff_account (id),
    seen TEXT NOT NULL
);

-- What one proposed and another decides. The facts are never changed, so what is approved is what was proposed.
CREATE TABLE staff_proposal (
    id TEXT NOT NULL PRIMARY KEY,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_key TEXT NOT NULL,
    object_hash TEXT NOT NULL,
    unit TEXT,
    facts TEXT NOT NULL,
    author TEXT NOT NULL,
    proposed TEXT NOT NULL,
    expires TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn')),
    decided_by TEXT,
    decided TEXT,
    CHECK (state <> 'approved' OR decided_by <> author),
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK ((state = 'open') = (decided IS NULL))
);
CREATE INDEX staff_proposal_by_object ON staff_proposal (object_kind, object_key);
CREATE INDEX staff_proposal_by_state ON staff_proposal (state, proposed);

-- What was done, by whom, to what, and what was decided. Rows are hashed into a tree whose root is public each hour.
CREATE TABLE staff_audit (
    seq BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_hash TEXT NOT NULL,
    decision TEXT NOT NULL,
    request TEXT NOT NULL
);
CREATE INDEX staff_audit_by_actor ON staff_audit (actor, seq);

CREATE TABLE staff_audit_root (
    size BIGINT PRIMARY KEY,
    hour TEXT NOT NULL UNIQUE,
    root TEXT NOT NULL,
    frontier BYTEA NOT NULL,
    position BIGINT NOT NULL
);

-- The wrapped secret keys of staff: several ways in, none of which the server can open.
CREATE TABLE staff_key (
    account TEXT NOT NULL PRIMARY KEY REFERENCES staff_account (id),
    public TEXT NOT NULL,
    verify TEXT NOT NULL,
    since TEXT NOT NULL
);
CREATE TABLE staff_key_slot (
    account TEXT NOT NULL REFERENCES staff_account (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'passkey', 'recovery')),
    wrapped TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (account, name)
);

-- Whose keys reports to a unit are sealed to. A new list is a new row; the newest that holds is served.
CREATE TABLE staff_manifest (
    unit TEXT NOT NULL,
    hash TEXT NOT NULL,
    manifest TEXT NOT NULL,
    issued TEXT NOT NULL,
    expires TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit, hash)
);

-- Texts that letters are made from. A change is a new row.
CREATE TABLE staff_template (
    name TEXT NOT NULL,
    revision BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    author TEXT NOT NULL,
    written TEXT NOT NULL,
    withdrawn BIGINT NOT NULL,
    PRIMARY KEY (name, revision)
);
