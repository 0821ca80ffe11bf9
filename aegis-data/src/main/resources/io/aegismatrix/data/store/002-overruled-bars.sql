-- Schema version 2: what other sources say of a bar of which the exchange's own is held. The official bar stays in
-- daily_bar; a bar that another source had before the official one came is a revision, as ever.

CREATE TABLE daily_bar_overruled (
    instrument_id INTEGER NOT NULL,
    session       TEXT    NOT NULL,
    source        TEXT    NOT NULL,
    open          REAL    NOT NULL,
    high          REAL    NOT NULL,
    low           REAL    NOT NULL,
    close         REAL    NOT NULL,
    volume        REAL    NOT NULL,
    first_seen    INTEGER NOT NULL,
    last_seen     INTEGER NOT NULL CHECK (last_seen >= first_seen),
    PRIMARY KEY (instrument_id, session, source, open, high, low, close),
    FOREIGN KEY (instrument_id, session) REFERENCES daily_bar (instrument_id, session)
) WITHOUT ROWID;

CREATE VIEW overruled_bars AS
SELECT i.name AS instrument, o.session, b.source AS used, b.close AS used_close, o.source AS overruled,
       o.close AS overruled_close, datetime(o.first_seen / 1000, 'unixepoch') AS first_seen_utc
FROM daily_bar_overruled o
JOIN daily_bar b ON b.instrument_id = o.instrument_id AND b.session = o.session
JOIN instrument i ON i.id = o.instrument_id;
