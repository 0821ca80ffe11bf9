package io.aegismatrix.engine;

import io.aegismatrix.data.MarketDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A walk-forward plan: the frozen answer to what is learned from when. The training part starts at the first usable
 * session and grows (anchored), or reaches back a stated number of sessions (rolling); the test part follows it in time.
 * There is no way to express a random split: on overlapping labels one turns noise into skill.
 *
 * <p>A row may be learned from only if its outcome was known {@code embargo} sessions before the test part begins, so a
 * label of horizon h is purged by h. A model that is trained anew less often than others has a plan of its own.
 *
 * @param firstSession first row that may be used at all
 * @param firstTest first row of the first test part
 * @param end one past the last row
 * @param testSessions sessions between two trainings: the length of a test part; the last one may be shorter
 * @param embargo sessions between the last known outcome of a training part and its test part
 * @param rollingSessions how far a training part reaches back from its test part, in sessions; empty if to the first
 * @param seed every generator of a training on this plan is split from it in a fixed order
 */
public record WalkForward(
        int firstSession,
        int firstTest,
        int end,
        int testSessions,
        int embargo,
        OptionalInt rollingSessions,
        long seed) {

    /** Least sessions a training part must have. */
    public static final int MINIMUM_TRAINING_SESSIONS = 250;

    /** Sessions a fold of a training run needs: twice the longest path that is judged. */
    public static final int MINIMUM_TEST_SESSIONS = 60;

    /** Fewest folds of a training run. In the first two of them nothing but baselines is published. */
    public static final int MINIMUM_FOLDS = 2;

    /**
     * Sessions the first training part has where the history is long enough, and always has in a back-test. A history of
     * some five years would have too few left to be judged on, so its first part is shorter: scores are then of models
     * younger than the final one, which flatters nobody.
     */
    public static final int PROTOCOL_TRAINING_SESSIONS = 750;

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

    /** Validates that the parts are in order and a rolling part is long enough to learn from. */
    public WalkForward {
        if (firstSession < 0 || firstTest <= firstSession || end <= firstTest) {
            throw new IllegalArgumentException("expected 0 <= firstSession < firstTest < end, was " + firstSession
                    + ", " + firstTest + ", " + end);
        }
        if (testSessions < 1 || embargo < 0) {
            throw new IllegalArgumentException(
                    "expected testSessions >= 1 and embargo >= 0, was " + testSessions + " and " + embargo);
        }
        if (rollingSessions.isPresent() && rollingSessions.getAsInt() < MINIMUM_TRAINING_SESSIONS) {
            throw new IllegalArgumentException("rollingSessions must be at least " + MINIMUM_TRAINING_SESSIONS
                    + ", was " + rollingSessions.getAsInt());
        }
    }

    /** An anchored plan with seed 0. */
    public WalkForward(int firstSession, int firstTest, int end, int testSessions, int embargo) {
        this(firstSession, firstTest, end, testSessions, embargo, OptionalInt.empty(), 0);
    }

    /** The same plan, with training parts that reach back a number of sessions. */
    public WalkForward rolling(int sessions) {
        return new WalkForward(firstSession, firstTest, end, testSessions, embargo, OptionalInt.of(sessions), seed);
    }

    /** The same plan with another seed. */
    public WalkForward withSeed(long other) {
        return new WalkForward(firstSession, firstTest, end, testSessions, embargo, rollingSessions, other);
    }

    /** {@link #inFolds(int, int, int, int)} with the folds, embargo and seed of a training run. */
    public static WalkForward inFolds(int firstSession, int end, TrainingSettings settings) {
        return inFolds(firstSession, end, settings.folds(), settings.embargo()).withSeed(settings.seed());
    }

    /**
     * Splits the rows {@code [firstSession, end)} into equal test parts. The first training part takes 40 % of the
     * rows, but at most {@value #PROTOCOL_TRAINING_SESSIONS} sessions and at least
     * {@value #MINIMUM_TRAINING_SESSIONS}; every fold needs {@value #MINIMUM_TEST_SESSIONS} more, so a short history has
     * fewer than asked for, though not fewer than {@value #MINIMUM_FOLDS}.
     *
     * @throws MarketDataException if there are too few sessions; the message says how many are needed
     */
    public static WalkForward inFolds(int firstSession, int end, int folds, int embargo) {
        if (folds < 1) {
            throw new IllegalArgumentException("folds must be at least 1, was " + folds);
        }
        int usable = end - firstSession;
        int needed = minimumSessions(Math.min(folds, MINIMUM_FOLDS));
        if (usable < needed) {
            throw new MarketDataException("too little history to train on: " + Math.max(0, usable)
                    + " sessions with all inputs, at least " + needed + " are needed; with the warm-up of the features "
                    + "that is " + (firstSession + needed) + " sessions in all, this history has " + end);
        }
        int first = Math.min(PROTOCOL_TRAINING_SESSIONS, Math.max(MINIMUM_TRAINING_SESSIONS, usable * 2 / 5));
        int parts = Math.min(folds, (usable - MINIMUM_TRAINING_SESSIONS) / MINIMUM_TEST_SESSIONS);
        int length = (usable - first + parts - 1) / parts;
        return new WalkForward(firstSession, firstSession + first, end, length, embargo);
    }

    /** Least usable sessions for a number of folds: the smallest training part and as many of the smallest test parts. */
    public static int minimumSessions(int folds) {
        return MINIMUM_TRAINING_SESSIONS + MINIMUM_TEST_SESSIONS * folds;
    }

    /** The refusal of a model whose test parts hold no known outcome. */
    public MarketDataException nothingToTest(String model) {
        return new MarketDataException(model + ": no outcome to test on in the " + (end - firstTest)
                + " sessions after the first training part; the history has " + (end - firstSession)
                + " sessions with all inputs, " + minimumSessions(MINIMUM_FOLDS)
                + " are the least and this model needs more; use a longer history");
    }

    /** The steps, oldest first. */
    public List<Fold> folds() {
        List<Fold> steps = new ArrayList<>();
        for (int start = firstTest; start < end; start += testSessions) {
            int first = Math.max(firstSession, start - rollingSessions.orElse(start));
            steps.add(new Fold(steps.size(), first, start, Math.min(end, start + testSessions), embargo));
        }
        return List.copyOf(steps);
    }
}
