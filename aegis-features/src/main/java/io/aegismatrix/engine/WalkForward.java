package io.aegismatrix.engine;

import io.aegismatrix.data.MarketDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * An anchored walk-forward plan: the training part starts at the first usable session and grows, the test part follows
 * it in time. There is no way to express a random split: on overlapping labels one turns noise into skill.
 *
 * <p>A row may be learned from only if its outcome was known {@code embargo} sessions before the test part begins, so a
 * label of horizon h is purged by h.
 *
 * @param firstSession first row that may be used at all
 * @param firstTest first row of the first test part
 * @param end one past the last row
 * @param testSessions length of a test part in sessions; the last one may be shorter
 * @param embargo sessions between the last known outcome of a training part and its test part
 */
public record WalkForward(int firstSession, int firstTest, int end, int testSessions, int embargo) {

    /** Least sessions a training part must have. */
    public static final int MINIMUM_TRAINING_SESSIONS = 250;

    /**
     * One step of the plan.
     *
     * @param number position in time, 0 being the oldest
     * @param firstSession first row that may be learned from
     * @param testStart first row of the test part
     * @param testEnd one past the last row of the test part
     * @param embargo sessions between the last known outcome and {@code testStart}
     */
    public record Fold(int number, int firstSession, int testStart, int testEnd, int embargo) {

        /**
         * Whether a row may be learned from.
         *
         * @param session decision row
         * @param resolved row at whose close the outcome is known: decision row plus horizon
         */
        public boolean trains(int session, int resolved) {
            return session >= firstSession && resolved < testStart - embargo;
        }

        /** Whether a row belongs to the test part. */
        public boolean tests(int session) {
            return session >= testStart && session < testEnd;
        }
    }

    /** Validates that the parts are in order. */
    public WalkForward {
        if (firstSession < 0 || firstTest <= firstSession || end <= firstTest) {
            throw new IllegalArgumentException("expected 0 <= firstSession < firstTest < end, was " + firstSession
                    + ", " + firstTest + ", " + end);
        }
        if (testSessions < 1 || embargo < 0) {
            throw new IllegalArgumentException(
                    "expected testSessions >= 1 and embargo >= 0, was " + testSessions + " and " + embargo);
        }
    }

    /**
     * Splits the rows {@code [firstSession, end)} into equal test parts. The first training part takes 40 % of the
     * rows, but at most 750 sessions and at least {@value #MINIMUM_TRAINING_SESSIONS}.
     *
     * @throws MarketDataException if there are too few sessions; the message says how many are needed
     */
    public static WalkForward inFolds(int firstSession, int end, int folds, int embargo) {
        if (folds < 1) {
            throw new IllegalArgumentException("folds must be at least 1, was " + folds);
        }
        int usable = end - firstSession;
        int needed = minimumSessions(folds);
        if (usable < needed) {
            throw new MarketDataException("too little history to train on: " + Math.max(0, usable)
                    + " sessions remain after the features' warm-up of " + firstSession + ", at least " + needed
                    + " are needed (" + (firstSession + needed) + " sessions in all)");
        }
        int first = Math.min(750, Math.max(MINIMUM_TRAINING_SESSIONS, usable * 2 / 5));
        int length = (usable - first + folds - 1) / folds;
        return new WalkForward(firstSession, firstSession + first, end, length, embargo);
    }

    /** Least usable sessions for a number of folds: the smallest training part plus 60 sessions a fold. */
    public static int minimumSessions(int folds) {
        return MINIMUM_TRAINING_SESSIONS + 60 * folds;
    }

    /** The steps, oldest first. */
    public List<Fold> folds() {
        List<Fold> steps = new ArrayList<>();
        for (int start = firstTest; start < end; start += testSessions) {
            steps.add(new Fold(steps.size(), firstSession, start, Math.min(end, start + testSessions), embargo));
        }
        return List.copyOf(steps);
    }
}
