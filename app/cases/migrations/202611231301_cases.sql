-- What came in. A row is never changed: what happens to a case stands in its events. `id` are 128 random bits, drawn where
-- it was sealed. No hour, no address of a computer, no text of a report.
CREATE TABLE case_file (
    sort BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'complaint', 'suggestion')),
    channel TEXT NOT NULL CHECK (channel IN ('web', 'letter', 'telephone', 'email', 'microblog', 'counter')),
    sealed_by TEXT NOT NULL CHECK (sealed_by IN ('browser', 'server', 'staff')),
    unit TEXT NOT NULL,
    concerned_unit TEXT,
    received TEXT NOT NULL,
    lookup TEXT NOT NULL UNIQUE,
    reply_key TEXT NOT NULL,
    sign_key TEXT NOT NULL,
    manifest TEXT NOT NULL
);

CREATE TABLE case_event (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    deed TEXT NOT NULL,
    happened TEXT NOT NULL,
    entered TEXT NOT NULL,
    actor TEXT NOT NULL,
    approvals TEXT NOT NULL,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- What the lists show of the events so far. Made anew with every event.
CREATE TABLE case_state (
    sort BIGINT PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    received TEXT NOT NULL,
    unit TEXT NOT NULL,
    concerned_unit TEXT,
    stage TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'talking', 'shelved', 'closed', 'joined')),
    ending TEXT,
    solved TEXT NOT NULL CHECK (solved IN ('unknown', 'yes', 'no')),
    solved_on TEXT,
    joined_into TEXT,
    due_limit TEXT,
    due_day TEXT,
    due_provisional BIGINT NOT NULL CHECK (due_provisional IN (0, 1)),
    -- Larger is sooner; 0 where nothing falls due.
    urgency BIGINT NOT NULL,
    next_seq BIGINT NOT NULL
);
CREATE INDEX case_state_by_unit ON case_state (unit, state, urgency, sort);
CREATE INDEX case_state_by_joined ON case_state (joined_into);
CREATE INDEX case_state_by_due ON case_state (due_day);

CREATE TABLE case_team (
    case_id TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (case_id, account)
);
CREATE INDEX case_team_by_account ON case_team (account, case_id);

-- Who may not touch a case, found by two.
CREATE TABLE case_exclusion (
    case_id TEXT NOT NULL,
    account TEXT NOT NULL,
    ground TEXT NOT NULL,
    by_a TEXT NOT NULL,
    by_b TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (case_id, account),
    CHECK (by_a <> by_b)
);
CREATE INDEX case_exclusion_by_account ON case_exclusion (account, case_id);

-- Which step a case took first, and when that was entered: what the public counts are made of.
CREATE TABLE case_step (
    case_id TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('received', 'accepted', 'verified', 'filed', 'concluded')),
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    entered TEXT NOT NULL,
    days BIGINT NOT NULL,
    PRIMARY KEY (case_id, step)
);
CREATE INDEX case_step_by_day ON case_step (entered);

CREATE TABLE case_link (
    case_id TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (case_id, other),
    CHECK (case_id <> other)
);

-- The words of complaints and suggestions, which those who handle and moderate them read. Never those of a report.
CREATE TABLE case_words (
    case_id TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    folded TEXT NOT NULL
);
