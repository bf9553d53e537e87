-- The week's figures ask by day; a whole register must not be read for seven of them.
CREATE INDEX penalties_from ON penalties (public_from);

CREATE INDEX penalties_withdrawn ON penalties (withdrawn_on);

CREATE INDEX penalties_document ON penalties (document);
