package io.aegismatrix.data;

import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The index beside its volatility index: what a session's move is worth in daily deviations. A deviation is the larger of
 * what the volatility index of the session before implies and of the last 60 returns.
 */
final class PairedSeries {

    private static final int DEVIATION_SESSIONS = 60;
    private static final int SESSIONS_PER_YEAR = 252;

    private final BarSeries index;
    private final BarSeries volatility;

    PairedSeries(BarSeries index, BarSeries volatility) {
        this.index = index;
        this.volatility = volatility;
    }

    /** Log return of the index at row {@code i}, from the bar before. */
    double indexReturn(int i) {
        return Math.log(index.bar(i).close() / index.bar(i - 1).close());
    }

    /** Log change of the volatility index at row {@code i} of the index; empty without a value for both sessions. */
    OptionalDouble volatilityChange(int i) {
        OptionalInt now = volatility.find(index.bar(i).session());
        OptionalInt before = volatility.find(index.bar(i - 1).session());
        return now.isPresent() && before.isPresent()
                ? OptionalDouble.of(Math.log(volatility.bar(now.getAsInt()).close()
                        / volatility.bar(before.getAsInt()).close()))
                : OptionalDouble.empty();
    }

    /** One daily deviation as known before row {@code i}, log; empty while there are fewer than 60 returns before it. */
    OptionalDouble deviation(int i) {
        if (i <= DEVIATION_SESSIONS) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int k = i - DEVIATION_SESSIONS; k < i; k++) {
            sum += indexReturn(k) * indexReturn(k);
        }
        double realized = Math.sqrt(sum / DEVIATION_SESSIONS);
        return OptionalDouble.of(Math.max(realized, implied(index.bar(i - 1).session())));
    }

    private double implied(LocalDate session) {
        OptionalInt at = volatility.find(session);
        return at.isPresent() ? volatility.bar(at.getAsInt()).close() / 100 / Math.sqrt(SESSIONS_PER_YEAR) : 0;
    }

    /** Rows of the index for which both changes since the session before are known, ascending. */
    int[] commonRows() {
        return IntStream.range(1, index.size())
                .filter(i -> volatilityChange(i).isPresent())
                .toArray();
    }

    /** Close of the volatility index at row {@code i} of the index. @throws java.util.NoSuchElementException without one */
    double volatilityLevel(int i) {
        return volatility
                .bar(volatility.find(index.bar(i).session()).orElseThrow())
                .close();
    }
}
