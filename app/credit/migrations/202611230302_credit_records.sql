-- A record is in the lists from public_from through public_until; the rule that decides the two days is
-- credit::rules::publication, and no query may show a row outside them.
CREATE TABLE credit_records (
    sort BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    uscc TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    category TEXT NOT NULL,
    name TEXT NOT NULL,
    authority TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    document TEXT,
    good BIGINT NOT NULL CHECK (good IN (0, 1)),
    valid_until TEXT,
    severity TEXT CHECK (severity IN ('minor', 'ordinary', 'serious')),
    publish_min TEXT,
    publish_until TEXT,
    repaired_on TEXT,
    public_from TEXT NOT NULL,
    public_until TEXT NOT NULL
);

CREATE INDEX credit_records_enterprise ON credit_records (uscc, good, sort);

CREATE INDEX credit_records_good ON credit_records (good, sort);

CREATE INDEX credit_records_until ON credit_records (public_until);

CREATE INDEX credit_records_repaired ON credit_records (repaired_on);
