package io.aegismatrix.engine.volatility.challenger;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.metric.ForecastTests;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.metric.TestResult;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the members forecast out of sample for one horizon, and what was made of it, row by row. All forecasts are
 * logs of annualised volatility.
 *
 * <p>Members are weighed by their newest years: HAR-X learns, and what it was beaten by in its first years beats it no
 * longer, so a session two years old counts half. An outcome counts as at most three times HAR-X's forecast: a single
 * freak trade would otherwise choose the weights alone. Whether the combination is used is asked every quarter anew, so
 * it must have beaten HAR-X, forecast by forecast as made at the time, in a Diebold-Mariano test.
 */
final class VolatilityRecord {

    /** Least known outcomes before weights are fitted. */
    static final int MINIMUM_SESSIONS = 250;

    private static final int MINIMUM_JUDGED = 100;
    private static final double HALF_LIFE = 2.0 * TradingCalendar.SESSIONS_PER_YEAR;
    private static final double LARGEST_RATIO = 3;
    private static final double SIGNIFICANCE = 0.05;
    private static final VolatilityMember[] MEMBERS = VolatilityMember.values();

    private final int horizon;
    private final int firstRow;
    private final double[] outcomes;
    private final double[][] forecasts;
    private final double[][] levelled;
    private final double[] candidates;
    private final double[] published;
    private final List<List<Double>> weights;
    private int firstCandidate;

    VolatilityRecord(MarketHistory history, int horizon, int firstRow) {
        this.horizon = horizon;
        this.firstRow = firstRow;
        int size = history.size();
        this.outcomes = Arrays.stream(ForecastTarget.REALIZED.outcomes(history, horizon))
                .map(outcome -> outcome > 0 ? Math.log(outcome) : Double.NaN)
                .toArray();
        this.forecasts = unknown(MEMBERS.length, size);
        this.levelled = unknown(MEMBERS.length, size);
        this.candidates = unknown(1, size)[0];
        this.published = unknown(1, size)[0];
        this.weights =
                new ArrayList<>(Collections.nCopies(size, VolatilityMix.alone().weights()));
        this.firstCandidate = size;
    }

    private static double[][] unknown(int columns, int size) {
        double[][] values = new double[columns][size];
        for (double[] column : values) {
            Arrays.fill(column, Double.NaN);
        }
        return values;
    }

    void set(VolatilityMember member, int row, double logForecast) {
        forecasts[member.position()][row] = logForecast;
    }

    double get(VolatilityMember member, int row) {
        return forecasts[member.position()][row];
    }

    /** ln(realised / HAR-X) by row, NaN where either is not known. */
    double[] logRatios() {
        double[] ratios = new double[outcomes.length];
        Arrays.setAll(ratios, row -> outcomes[row] - get(VolatilityMember.HAR_X, row));
        return ratios;
    }

    double published(int row) {
        return published[row];
    }

    double levelled(VolatilityMember member, int row) {
        return levelled[member.position()][row];
    }

    double weight(VolatilityMember member, int row) {
        return weights.get(row).get(member.position());
    }

    /** Makes the forecasts of rows {@code [start, end)} from outcomes known at the close of row {@code start}. */
    void mix(int start, int end) {
        int[] known = known(firstRow, start);
        if (known.length < MINIMUM_SESSIONS) {
            System.arraycopy(forecasts[0], start, levelled[0], start, end - start);
            System.arraycopy(forecasts[0], start, published, start, end - start);
            return;
        }
        VolatilityMix candidate = fit(known, start);
        VolatilityMix used = used(candidate, start);
        firstCandidate = Math.min(firstCandidate, start);
        for (int row = start; row < end; row++) {
            double[] logForecasts = at(row);
            for (VolatilityMember member : MEMBERS) {
                levelled[member.position()][row] = candidate.level(member, logForecasts[member.position()]);
            }
            candidates[row] = candidate.combine(logForecasts);
            published[row] = used.combine(logForecasts);
            weights.set(row, used.weights());
        }
    }

