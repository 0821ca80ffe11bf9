package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How old models may be. A model's age is what it could not have seen: the calendar days from its last training session
 * to the day of the market shown. So an inference about a past day is judged as it would have been on that day, whatever
 * the clock says, and training again on old data does not make a model young. A model whose training reaches past that
 * day is in sample, which is told otherwise; it never expires.
 *
 * @param warnAfterDays age above which a model is named as old
 * @param refuseAfterDays age above which it is refused; 0 refuses none
 */
public record ModelExpiry(int warnAfterDays, int refuseAfterDays) {

    /** Largest age that can be set: a hundred years. */
    public static final int OLDEST = 36_500;

    /** Warns, and refuses nothing. */
    public static final ModelExpiry STANDARD = new ModelExpiry(10, 0);

    /** Days from the last training session to {@code today}; negative only in sample. */
    static int ageDays(ModelManifest manifest, LocalDate today) {
        return Math.toIntExact(ChronoUnit.DAYS.between(manifest.trainedThrough(), today));
    }

    /** Refuses a model that is too old. @throws ModelException naming its age and the setting */
    void requireYoung(ModelManifest manifest, LocalDate today) {
        int age = ageDays(manifest, today);
        if (refuseAfterDays > 0 && age > refuseAfterDays) {
            throw new ModelException(manifest.engine().id() + " " + manifest.version() + ": trained through "
                    + manifest.trainedThrough() + ", " + age + " days before the market shown (" + today
                    + "), at most " + refuseAfterDays + " are allowed (model-expiry.refuse-after-days); train again");
        }
    }

    /** What to tell of a model that is old; empty if it is not. */
    Optional<String> warning(ModelManifest manifest, LocalDate today) {
        int age = ageDays(manifest, today);
        return age > warnAfterDays
                ? Optional.of(manifest.engine().id() + " " + manifest.version() + " was trained through "
                        + manifest.trainedThrough() + ", " + age + " days before the market shown (more than "
                        + warnAfterDays + "): train again")
                : Optional.empty();
    }
}
