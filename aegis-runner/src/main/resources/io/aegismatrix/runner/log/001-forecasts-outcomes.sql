-- The prediction log, schema version 1: what was said, and what happened. Rows are added and never changed: triggers
-- refuse everything else. Days are ISO dates, moments ISO instants in UTC. The views are for people.
-- Released scripts are never edited: the next change is the next script.

-- The market a run looked at. decision_close is its identity too: a market revised or invented anew is another one.
CREATE TABLE moment (
    id               INTEGER PRIMARY KEY,
    underlying       TEXT    NOT NULL,
    synthetic        INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
    as_of            TEXT    NOT NULL,
    decision_session TEXT    NOT NULL CHECK (decision_session = date(decision_session)),
    decision_close   REAL    NOT NULL CHECK (decision_close > 0),
    spot             REAL    NOT NULL CHECK (spot > 0),
    high_so_far      REAL,
    low_so_far       REAL,
    UNIQUE (underlying, synthetic, as_of, decision_close)
);

-- One engine version's forecasts of a moment; champions were published, challengers only written down.
CREATE TABLE publication (
    id              INTEGER PRIMARY KEY,
    moment_id       INTEGER NOT NULL REFERENCES moment (id),
    kind            TEXT    NOT NULL CHECK (kind IN ('champion', 'challenger')),
    engine          TEXT    NOT NULL,
    version         TEXT    NOT NULL,
    trained_through TEXT    NOT NULL CHECK (trained_through = date(trained_through)),
    in_sample       INTEGER NOT NULL CHECK (in_sample IN (0, 1)),
    run_id          TEXT    NOT NULL,
    observed_at     TEXT    NOT NULL,
    recorded_at     TEXT    NOT NULL,
    UNIQUE (moment_id, kind, engine, version)
);

CREATE TABLE forecast (
    id             INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publication (id),
    output         TEXT    NOT NULL,
    horizon        INTEGER NOT NULL CHECK (horizon >= 0),
    parameter      REAL,
    value          REAL    NOT NULL
);

CREATE UNIQUE INDEX forecast_key ON forecast (publication_id, output, horizon, ifnull(parameter, -1));

CREATE TABLE outcome (
    id             INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publication (id),
    target         TEXT    NOT NULL,
    horizon        INTEGER NOT NULL CHECK (horizon >= 1),
    parameter      REAL,
    metric         TEXT    NOT NULL,
    outcome        REAL    NOT NULL,
    loss           REAL    NOT NULL,
    baseline_loss  REAL,
    hit            REAL CHECK (hit IN (0, 1)),
    baseline_hit   REAL CHECK (baseline_hit IN (0, 1)),
    resolved       TEXT    NOT NULL CHECK (resolved = date(resolved)),
    scored_at      TEXT    NOT NULL
);

CREATE UNIQUE INDEX outcome_key ON outcome (publication_id, target, horizon, ifnull(parameter, -1));

-- Publications all of whose horizons had passed when they were scored: nothing is left to do about them.
CREATE TABLE settled (
    publication_id INTEGER PRIMARY KEY REFERENCES publication (id),
    through        TEXT NOT NULL CHECK (through = date(through)),
    scored_at      TEXT NOT NULL
);

CREATE TRIGGER moment_no_update BEFORE UPDATE ON moment BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER moment_no_delete BEFORE DELETE ON moment BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER forecast_no_update BEFORE UPDATE ON forecast BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER forecast_no_delete BEFORE DELETE ON forecast BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER settled_no_update BEFORE UPDATE ON settled BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;
CREATE TRIGGER settled_no_delete BEFORE DELETE ON settled BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above; what is there stays, whatever the insert.
CREATE TRIGGER moment_once BEFORE INSERT ON moment
WHEN EXISTS (SELECT 1 FROM moment WHERE id = NEW.id OR (underlying = NEW.underlying AND synthetic = NEW.synthetic
    AND as_of = NEW.as_of AND decision_close = NEW.decision_close))
BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER publication_once BEFORE INSERT ON publication
WHEN EXISTS (SELECT 1 FROM publication WHERE id = NEW.id OR (moment_id = NEW.moment_id AND kind = NEW.kind
    AND engine = NEW.engine AND version = NEW.version))
BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER forecast_once BEFORE INSERT ON forecast
WHEN EXISTS (SELECT 1 FROM forecast WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM forecast WHERE publication_id = NEW.publication_id AND output = NEW.output
    AND horizon = NEW.horizon AND ifnull(parameter, -1) = ifnull(NEW.parameter, -1))
BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER outcome_once BEFORE INSERT ON outcome
WHEN EXISTS (SELECT 1 FROM outcome WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM outcome WHERE publication_id = NEW.publication_id AND target = NEW.target
    AND horizon = NEW.horizon AND ifnull(parameter, -1) = ifnull(NEW.parameter, -1))
BEGIN SELECT raise(IGNORE); END;
CREATE TRIGGER settled_once BEFORE INSERT ON settled
WHEN EXISTS (SELECT 1 FROM settled WHERE publication_id = NEW.publication_id)
BEGIN SELECT raise(IGNORE); END;

CREATE VIEW forecasts AS
SELECT m.underlying, m.synthetic, m.as_of, m.decision_session, p.kind, p.engine, p.version, p.in_sample, p.run_id,
       p.recorded_at, f.output, f.horizon, f.parameter, f.value
FROM forecast f
JOIN publication p ON p.id = f.publication_id
JOIN moment m ON m.id = p.moment_id;

CREATE VIEW outcomes AS
SELECT m.underlying, m.synthetic, m.as_of, m.decision_session, p.kind, p.engine, p.version, p.in_sample, o.target,
       o.horizon, o.parameter, o.metric, o.outcome, o.loss, o.baseline_loss, o.hit, o.baseline_hit, o.resolved,
       o.scored_at
FROM outcome o
JOIN publication p ON p.id = o.publication_id
JOIN moment m ON m.id = p.moment_id;
