-- What an author writes against a decision about words. Readable to moderators, as the words are.
CREATE TABLE moderated_appeal (
    item TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    text TEXT NOT NULL,
    PRIMARY KEY (item, seq)
);
