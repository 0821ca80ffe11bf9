package io.aegismatrix.direction;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.PastMoment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How wide the rest of the session turned out beside what was forecast of it at this time of day, in the last sessions.
 * The shares by which variance arrives are those of a mean day, to which wild days and their gaps contribute most: on an
 * ordinary day more of the move is left than they say, and how much more changes from year to year. The past forecasts
 * are those of the models in use, which have seen most of these sessions; the formula of the replays has not.
 *
 * @param factor what deviations of the rest of the session are multiplied by; 1 if too few sessions are known
 * @param sessions past sessions it was learned from
 */
record TimeOfDay(double factor, int sessions) {

    /** Sessions further back than this say little about today, where a file has gaps. */
    private static final int FURTHEST = 120;

    private static final double LOW = (1 - MoveTraining.LEVEL) / 2;
    private static final double HIGH = (1 + MoveTraining.LEVEL) / 2;

    /** Whether enough sessions were known. */
    boolean learned() {
        return sessions >= AdaptiveWidth.LEAST;
    }

    /** What was done, for the payload. */
    String told() {
        return learned()
                ? String.format(
                        Locale.ROOT, "width times %.3f, by the last %d sessions at this time of day", factor, sessions)
                : "width not adjusted to the time of day: bars of " + sessions + " past sessions are known, "
                        + AdaptiveWidth.LEAST + " are needed";
    }

    /**
     * Learns from the sessions before the running one.
     *
     * @param withBars whether the running session's own bars are known; past ones are judged without theirs otherwise
     */
    static TimeOfDay of(
            FeatureSet features,
            HorizonView next,
            PastForecasts forecasts,
            LocalDate session,
            Instant at,
            boolean withBars) {
        MarketSnapshot snapshot = features.snapshot();
        if (snapshot.intraday().isEmpty()) {
            return new TimeOfDay(1, 0);
        }
        Duration bar = snapshot.intraday().get().interval();
        Duration elapsed = Duration.between(snapshot.calendar().open(session), at);
        List<PastMoment> moments = PastMoment.before(snapshot, session, elapsed.compareTo(bar) < 0 ? bar : elapsed);
        double unit = forecasts.unit(features.decisionRow());
        double[] needed = moments.stream()
                .map(moment -> needed(features, next, forecasts, unit, withBars ? moment : withoutBars(moment)))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return needed.length < AdaptiveWidth.LEAST
                ? new TimeOfDay(1, needed.length)
                : new TimeOfDay(AdaptiveWidth.factor(needed, MoveTraining.LEVEL), needed.length);
    }

    private static PastMoment withoutBars(PastMoment moment) {
        return new PastMoment(moment.session(), moment.at(), moment.price(), OptionalDouble.empty());
    }

    /** The factor with which the interval of a past session would just have held; empty if it cannot be told. */
    private static OptionalDouble needed(
            FeatureSet features, HorizonView next, PastForecasts forecasts, double unit, PastMoment moment) {
        MarketHistory history = features.history();
        OptionalInt row = features.snapshot().daily().find(moment.session());
        int first = Math.max(RestOfSession.firstUsualRow(), features.decisionRow() - FURTHEST);
        if (row.isEmpty() || row.getAsInt() < first) {
            return OptionalDouble.empty();
        }
        int before = row.getAsInt() - 1;
        double deviation = forecasts.deviation(before);
        double scale = forecasts.unit(before) / unit;
        if (!(deviation > 0) || !(scale > 0)) {
            return OptionalDouble.empty();
        }
        RestOfSession rest = RestOfSession.of(
                features.snapshot(),
                history,
                before,
                moment.session(),
                moment.at(),
                moment.price(),
                deviation,
                moment.realizedVarianceShare());
        double root = Math.sqrt(rest.variance()) * scale;
        double mean = next.moves().mean();
        double surplus = Math.log(history.close(row.getAsInt()) / rest.centre()) - rest.share() * mean * scale;
        double reach = next.moves().quantile(surplus > 0 ? HIGH : LOW) - mean;
        return OptionalDouble.of(surplus / (root * reach));
    }
}
