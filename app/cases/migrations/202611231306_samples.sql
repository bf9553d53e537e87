-- A number drawn when a case is closed: whether it is looked at again is nobody's choice.
CREATE TABLE case_draw (
    case_id TEXT NOT NULL PRIMARY KEY,
    draw BIGINT NOT NULL CHECK (draw >= 0),
    day TEXT NOT NULL
);
