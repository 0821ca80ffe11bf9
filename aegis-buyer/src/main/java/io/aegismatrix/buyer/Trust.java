package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;

/**
 * How far each output is believed at one decision session: its weight from the card, and its edge from those walk-forward
 * outcomes only that were known by then.
 */
final class Trust {

    private final ModelBundle bundle;
    private final OutcomeTracks tracks;
    private final LocalDate decision;

    Trust(ModelBundle bundle, OutcomeTracks tracks, LocalDate decision) {
        this.bundle = bundle;
        this.tracks = tracks;
        this.decision = decision;
    }

    /** The measured score of an output. */
    OutputScore score(String model, String output) {
        return bundle.manifest().card(model).output(output);
    }

    /** The blend that is published. @throws ModelException if it is not finite */
    double publish(OutputScore score, double model, double baseline) {
        return finite(Shrinkage.blend(score.weight(), model, baseline), score.output());
    }

    /** EDGE only if the model has weight and its known record excludes chance. */
    Edge edge(OutputScore score) {
        return tracks.edgeBy(score, decision) ? Edge.EDGE : Edge.NO_EDGE;
    }

    /** Where a published number comes from: the model, or the base rate if the model has no weight. */
    Source source(String model, OutputScore score) {
        return score.weight() > 0
                ? Source.modelled(bundle.manifest().modelId(model))
                : Source.formula(score.output() + "_base_rate");
    }

    /** Rows the model learned from. */
    int rows(String model) {
        return bundle.manifest().card(model).rows();
    }

    /** The value itself. @throws ModelException naming it if it is not finite */
    static double finite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new ModelException("buyer: " + name + " must be finite, was " + value);
        }
        return value;
    }
}