    /** The mix in force at the newest row. */
    VolatilityMix newest(int last) {
        int[] known = known(firstRow, last);
        return known.length < MINIMUM_SESSIONS ? VolatilityMix.alone() : used(fit(known, last), last);
    }

    private VolatilityMix used(VolatilityMix candidate, int lastKnown) {
        return beatsHarX(lastKnown) ? candidate : VolatilityMix.alone(candidate.levels());
    }

    private double[] at(int row) {
        return Arrays.stream(forecasts).mapToDouble(column -> column[row]).toArray();
    }

    /** Rows whose outcome was known at the close of row {@code lastKnown}, with all forecasts. */
    private int[] known(int from, int lastKnown) {
        return IntStream.rangeClosed(from, lastKnown - horizon)
                .filter(row ->
                        Double.isFinite(outcomes[row]) && Arrays.stream(at(row)).allMatch(Double::isFinite))
                .toArray();
    }

    private VolatilityMix fit(int[] known, int lastKnown) {
        double[][] errors = new double[MEMBERS.length][known.length];
        double[] shares = new double[known.length];
        double sum = 0;
        for (int i = 0; i < known.length; i++) {
            for (VolatilityMember member : MEMBERS) {
                errors[member.position()][i] = outcome(known[i]) - get(member, known[i]);
            }
            shares[i] = Math.pow(0.5, (lastKnown - known[i]) / HALF_LIFE);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return VolatilityMixing.fit(errors, shares);
    }

    private double outcome(int row) {
        return Math.min(outcomes[row], get(VolatilityMember.HAR_X, row) + Math.log(LARGEST_RATIO));
    }

    private boolean beatsHarX(int lastKnown) {
        int[] judged = known(firstCandidate, lastKnown);
        if (judged.length < Math.max(MINIMUM_JUDGED, 2 * horizon)) {
            return false;
        }
        double[] losses = Arrays.stream(judged)
                .mapToDouble(row -> qlike(outcome(row) - candidates[row]))
                .toArray();
        double[] others = Arrays.stream(judged)
                .mapToDouble(row -> qlike(outcome(row) - get(VolatilityMember.HAR_X, row)))
                .toArray();
        int overlap = Math.max(horizon, (int) Math.cbrt(judged.length));
        TestResult test = ForecastTests.dieboldMariano(losses, others, overlap);
        return test.statistic() < 0 && test.pValue() / 2 < SIGNIFICANCE;
    }

    /**
     * QLIKE of forecasts against HAR-X's on outcomes as they were, from the first session with a fitted mix.
     *
     * @param logForecast by row
     * @return empty if no such outcome is known
     */
    Optional<Skill> skill(IntToDoubleFunction logForecast) {
        int[] judged = judged();
        return judged.length == 0
                ? Optional.empty()
                : Optional.of(Skill.of(losses(judged, logForecast), losses(judged, this::harX), horizon));
    }

    /** The dated losses behind {@link #skill}. */
    Optional<OutcomeTrack> track(IntToDoubleFunction logForecast) {
        int[] judged = judged();
        int[] resolved = Arrays.stream(judged).map(row -> row + horizon).toArray();
        return judged.length == 0
                ? Optional.empty()
                : Optional.of(OutcomeTrack.ofLosses(
                        horizon, judged, resolved, losses(judged, logForecast), losses(judged, this::harX)));
    }

    private int[] judged() {
        return known(firstCandidate, outcomes.length - 1);
    }

    private double harX(int row) {
        return get(VolatilityMember.HAR_X, row);
    }

    private double[] losses(int[] judged, IntToDoubleFunction logForecast) {
        return Arrays.stream(judged)
                .mapToDouble(row -> qlike(outcomes[row] - logForecast.applyAsDouble(row)))
                .toArray();
    }

    /** QLIKE of a log error; see {@link io.aegismatrix.engine.metric.Losses#qlike}. */
    private static double qlike(double error) {
        return Math.exp(2 * error) - 2 * error - 1;
    }
}
