-- The prediction log, schema version 2: the record proves itself. Every row has a link, whose hash is made of the hash
-- before it and of all columns of the row; whoever knows an earlier hash can tell whether anything before it was changed.

-- Where the record was taken as it stood: 'taken over' from schema version 1, 'accepted' by its owner although another
-- state was known outside, 'begun anew' although another log was known. Rows before a seam are bound from it on. gaps: by how
-- much the highest ids of what was taken over exceed its rows.
CREATE TABLE seam (
    id     INTEGER PRIMARY KEY,
    at     TEXT    NOT NULL,
    kind   TEXT    NOT NULL CHECK (kind IN ('taken over', 'accepted', 'begun anew')),
    rows   INTEGER NOT NULL CHECK (rows >= 0),
    gaps   INTEGER NOT NULL,
    detail TEXT    NOT NULL
);

-- kind: 1 moment, 2 publication, 3 forecast, 4 outcome, 5 settled, 6 seam. hash: SHA-256 of the hash before (32 zero bytes
-- at first), the kind in a byte, and each column in turn: n; i and 8 bytes; r and 8 bytes of IEEE 754; t, 4 bytes of
-- length and UTF-8. Numbers big-endian; a zero has no sign.
CREATE TABLE chain (
    seq    INTEGER PRIMARY KEY,
    kind   INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
    row_id INTEGER NOT NULL,
    hash   BLOB    NOT NULL CHECK (length(hash) = 32)
);

-- Settled publications are the only rows whose ids do not grow.
CREATE UNIQUE INDEX chain_settled ON chain (row_id) WHERE kind = 5;

CREATE TRIGGER seam_no_update BEFORE UPDATE ON seam BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER seam_no_delete BEFORE DELETE ON seam BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER seam_once BEFORE INSERT ON seam
WHEN EXISTS (SELECT 1 FROM seam WHERE id = NEW.id)
BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER chain_once BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq)
BEGIN SELECT raise(IGNORE); END;
