
-- Nothing that was published changes, but for the one thing a redaction does, which opens the door for its transaction.
DROP TRIGGER version_is_append_only ON version;

CREATE FUNCTION redacting() RETURNS boolean LANGUAGE sql STABLE AS $body$
    SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'redacting' AND value = 1)
$body$;

CREATE FUNCTION version_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NOT redacting()
        OR (new.seq, new.kind, new.key, new.revision, new.entered, new.reason, new.withdrawn, new.source)
        IS DISTINCT FROM
           (old.seq, old.kind, old.key, old.revision, old.entered, old.reason, old.withdrawn, old.source)
    THEN
        RAISE EXCEPTION 'versions are appended, never updated';
    END IF;
    RETURN new;
END
$body$;

CREATE FUNCTION leaf_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NOT redacting() OR new.seed IS NOT NULL
        OR (new.position, new.version, new.kind, new.note)
        IS DISTINCT FROM (old.position, old.version, old.kind, old.note)
    THEN
        RAISE EXCEPTION 'leaves are appended, never updated';
    END IF;
    RETURN new;
END
$body$;

CREATE FUNCTION leaf_salt_keeps_its_place() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NOT redacting() OR new.salt IS NOT NULL OR new.redacted_by IS NULL
        OR (new.version, new.field, new.commitment) IS DISTINCT FROM (old.version, old.field, old.commitment)
    THEN
        RAISE EXCEPTION 'salts are deleted by a redaction alone';
    END IF;
    RETURN new;
END
$body$;

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are appended, never deleted', TG_TABLE_NAME;
END
$body$;

CREATE TRIGGER version_is_not_updated BEFORE UPDATE ON version
FOR EACH ROW EXECUTE FUNCTION version_keeps_its_place();
CREATE TRIGGER version_is_not_deleted BEFORE DELETE OR TRUNCATE ON version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER leaf_is_not_updated BEFORE UPDATE ON leaf
FOR EACH ROW EXECUTE FUNCTION leaf_keeps_its_place();
CREATE TRIGGER leaf_is_not_deleted BEFORE DELETE OR TRUNCATE ON leaf
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER leaf_salt_is_not_updated BEFORE UPDATE ON leaf_salt
FOR EACH ROW EXECUTE FUNCTION leaf_salt_keeps_its_place();
CREATE TRIGGER leaf_salt_is_not_deleted BEFORE DELETE OR TRUNCATE ON leaf_salt
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
