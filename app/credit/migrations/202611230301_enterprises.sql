-- The register as its lists read it; what was published when stands in the versions.
CREATE TABLE enterprises (
    sort BIGINT PRIMARY KEY,
    uscc TEXT NOT NULL UNIQUE,
    register_number TEXT,
    name TEXT NOT NULL,
    former_name TEXT,
    kind TEXT NOT NULL,
    industry TEXT,
    district TEXT,
    town TEXT,
    standing TEXT NOT NULL CHECK (standing IN ('active', 'dormant', 'revoked', 'cancelled', 'moved_away')),
    founded_on TEXT,
    legal_representative TEXT,
    capital BIGINT,
    address TEXT,
    sole_trader BIGINT NOT NULL CHECK (sole_trader IN (0, 1))
);

CREATE INDEX enterprises_kind ON enterprises (kind, sort);

CREATE INDEX enterprises_industry ON enterprises (industry, sort);

CREATE INDEX enterprises_district ON enterprises (district, sort);

CREATE INDEX enterprises_capital ON enterprises (COALESCE(capital, -1), sort);

-- The words a filter offers, so that no page reads the whole register for them.
CREATE TABLE credit_words (
    field TEXT NOT NULL CHECK (field IN ('kind', 'industry', 'district', 'category', 'authority')),
    word TEXT NOT NULL,
    PRIMARY KEY (field, word)
);

-- What other registers may know of an enterprise.
CREATE VIEW public_enterprises AS
SELECT uscc, name, former_name, kind, standing, sole_trader
FROM enterprises;
