-- What staff declare that could make them partial. It is about third persons, so the words are sealed with a key that is not in
-- the database. What was withdrawn stays: it was declared while it held.
CREATE TABLE staff_interest (
    account TEXT NOT NULL REFERENCES staff_account (id),
    seq BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    declared TEXT NOT NULL,
    ended TEXT,
    PRIMARY KEY (account, seq)
);

-- The days on which somebody said that this is all there is.
CREATE TABLE staff_declaration (
    account TEXT NOT NULL REFERENCES staff_account (id),
    day TEXT NOT NULL,
    PRIMARY KEY (account, day)
);
