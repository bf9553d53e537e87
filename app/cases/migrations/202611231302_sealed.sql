-- Everything sealed: age files and the public keys they are sealed to. The server has no key to any of it.
CREATE TABLE case_epoch (
    case_id TEXT NOT NULL,
    epoch BIGINT NOT NULL CHECK (epoch >= 1),
    case_key TEXT NOT NULL,
    PRIMARY KEY (case_id, epoch)
);

-- The private key of an epoch, sealed to each who may read. A wrap that is taken away is gone.
CREATE TABLE case_wrap (
    case_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    holder TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (case_id, epoch, holder)
);

CREATE TABLE case_blob (
    case_id TEXT NOT NULL,
    name TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (case_id, name)
);

CREATE TABLE case_share (
    case_id TEXT NOT NULL,
    holder TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (case_id, holder)
);

-- What the reporter and the team write to each other, and what the team writes to itself.
CREATE TABLE case_message (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    sender TEXT NOT NULL CHECK (sender IN ('reporter', 'staff', 'note')),
    account TEXT,
    day TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('reporter', 'server', 'staff')),
    to_team BYTEA NOT NULL,
    to_reporter BYTEA,
    signature TEXT,
    PRIMARY KEY (case_id, seq),
    CHECK ((sender = 'reporter') = (account IS NULL)),
    CHECK ((sender = 'reporter') = (signature IS NOT NULL)),
    CHECK ((sender = 'note') = (to_reporter IS NULL))
);

-- Each step on the way to who a reporter is: asked, granted or declined by another, opened. The reporter reads all of them.
CREATE TABLE case_opening (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    request BIGINT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('asked', 'granted', 'declined', 'opened')),
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    share BYTEA,
    PRIMARY KEY (case_id, seq),
    CHECK ((step = 'granted') = (share IS NOT NULL))
);

-- Sealed files, sent in parts. `began` is kept only until a case has the file: then no time says when it was sent.
CREATE TABLE upload (
    id TEXT NOT NULL PRIMARY KEY,
    submission TEXT NOT NULL,
    began TEXT,
    bytes BIGINT,
    sha256 TEXT,
    case_id TEXT,
    object TEXT,
    number BIGINT,
    CHECK ((began IS NULL) = (case_id IS NOT NULL)),
    CHECK (case_id IS NULL OR sha256 IS NOT NULL)
);
CREATE INDEX upload_by_submission ON upload (submission);
CREATE INDEX upload_by_case ON upload (case_id);
CREATE INDEX upload_by_age ON upload (began);
CREATE TABLE upload_part (
    upload TEXT NOT NULL,
    part BIGINT NOT NULL CHECK (part >= 0),
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (upload, part)
);

-- The leaves of each day's intake tree; a dummy is one that can be opened. The root goes into the public log.
CREATE TABLE intake_leaf (
    day TEXT NOT NULL,
    commitment TEXT NOT NULL UNIQUE,
    dummy TEXT,
    PRIMARY KEY (day, commitment)
);
-- The day a case was entered, and not its leaf: who has the tables must not find out which leaf is whose.
CREATE TABLE case_intake (
    case_id TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL
);
CREATE INDEX case_intake_by_day ON case_intake (day);
CREATE TABLE intake_day (
    day TEXT NOT NULL PRIMARY KEY,
    root TEXT NOT NULL,
    size BIGINT NOT NULL,
    leaf BIGINT NOT NULL
);
