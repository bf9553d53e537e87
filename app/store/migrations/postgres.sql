CREATE TABLE import_row (
    file BIGINT NOT NULL,
    kind_rank BIGINT NOT NULL,
    key TEXT NOT NULL,
    part TEXT NOT NULL,
    line BIGINT NOT NULL,
    path TEXT,
    payload TEXT NOT NULL,
    PRIMARY KEY (file, kind_rank, key, part, line)
);

CREATE TABLE search_words (
    id BIGINT PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX search_words_by_word ON search_words USING GIN (words);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'versions are appended, never updated or deleted';
END
$body$;
CREATE TRIGGER version_is_append_only BEFORE UPDATE OR DELETE ON version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
