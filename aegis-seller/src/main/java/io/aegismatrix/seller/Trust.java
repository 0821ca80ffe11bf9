package io.aegismatrix.seller;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;

/**
 * How far the models are trusted on a day: only outcomes known by then count.
 *
 * @param manifest the scores of the training
 * @param tracks the dated records behind them
 * @param session the decision session
 */
record Trust(ModelManifest manifest, OutcomeTracks tracks, LocalDate session) {

    OutputScore score(String model, String output) {
        return manifest.card(model).output(output);
    }

    Edge edge(OutputScore score) {
        return tracks.edgeBy(score, session) ? Edge.EDGE : Edge.NO_EDGE;
    }

    /** Whether the record of an output beat its baseline by more than luck. */
    boolean beats(String output) {
        return tracks.skillBy(output, session).map(Skill::significant).orElse(false);
    }

    /** The model, or what is published in its place where it has no weight. */
    Source source(double weight, String model, String formula) {
        return weight > 0 ? Source.modelled(manifest.modelId(model)) : Source.formula(formula);
    }

    static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new ModelException(what + " must be finite, was " + value);
        }
        return value;
    }
}
