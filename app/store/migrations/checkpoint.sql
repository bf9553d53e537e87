-- The checkpoints that a witness has signed, each as its log signed it: a proof for who asks for witnesses stands below one of them.
CREATE TABLE log_checkpoint (
    size BIGINT PRIMARY KEY,
    root BYTEA NOT NULL,
    checkpoint TEXT NOT NULL,
    signed_at TEXT NOT NULL
);
