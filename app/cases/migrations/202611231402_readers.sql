-- Who was ever given the key of an epoch. A wrap that is taken away is gone, what its holder knows is not: an epoch one of whose readers
-- is excluded must end.
CREATE TABLE case_reader (
    case_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    holder TEXT NOT NULL,
    PRIMARY KEY (case_id, epoch, holder)
);
INSERT INTO case_reader (case_id, epoch, holder) SELECT case_id, epoch, holder FROM case_wrap;
