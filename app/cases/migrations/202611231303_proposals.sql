-- Acts that more than one must agree to, until enough have. A proposal is about the case as it was: `seq` is the number the
-- event would have.
CREATE TABLE case_proposal (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    author TEXT NOT NULL,
    act TEXT NOT NULL,
    happened TEXT NOT NULL,
    others BIGINT NOT NULL CHECK (others >= 1),
    expires TEXT NOT NULL,
    ended TEXT CHECK (ended IN ('done', 'withdrawn', 'overtaken'))
);
CREATE INDEX case_proposal_by_case ON case_proposal (case_id, ended);
CREATE TABLE case_consent (
    proposal TEXT NOT NULL,
    account TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal, account),
    CHECK (account <> author)
);
