package io.aegismatrix.runner.train;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.gate.ShadowScore;
import io.aegismatrix.runner.log.PredictionLog;
import java.util.List;

/** What the prediction log knows of a challenger and the version in use on the same sessions of a real market. */
public final class LoggedShadows implements ShadowRecord {

    private final PredictionLog log;
    private final String underlying;

    public LoggedShadows(PredictionLog log, String underlying) {
        this.log = log;
        this.underlying = underlying;
    }

    @Override
    public List<ShadowScore> scores(EngineId engine, String champion, String challenger) {
        return log.pairedLosses(underlying, false, engine, challenger).against(champion);
    }
}
