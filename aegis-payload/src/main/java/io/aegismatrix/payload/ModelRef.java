package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A model that took part in this run, and how good it was on data it was not trained on.
 *
 * @param engine {@code direction}, {@code seller} or {@code buyer}
 * @param model the model's name, such as {@code seller_trap}
 * @param version the stored version, such as {@code 20241231-ab12cd34}
 * @param trainedAt when it was trained
 * @param trainedThrough last session whose data it saw
 * @param inSample whether the market shown lies inside its training data, so that its scores flatter
 * @param ageDays days from {@code trainedThrough} to the market time of the run; negative only if in sample
 * @param rows training rows, above zero
 * @param seed the seed it was trained with
 * @param skill headline score; empty only with a reason
 * @param skillReason why there is no headline score
 * @param skills all scores
 * @param drift how the session compares with its training; empty only with a reason
 * @param driftReason why that is not known; a file of an earlier release may have neither
 * @param live scores of what was published in the past, by whichever version was in use, once its outcomes were known;
 *     empty, and left out of the file, while there are none
 */
public record ModelRef(
        String engine,
        String model,
        String version,
        Instant trainedAt,
        LocalDate trainedThrough,
        boolean inSample,
        int ageDays,
        int rows,
        long seed,
        Optional<Skill> skill,
        Optional<String> skillReason,
        List<Skill> skills,
        Optional<ModelDrift> drift,
        Optional<String> driftReason,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Skill> live) {

    /** Validates that the names are present and that a missing score has a reason. */
    public ModelRef {
        Checks.text(engine, "engine");
        Checks.text(model, "model");
        Checks.text(version, "version");
        Checks.present(trainedAt, "trainedAt");
        Checks.present(trainedThrough, "trainedThrough");
        Checks.atLeast(1, rows, "rows of " + model);
        Checks.text(skillReason, "skillReason of " + model);
        Checks.reasonFor(skill.isEmpty(), "skill of " + model, skillReason, "skillReason");
        skills = List.copyOf(skills);
        Checks.present(drift, "drift");
        Checks.text(driftReason, "driftReason of " + model);
        live = List.copyOf(live);
    }

    /** A model without live scores. */
    public ModelRef(
            String engine,
            String model,
            String version,
            Instant trainedAt,
            LocalDate trainedThrough,
            boolean inSample,
            int ageDays,
            int rows,
            long seed,
            Optional<Skill> skill,
            Optional<String> skillReason,
            List<Skill> skills,
            Optional<ModelDrift> drift,
            Optional<String> driftReason) {
        this(
                engine,
                model,
                version,
                trainedAt,
                trainedThrough,
                inSample,
                ageDays,
                rows,
                seed,
                skill,
                skillReason,
                skills,
                drift,
                driftReason,
                List.of());
    }

    /** The same model with scores of what was published. */
    public ModelRef withLive(List<Skill> scores) {
        return new ModelRef(
                engine,
                model,
                version,
                trainedAt,
                trainedThrough,
                inSample,
                ageDays,
                rows,
                seed,
                skill,
                skillReason,
                skills,
                drift,
                driftReason,
                scores);
    }

    /** The id by which a {@link Source} names this model: {@code model@version}. */
    public String id() {
        return model + "@" + version;
    }
}
