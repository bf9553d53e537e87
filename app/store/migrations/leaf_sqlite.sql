
-- Nothing that was published changes, but for the one thing a redaction does, which opens the door for its transaction.
DROP TRIGGER version_is_not_updated;
CREATE TRIGGER version_is_not_updated BEFORE UPDATE ON version
WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'redacting' AND value = 1)
  OR new.seq <> old.seq OR new.kind <> old.kind OR new.key <> old.key OR new.revision <> old.revision
  OR new.entered <> old.entered OR new.reason IS NOT old.reason OR new.withdrawn <> old.withdrawn
  OR new.source <> old.source
BEGIN SELECT RAISE(ABORT, 'versions are appended, never updated'); END;

CREATE TRIGGER leaf_is_not_updated BEFORE UPDATE ON leaf
WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'redacting' AND value = 1)
  OR new.position <> old.position OR new.version IS NOT old.version OR new.kind <> old.kind
  OR new.seed IS NOT NULL OR new.note IS NOT old.note
BEGIN SELECT RAISE(ABORT, 'leaves are appended, never updated'); END;
CREATE TRIGGER leaf_is_not_deleted BEFORE DELETE ON leaf
BEGIN SELECT RAISE(ABORT, 'leaves are appended, never deleted'); END;

CREATE TRIGGER leaf_salt_is_not_updated BEFORE UPDATE ON leaf_salt
WHEN NOT EXISTS (SELECT 1 FROM meta WHERE name = 'redacting' AND value = 1)
  OR new.version <> old.version OR new.field <> old.field OR new.commitment <> old.commitment
  OR new.salt IS NOT NULL OR new.redacted_by IS NULL
BEGIN SELECT RAISE(ABORT, 'salts are deleted by a redaction alone'); END;
CREATE TRIGGER leaf_salt_is_not_deleted BEFORE DELETE ON leaf_salt
BEGIN SELECT RAISE(ABORT, 'commitments stay'); END;
