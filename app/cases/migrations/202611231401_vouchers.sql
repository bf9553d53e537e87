-- Who vouches for a case's key: by the one before it, the first by the receipt's (seal::KeyChain). Of a case from before there were
-- vouchers both are empty, and no page seals to its key in a browser.
ALTER TABLE case_epoch ADD COLUMN verify TEXT NOT NULL DEFAULT '';
ALTER TABLE case_epoch ADD COLUMN signature TEXT NOT NULL DEFAULT '';
