CREATE TABLE import_row (
    file BIGINT NOT NULL,
    kind_rank BIGINT NOT NULL,
    key TEXT NOT NULL,
    part TEXT NOT NULL,
    line BIGINT NOT NULL,
    path TEXT,
    payload TEXT NOT NULL,
    PRIMARY KEY (file, kind_rank, key, part, line)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize = 'ascii', columnsize = 0);
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
-- Words of one transaction gather in memory before they become a segment: fewer segments to merge and to search.
INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 33554432);

CREATE TRIGGER version_is_not_updated BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'versions are appended, never updated'); END;
CREATE TRIGGER version_is_not_deleted BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'versions are appended, never deleted'); END;
