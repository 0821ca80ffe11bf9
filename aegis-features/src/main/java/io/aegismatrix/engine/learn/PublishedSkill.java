package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTracks;
import java.time.LocalDate;

/**
 * How far the models of an engine are believed on a day: their weights as training left them, and of their walk-forward
 * records only what was known by then.
 *
 * @param manifest the scores of the training
 * @param tracks the dated records behind them
 * @param session the decision session
 */
public record PublishedSkill(ModelManifest manifest, OutcomeTracks tracks, LocalDate session) {

    /** The measured score of an output. @throws ModelException if the model has none of that name */
    public OutputScore score(String model, String output) {
        return manifest.card(model).output(output);
    }

    /** Whether the model has weight, and its known record excludes chance. */
    public boolean proven(OutputScore score) {
        return tracks.edgeBy(score, session);
    }

    /** Whether the known record of an output beat its baseline by more than luck. */
    public boolean beats(String output) {
        return tracks.skillBy(output, session).map(Skill::significant).orElse(false);
    }

    /** The blend that is published. @throws ModelException if it is not finite */
    public static double blend(OutputScore score, double model, double baseline) {
        return ModelException.requireFinite(Shrinkage.blend(score.weight(), model, baseline), score.output());
    }
}
