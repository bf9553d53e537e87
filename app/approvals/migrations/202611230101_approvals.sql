-- What the lists show of the version that stands. Rebuilt from the versions at any time.
CREATE TABLE approvals (
    sort BIGINT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    item_code TEXT,
    unit_code TEXT,
    unit_name TEXT NOT NULL,
    district TEXT,
    applicant TEXT NOT NULL,
    applicant_kind TEXT NOT NULL CHECK (applicant_kind IN ('organization', 'sole_trader', 'person')),
    uscc TEXT,
    licence_kind TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('open', 'granted', 'refused', 'withdrawn')),
    standing_still BIGINT NOT NULL CHECK (standing_still IN (0, 1)),
    document TEXT,
    licence TEXT,
    applied_on TEXT,
    accepted_on TEXT,
    decided_on TEXT,
    published_on TEXT,
    valid_from TEXT,
    valid_until TEXT,
    days_used BIGINT,
    pause_days BIGINT NOT NULL,
    extension_days BIGINT NOT NULL,
    promised_days BIGINT,
    statutory_days BIGINT,
    card TEXT NOT NULL CHECK (card IN ('none', 'notice', 'yellow', 'red', 'red_statutory', 'unknown')),
    steps_over TEXT,
    steps_late TEXT,
    steps_early TEXT,
    publication_days BIGINT,
    words BIGINT NOT NULL
);
CREATE INDEX approvals_by_unit ON approvals (unit_code, sort);
CREATE INDEX approvals_by_item ON approvals (item_code, sort);
CREATE INDEX approvals_by_district ON approvals (district, sort);
CREATE INDEX approvals_by_card ON approvals (card, sort);
CREATE INDEX approvals_by_result ON approvals (result, sort);
CREATE INDEX approvals_by_length ON approvals (days_used, sort);
CREATE INDEX approvals_by_uscc ON approvals (uscc, sort);

CREATE TABLE items (
    sort BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    department TEXT NOT NULL,
    licence_kind TEXT NOT NULL,
    statutory_days BIGINT NOT NULL,
    promised_days BIGINT NOT NULL,
    certificate TEXT,
    steps BIGINT NOT NULL
);
CREATE INDEX items_by_department ON items (department, code);

CREATE TABLE agencies (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    district TEXT,
    department TEXT
);

-- Decided cases counted by what the figures ask for, so that a page of figures need not read the register.
CREATE TABLE approvals_by_item_and_length (
    item_code TEXT NOT NULL,
    card TEXT NOT NULL,
    days_used BIGINT NOT NULL,
    cases BIGINT NOT NULL,
    PRIMARY KEY (item_code, card, days_used)
);
CREATE TABLE approvals_by_day (
    day TEXT NOT NULL,
    card TEXT NOT NULL,
    cases BIGINT NOT NULL,
    PRIMARY KEY (day, card)
);

-- Which case a decision document belongs to, and a fingerprint of what it decides: a second case may only claim the
-- document if it says the same.
CREATE TABLE approval_documents (
    document TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    says BIGINT NOT NULL
);

-- Proof that a citizen may see an open case that is not public: the hash of number and query code, never the code.
CREATE TABLE approval_codes (
    number TEXT NOT NULL PRIMARY KEY,
    code_hash TEXT NOT NULL
);

-- The credit page joins its enterprise's approvals here. Natural persons have no code and stand outside.
CREATE VIEW public_approvals AS
SELECT uscc, number, title AS item_name, unit_name, decided_on, result, card, sort
FROM approvals
WHERE uscc IS NOT NULL;
