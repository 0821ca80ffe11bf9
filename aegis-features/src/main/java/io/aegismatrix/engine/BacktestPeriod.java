package io.aegismatrix.engine;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The sessions a back-test forecasts, and how often models are trained anew on the way.
 *
 * @param from first decision session, inclusive
 * @param to last decision session, inclusive
 * @param refitSessions sessions between two trainings of a model; the network takes four times as many
 */
public record BacktestPeriod(LocalDate from, LocalDate to, int refitSessions) {

    /** Sessions between two trainings unless stated otherwise: a quarter. */
    public static final int QUARTER = 63;

    /** Validates the order of the dates. */
    public BacktestPeriod {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the back-test must not end before it begins, was " + from + " to " + to);
        }
        if (refitSessions < 1) {
            throw new IllegalArgumentException("refitSessions must be at least 1, was " + refitSessions);
        }
    }

    /** The same period with trainings further apart or closer together. */
    public BacktestPeriod withRefitSessions(int sessions) {
        return new BacktestPeriod(from, to, sessions);
    }

    /** Whether a forecast made at a row belongs to the period. */
    public boolean contains(MarketHistory history, int row) {
        LocalDate session = history.session(row);
        return !session.isBefore(from) && !session.isAfter(to);
    }

    /** {@link #plan(MarketHistory, int, int)} with the embargo and seed of a training run. */
    public WalkForward plan(MarketHistory history, int firstRow, TrainingSettings settings) {
        return plan(history, firstRow, settings.embargo()).withSeed(settings.seed());
    }

    /**
     * The folds: they start as early as the history allows, so that weights and calibration have a record of their own
     * by the time the period begins, and end with it.
     *
     * @param firstRow first row with all inputs
     * @throws MarketDataException if the history has too few sessions before the period
     */
    public WalkForward plan(MarketHistory history, int firstRow, int embargo) {
        int begin = history.rowsUntil(from.minusDays(1));
        int end = history.rowsUntil(to);
        int needed = firstRow + WalkForward.PROTOCOL_TRAINING_SESSIONS;
        if (begin < needed) {
            throw new MarketDataException("too little history before " + from + ": " + Math.max(0, begin - firstRow)
                    + " sessions with all inputs, at least " + WalkForward.PROTOCOL_TRAINING_SESSIONS
                    + " are needed; begin at "
                    + (needed < history.size() ? history.session(needed) : "a later session") + " or later");
        }
        if (end <= begin) {
            throw new MarketDataException("no session between " + from + " and " + to
                    + " in the history, which ends on " + history.session(history.size() - 1));
        }
        int earlier = (begin - needed) / refitSessions;
        return new WalkForward(firstRow, begin - earlier * refitSessions, end, refitSessions, embargo);
    }
}
