-- What the public log is to say, in the order of commits, and the log itself. See docs/LOG.md.
CREATE TABLE leaf (
    position BIGINT PRIMARY KEY,
    version BIGINT,
    kind TEXT NOT NULL CHECK (kind IN ('publish', 'correct', 'withhold', 'redact', 'restore', 'manifest', 'release',
                                       'audit-root', 'intake-root', 'recovery')),
    seed BYTEA,
    note TEXT
);
CREATE INDEX leaf_by_version ON leaf (version);

-- Only of versions that something was redacted from: their seed is gone, and the salts that may stay stand here.
CREATE TABLE leaf_salt (
    version BIGINT NOT NULL,
    field TEXT NOT NULL,
    salt BYTEA,
    commitment BYTEA NOT NULL,
    redacted_by BIGINT,
    PRIMARY KEY (version, field),
    CHECK ((salt IS NULL) = (redacted_by IS NOT NULL))
);

CREATE TABLE log_tile (
    level BIGINT NOT NULL,
    number BIGINT NOT NULL,
    width BIGINT NOT NULL CHECK (width BETWEEN 1 AND 256),
    bytes BYTEA NOT NULL,
    PRIMARY KEY (level, number, width)
);
CREATE TABLE log_bundle (
    number BIGINT NOT NULL,
    width BIGINT NOT NULL CHECK (width BETWEEN 1 AND 256),
    bytes BYTEA NOT NULL,
    PRIMARY KEY (number, width)
);
CREATE TABLE log_stage (
    size BIGINT PRIMARY KEY,
    checkpoint TEXT NOT NULL,
    bytes BYTEA NOT NULL
);
-- The row 'log' is what was signed last and is swapped; 'published' is the newest whose tiles are all there.
CREATE TABLE log_head (
    name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('log', 'published')),
    size BIGINT NOT NULL,
    root BYTEA NOT NULL,
    checkpoint TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    published BIGINT NOT NULL CHECK (published <= size)
);
CREATE TABLE log_cosignature (
    size BIGINT NOT NULL,
    witness TEXT NOT NULL,
    line TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (size, witness)
);

-- Versions older than the log get their leaves when the log first starts; until then no newer one may come before them.
INSERT INTO meta (name, value)
SELECT 'every_version_has_a_leaf', CASE WHEN EXISTS (SELECT 1 FROM version) THEN 0 ELSE 1 END;
