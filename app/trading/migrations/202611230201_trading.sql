CREATE TABLE trading_releases (
    ocid TEXT NOT NULL,
    n BIGINT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('release', 'record')),
    release_id TEXT NOT NULL,
    date TEXT NOT NULL,
    at BIGINT NOT NULL,
    tags TEXT NOT NULL,
    findings TEXT NOT NULL,
    errors BIGINT NOT NULL,
    package TEXT NOT NULL,
    hash TEXT NOT NULL,
    entered TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (ocid, n)
);
CREATE UNIQUE INDEX trading_releases_id ON trading_releases (ocid, form, release_id);

CREATE TABLE trading (
    sort BIGINT PRIMARY KEY,
    ocid TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('construction', 'land_mineral', 'procurement', 'property', 'other')),
    method TEXT,
    method_details TEXT NOT NULL,
    buyer TEXT NOT NULL,
    buyer_code TEXT NOT NULL,
    district TEXT,
    state TEXT NOT NULL CHECK (state IN
        ('planned', 'tendering', 'awarded', 'contracted', 'completed', 'cancelled', 'unsuccessful')),
    notice_day TEXT,
    tender_deadline TEXT,
    estimate TEXT,
    estimate_currency TEXT,
    bidders BIGINT,
    winner TEXT,
    winner_code TEXT,
    award_value TEXT,
    award_currency TEXT,
    award_fen BIGINT,
    size BIGINT,
    size_currency TEXT,
    award_day TEXT,
    contract_day TEXT,
    conforms BIGINT NOT NULL CHECK (conforms IN (0, 1))
);
CREATE INDEX trading_number ON trading (number);
CREATE INDEX trading_kind ON trading (kind, sort DESC);
CREATE INDEX trading_state ON trading (state, sort DESC);
CREATE INDEX trading_method ON trading (method, sort DESC);
CREATE INDEX trading_buyer_code ON trading (buyer_code, sort DESC);
CREATE INDEX trading_buyer ON trading (buyer, sort DESC);
CREATE INDEX trading_district ON trading (district, sort DESC);
CREATE INDEX trading_size ON trading (size_currency, size DESC, sort DESC);
CREATE INDEX trading_award_day ON trading (award_day);

CREATE TABLE trading_suppliers (
    ocid TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('supplier', 'tenderer')),
    place BIGINT NOT NULL,
    uscc TEXT,
    name TEXT NOT NULL,
    amount TEXT,
    currency TEXT,
    PRIMARY KEY (ocid, role, place)
);
CREATE INDEX trading_suppliers_uscc ON trading_suppliers (uscc, role);

CREATE VIEW public_awards AS
    SELECT s.uscc AS uscc, s.ocid AS ocid, t.title AS title, t.buyer AS buyer, s.amount AS amount,
           s.currency AS currency, t.award_day AS award_day, s.role AS role, t.sort AS sort
    FROM trading_suppliers s
    JOIN trading t ON t.ocid = s.ocid
    WHERE s.uscc IS NOT NULL;
