-- The store, schema version 1. Tables are singular and compact; the views are for people.
-- Moments are milliseconds since 1970 UTC. first_seen and last_seen are moments of observation of the runs that saw
-- exactly these values. Released scripts are never edited: the next change is the next script.

CREATE TABLE instrument (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE daily_bar (
    instrument_id INTEGER NOT NULL REFERENCES instrument (id),
    session       TEXT    NOT NULL CHECK (session = date(session)),
    open          REAL    NOT NULL,
    high          REAL    NOT NULL,
    low           REAL    NOT NULL,
    close         REAL    NOT NULL,
    volume        REAL    NOT NULL,
    source        TEXT    NOT NULL,
    first_seen    INTEGER NOT NULL,
    last_seen     INTEGER NOT NULL CHECK (last_seen >= first_seen),
    PRIMARY KEY (instrument_id, session)
) WITHOUT ROWID;

CREATE TABLE daily_bar_revision (
    id            INTEGER PRIMARY KEY,
    instrument_id INTEGER NOT NULL,
    session       TEXT    NOT NULL,
    revised_at    INTEGER NOT NULL,
    old_source    TEXT    NOT NULL,
    old_open      REAL    NOT NULL,
    old_high      REAL    NOT NULL,
    old_low       REAL    NOT NULL,
    old_close     REAL    NOT NULL,
    old_volume    REAL    NOT NULL,
    new_source    TEXT    NOT NULL,
    new_open      REAL    NOT NULL,
    new_high      REAL    NOT NULL,
    new_low       REAL    NOT NULL,
    new_close     REAL    NOT NULL,
    new_volume    REAL    NOT NULL,
    FOREIGN KEY (instrument_id, session) REFERENCES daily_bar (instrument_id, session)
);

CREATE INDEX daily_bar_revision_by_bar ON daily_bar_revision (instrument_id, session, revised_at);

CREATE TABLE intraday_bar (
    instrument_id    INTEGER NOT NULL REFERENCES instrument (id),
    interval_seconds INTEGER NOT NULL CHECK (interval_seconds > 0),
    start            INTEGER NOT NULL,
    open             REAL    NOT NULL,
    high             REAL    NOT NULL,
    low              REAL    NOT NULL,
    close            REAL    NOT NULL,
    source           TEXT    NOT NULL,
    first_seen       INTEGER NOT NULL,
    last_seen        INTEGER NOT NULL CHECK (last_seen >= first_seen),
    PRIMARY KEY (instrument_id, interval_seconds, start)
) WITHOUT ROWID;

CREATE TABLE intraday_bar_revision (
    id               INTEGER PRIMARY KEY,
    instrument_id    INTEGER NOT NULL,
    interval_seconds INTEGER NOT NULL,
    start            INTEGER NOT NULL,
    revised_at       INTEGER NOT NULL,
    old_source       TEXT    NOT NULL,
    old_open         REAL    NOT NULL,
    old_high         REAL    NOT NULL,
    old_low          REAL    NOT NULL,
    old_close        REAL    NOT NULL,
    new_source       TEXT    NOT NULL,
    new_open         REAL    NOT NULL,
    new_high         REAL    NOT NULL,
    new_low          REAL    NOT NULL,
    new_close        REAL    NOT NULL,
    FOREIGN KEY (instrument_id, interval_seconds, start)
        REFERENCES intraday_bar (instrument_id, interval_seconds, start)
);

CREATE INDEX intraday_bar_revision_by_bar
    ON intraday_bar_revision (instrument_id, interval_seconds, start, revised_at);

-- Two prices for one moment from one source are two rows; the one seen last counts.
CREATE TABLE quote (
    instrument_id INTEGER NOT NULL REFERENCES instrument (id),
    at            INTEGER NOT NULL,
    source        TEXT    NOT NULL,
    price         REAL    NOT NULL,
    first_seen    INTEGER NOT NULL,
    last_seen     INTEGER NOT NULL CHECK (last_seen >= first_seen),
    PRIMARY KEY (instrument_id, at, source, price)
) WITHOUT ROWID;

-- One snapshot of a chain; another one of the same moment is another row, and the one seen last counts.
CREATE TABLE option_chain (
    id            INTEGER PRIMARY KEY,
    instrument_id INTEGER NOT NULL REFERENCES instrument (id),
    as_of         INTEGER NOT NULL,
    symbol        TEXT    NOT NULL,
    spot          REAL    NOT NULL,
    source        TEXT    NOT NULL,
    first_seen    INTEGER NOT NULL,
    last_seen     INTEGER NOT NULL CHECK (last_seen >= first_seen)
);

CREATE INDEX option_chain_by_moment ON option_chain (instrument_id, as_of);

-- One leg; position keeps the source's order. What the source does not show is NULL.
CREATE TABLE option_leg (
    chain_id           INTEGER NOT NULL REFERENCES option_chain (id),
    position           INTEGER NOT NULL,
    expiry             TEXT    NOT NULL CHECK (expiry = date(expiry)),
    strike             REAL    NOT NULL,
    option_right       TEXT    NOT NULL CHECK (option_right IN ('CALL', 'PUT')),
    open_interest      REAL    NOT NULL,
    volume             REAL    NOT NULL,
    implied_volatility REAL,
    last_price         REAL,
    bid                REAL,
    ask                REAL,
    PRIMARY KEY (chain_id, position)
) WITHOUT ROWID;

-- Every request ever made. (fetched_at, position) is its place in its run.
CREATE TABLE fetch_attempt (
    id         INTEGER PRIMARY KEY,
    fetched_at INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    source     TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    outcome    TEXT    NOT NULL,
    status     INTEGER,
    took       INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    detail     TEXT    NOT NULL,
    UNIQUE (fetched_at, position, at, source, address, outcome)
);

CREATE TRIGGER daily_bar_revision_stays BEFORE UPDATE ON daily_bar_revision
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;

CREATE TRIGGER daily_bar_revision_is_kept BEFORE DELETE ON daily_bar_revision
BEGIN SELECT RAISE(ABORT, 'revisions are never deleted'); END;

CREATE TRIGGER intraday_bar_revision_stays BEFORE UPDATE ON intraday_bar_revision
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;

CREATE TRIGGER intraday_bar_revision_is_kept BEFORE DELETE ON intraday_bar_revision
BEGIN SELECT RAISE(ABORT, 'revisions are never deleted'); END;

CREATE TRIGGER fetch_attempt_stays BEFORE UPDATE ON fetch_attempt
BEGIN SELECT RAISE(ABORT, 'fetch attempts are never changed'); END;

CREATE TRIGGER fetch_attempt_is_kept BEFORE DELETE ON fetch_attempt
BEGIN SELECT RAISE(ABORT, 'fetch attempts are never deleted'); END;

CREATE VIEW daily_bars AS
SELECT i.name AS instrument, b.session, b.open, b.high, b.low, b.close, b.volume, b.source,
       datetime(b.first_seen / 1000, 'unixepoch') AS first_seen_utc,
       datetime(b.last_seen / 1000, 'unixepoch') AS last_seen_utc
FROM daily_bar b JOIN instrument i ON i.id = b.instrument_id;

CREATE VIEW intraday_bars AS
SELECT i.name AS instrument, b.interval_seconds / 60 AS minutes,
       datetime(b.start / 1000, 'unixepoch') AS start_utc, b.open, b.high, b.low, b.close, b.source,
       datetime(b.first_seen / 1000, 'unixepoch') AS first_seen_utc,
       datetime(b.last_seen / 1000, 'unixepoch') AS last_seen_utc
FROM intraday_bar b JOIN instrument i ON i.id = b.instrument_id;

CREATE VIEW bar_revisions AS
SELECT i.name AS instrument, 'daily' AS kind, r.session AS bar,
       datetime(r.revised_at / 1000, 'unixepoch') AS revised_utc, r.old_source, r.new_source,
       r.old_open, r.new_open, r.old_high, r.new_high, r.old_low, r.new_low, r.old_close, r.new_close
FROM daily_bar_revision r JOIN instrument i ON i.id = r.instrument_id
UNION ALL
SELECT i.name, r.interval_seconds / 60 || 'm', datetime(r.start / 1000, 'unixepoch'),
       datetime(r.revised_at / 1000, 'unixepoch'), r.old_source, r.new_source,
       r.old_open, r.new_open, r.old_high, r.new_high, r.old_low, r.new_low, r.old_close, r.new_close
FROM intraday_bar_revision r JOIN instrument i ON i.id = r.instrument_id;

CREATE VIEW quotes AS
SELECT i.name AS instrument, datetime(q.at / 1000, 'unixepoch') AS at_utc, q.price, q.source,
       datetime(q.first_seen / 1000, 'unixepoch') AS first_seen_utc
FROM quote q JOIN instrument i ON i.id = q.instrument_id;

CREATE VIEW option_legs AS
SELECT i.name AS instrument, datetime(c.as_of / 1000, 'unixepoch') AS as_of_utc, c.spot, c.source, c.id AS chain_id,
       l.expiry, l.strike, l.option_right, l.open_interest, l.volume, l.implied_volatility, l.last_price, l.bid, l.ask
FROM option_leg l JOIN option_chain c ON c.id = l.chain_id JOIN instrument i ON i.id = c.instrument_id;

CREATE VIEW fetch_attempts AS
SELECT datetime(at / 1000, 'unixepoch') AS at_utc, source, outcome, status, took AS took_milliseconds, bytes, address,
       detail
FROM fetch_attempt;
