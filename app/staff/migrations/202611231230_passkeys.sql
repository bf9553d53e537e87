-- Passkeys. `credential` is the authenticator's own name for it, in hexadecimal digits, and no two accounts share one; `record`
-- is what its answers are checked against: a public key, a counter. One that seems to have been copied is stopped, not removed.
CREATE TABLE staff_passkey (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES staff_account (id),
    name TEXT NOT NULL,
    credential TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    made TEXT NOT NULL,
    used TEXT,
    stopped TEXT
);
CREATE INDEX staff_passkey_by_account ON staff_passkey (account);

-- What a browser was asked and has not answered yet: one question at a time for each purpose. `holder` is the hash of what the
-- browser holds, the token of its session or, at the door, of the question alone.
CREATE TABLE staff_question (
    holder TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('add', 'sign-in', 'step-up')),
    account TEXT REFERENCES staff_account (id),
    state TEXT NOT NULL,
    asked TEXT NOT NULL,
    PRIMARY KEY (holder, purpose),
    CHECK ((purpose = 'sign-in') = (account IS NULL))
);
CREATE INDEX staff_question_by_asked ON staff_question (asked);
