package io.aegismatrix.runner.train;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.gate.ShadowScore;
import java.util.List;

/** Where it is known what a champion and its challenger lost on the same outcomes. */
public interface ShadowRecord {

    /** Every outcome on which both were scored, in any order; empty if there is none. */
    List<ShadowScore> scores(EngineId engine, String champion, String challenger);

    /** Knows nothing. */
    static ShadowRecord none() {
        return (engine, champion, challenger) -> List.of();
    }
}
