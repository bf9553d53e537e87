CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO meta (name, value) VALUES ('generation', 1);

CREATE TABLE version (
    seq BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    entered TEXT NOT NULL,
    reason TEXT,
    withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)),
    source TEXT NOT NULL,
    facts TEXT NOT NULL,
    UNIQUE (kind, key, revision)
);

CREATE TABLE search_doc (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    UNIQUE (kind, key)
);

CREATE TABLE import_file (
    id BIGINT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    state TEXT NOT NULL CHECK (state IN ('reading', 'publishing', 'done', 'refused')),
    reason TEXT,
    rows_read BIGINT NOT NULL,
    cursor_rank BIGINT NOT NULL,
    cursor_key TEXT NOT NULL,
    taken BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    warned BIGINT NOT NULL
);

CREATE TABLE import_fault (
    id BIGINT PRIMARY KEY,
    file BIGINT NOT NULL,
    line BIGINT,
    path TEXT,
    col TEXT,
    code TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'notice')),
    args TEXT NOT NULL
);
CREATE INDEX import_fault_by_file ON import_fault (file, id);
