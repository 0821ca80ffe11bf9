package io.aegismatrix.runner.trading;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Closes, volatility index and expiries as a trader at the close of a session knows them. */
final class Market {

    private static final double DAYS_PER_YEAR = 365;

    private final MarketHistory history;
    private final TradingCalendar calendar;
    private final double strikeStep;

    Market(FeatureSet features) {
        this.history = features.history();
        this.calendar = features.snapshot().calendar();
        this.strikeStep = features.snapshot().underlying().strikeStep();
    }

    MarketHistory history() {
        return history;
    }

    double close(int row) {
        return history.close(row);
    }

    /** Close of the volatility index at a row or, where it has none, the newest before; NaN if there was none yet. */
    double vix(int row) {
        for (int i = row; i >= 0; i--) {
            if (!Double.isNaN(history.vix(i))) {
                return history.vix(i);
            }
        }
        return Double.NaN;
    }

    /** What trading at the close of a row costs. */
    TradingCosts costs(int row) {
        return TradingCosts.on(history.session(row));
    }

    /** Carry that a long future pays from the close of one row to that of another, as a fraction. */
    double carry(int from, int to) {
        return OptionPricing.CARRY * years(from, history.session(to));
    }

    /** Calendar time from the close of a row to that of a day, years; never negative. */
    double years(int row, LocalDate day) {
        return Math.max(0, ChronoUnit.DAYS.between(history.session(row), day) / DAYS_PER_YEAR);
    }

    /** Next monthly expiry after a row's session, as known on that session; empty while there were no listed options. */
    Optional<LocalDate> monthlyExpiry(int row) {
        return monthlyExpiryAfter(history.session(row), row);
    }

    /** The monthly expiry after a day, as known at a row; empty if no rule known by then covers it. */
    Optional<LocalDate> monthlyExpiryAfter(LocalDate day, int row) {
        return calendar.findMonthlyExpiry(day.plusDays(1), history.session(row));
    }

    /** Sessions until a day, as known at a row. */
    int sessionsUntil(int row, LocalDate day) {
        LocalDate session = history.session(row);
        return calendar.sessionsBetween(session, day, session);
    }

    double strikeBelow(double price) {
        return Math.floor(price / strikeStep) * strikeStep;
    }

    double strikeAbove(double price) {
        return Math.ceil(price / strikeStep) * strikeStep;
    }

    double nearestStrike(double price) {
        return Math.rint(price / strikeStep) * strikeStep;
    }
}
