-- Words of citizens that the public may come to read. Every text stays, every move is appended.
CREATE TABLE moderated (
    sort BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL UNIQUE,
    concerned_unit TEXT,
    state TEXT NOT NULL CHECK (state IN ('waits', 'shown', 'held_back', 'hidden')),
    standing TEXT NOT NULL,
    appealed BIGINT NOT NULL CHECK (appealed IN (0, 1)),
    next_seq BIGINT NOT NULL
);
CREATE INDEX moderated_by_state ON moderated (state, sort);
CREATE TABLE moderated_text (
    item TEXT NOT NULL,
    revision BIGINT NOT NULL CHECK (revision >= 1),
    text TEXT NOT NULL,
    PRIMARY KEY (item, revision)
);
CREATE TABLE moderated_event (
    item TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    move TEXT NOT NULL,
    account TEXT,
    second TEXT,
    at TEXT NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (item, seq),
    CHECK (second IS NULL OR second <> account)
);

-- What the public reads: nothing that waits, is held back or hidden.
CREATE VIEW public_words AS
SELECT m.id, m.source, m.concerned_unit, m.state, m.standing, m.sort
FROM moderated m
WHERE m.state <> 'waits';
