-- A penalty is in the lists from public_from through public_until. A withdrawn one keeps its number, its
-- authority, its day and its reason; everything else of the row is empty.
CREATE TABLE penalties (
    sort BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    uscc TEXT,
    party TEXT,
    party_kind TEXT CHECK (party_kind IN ('organisation', 'sole_trader', 'person')),
    legal_representative TEXT,
    document TEXT NOT NULL,
    offence TEXT,
    findings TEXT,
    basis TEXT,
    kinds TEXT,
    content TEXT,
    fine BIGINT,
    confiscated BIGINT,
    licence TEXT,
    decided_on TEXT NOT NULL,
    valid_until TEXT,
    authority TEXT NOT NULL,
    authority_uscc TEXT,
    source TEXT,
    source_uscc TEXT,
    remark TEXT,
    severity TEXT CHECK (severity IN ('minor', 'ordinary', 'serious')),
    severity_stated BIGINT CHECK (severity_stated IN (0, 1)),
    publish_min TEXT,
    publish_until TEXT NOT NULL,
    published_on TEXT,
    withdrawal TEXT CHECK (withdrawal IN ('changed', 'revoked')),
    withdrawn_on TEXT,
    reason TEXT,
    public_from TEXT NOT NULL,
    public_until TEXT NOT NULL,
    CHECK ((withdrawal IS NULL) = (withdrawn_on IS NULL)),
    CHECK (withdrawal IS NULL OR (party IS NULL AND fine IS NULL AND findings IS NULL))
);

CREATE INDEX penalties_enterprise ON penalties (uscc, sort);

CREATE INDEX penalties_authority ON penalties (authority, sort);

CREATE INDEX penalties_until ON penalties (public_until);
