package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.payload.Basis;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Skill;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The payload's list of models. Skills are stated as of the decision session: only outcomes known by then count, so a
 * model trained later does not flatter an earlier day. The first output of a card is its headline.
 */
final class ModelRefs {

    private final LocalDate decisionSession;
    private final LocalDate today;

    /**
     * @param decisionSession newest completed session the payload is made from
     * @param today the exchange's date at the run's market time
     */
    ModelRefs(LocalDate decisionSession, LocalDate today) {
        this.decisionSession = decisionSession;
        this.today = today;
    }

    /** Whether the market shown lies inside what the engine was trained on. */
    boolean inSample(ModelManifest manifest) {
        return manifest.trainedThrough().isAfter(decisionSession);
    }

    /** One entry a model of the engine. */
    List<ModelRef> of(ModelBundle bundle, ModelWatch watch) {
        ModelManifest manifest = bundle.manifest();
        Instant trainedAt = bundle.trainedAt()
                .orElseThrow(() -> new ModelException(manifest.engine().id() + " " + manifest.version()
                        + ": the file trained-at is missing; restore it or train again"));
        OutcomeTracks tracks = OutcomeTracks.of(bundle);
        return manifest.models().stream()
                .map(card -> reference(manifest, card, trainedAt, tracks, watch))
                .toList();
    }

    private ModelRef reference(
            ModelManifest manifest, ModelCard card, Instant trainedAt, OutcomeTracks tracks, ModelWatch watch) {
        Optional<Skill> headline = skill(card.outputs().get(0), tracks);
        return new ModelRef(
                manifest.engine().id(),
                card.model(),
                manifest.version(),
                trainedAt,
                manifest.trainedThrough(),
                inSample(manifest),
                ModelExpiry.ageDays(manifest, today),
                card.rows(),
                manifest.seed(),
                headline,
                headline.isPresent()
                        ? Optional.empty()
                        : Optional.of("too few outcomes of "
                                + card.outputs().get(0).output() + " were known on " + decisionSession),
                card.outputs().stream()
                        .flatMap(score -> skill(score, tracks).stream())
                        .toList(),
                watch.drift(card.model()),
                watch.unknown(card.model()));
    }

    private Optional<Skill> skill(OutputScore score, OutcomeTracks tracks) {
        return tracks.skillBy(score.output(), decisionSession)
                .filter(skill -> Double.isFinite(skill.lower()) && Double.isFinite(skill.upper()))
                .map(skill -> skill(score, skill.skill(), skill.lower(), skill.upper(), skill.n()));
    }

    /** A skill is relative to its baseline, whose own skill is 0 by definition. */
    private static Skill skill(OutputScore score, double value, double lower, double upper, int n) {
        return new Skill(
                score.output() + "." + score.metric() + "_skill",
                value,
                0,
                score.baseline(),
                lower,
                upper,
                n,
                Basis.WALK_FORWARD);
    }
}
