CREATE INDEX version_by_kind ON version (kind, seq);
