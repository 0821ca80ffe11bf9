package io.aegismatrix.data;

import com.google.common.math.Quantiles;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the parts of a snapshot against the calendar and against themselves, using nothing but these parts. */
final class QualityAssessor {

    private static final double COMPLETE_ENOUGH = 0.95;
    private static final int LONGEST_GAP = 10;
    private static final int RECENT = 252;
    private static final int JUMP_WINDOW = 60;
    private static final double JUMP_DEVIATIONS = 10;
    /** Turns the median absolute value of a normal variable of mean 0 into its standard deviation. */
    private static final double NORMAL_CONSISTENCY = 1.4826;

    private final Instant asOf;
    private final TradingCalendar calendar;
    private final BarSeries daily;
    private final BarSeries volatilityIndex;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private @Nullable IntradaySeries intraday;
    private @Nullable Quote quote;
    private @Nullable Quote volatilityQuote;
    private @Nullable OptionChain optionChain;

    QualityAssessor(Instant asOf, TradingCalendar calendar, BarSeries daily, BarSeries volatilityIndex) {
        this.asOf = asOf;
        this.calendar = calendar;
        this.daily = daily;
        this.volatilityIndex = volatilityIndex;
    }

    QualityAssessor withLive(
            @Nullable IntradaySeries bars,
            @Nullable Quote price,
            @Nullable Quote volatility,
            @Nullable OptionChain chain) {
        this.intraday = bars;
        this.quote = price;
        this.volatilityQuote = volatility;
        this.optionChain = chain;
        return this;
    }

    DataQuality assess(List<SourceStamp> sources, List<Anomaly> noticed) {
        anomalies.clear();
        double completeness = completeness();
        checkNewestBar();
        checkMoves(daily);
        checkMoves(volatilityIndex);
        checkVolatilityIndex();
        checkIntradayHoles();
        checkLiveParts();
        checkAnnounced();
        anomalies.addAll(noticed);
        List<SourceStamp> stamps =
                sources.stream().map(this::restamp).flatMap(Optional::stream).toList();
        return new DataQuality(completeness, worst(spotFreshness()), stamps, anomalies);
    }

    /** The age class of the newest price of the index alone. */
    Freshness spotFreshness() {
        return Freshness.of(newestPrice(), asOf, calendar);
    }

    /** While the session runs, what is live counts by its oldest part; before and after, the last close is the right value. */
    private Freshness worst(Freshness spot) {
        if (calendar.state(asOf) != SessionState.OPEN) {
            return spot;
        }
        Freshness worst = spot;
        if (volatilityQuote != null) {
            worst = older(worst, Freshness.ofOptions(volatilityQuote.at(), asOf, calendar));
        }
        return optionChain == null ? worst : older(worst, Freshness.ofOptions(optionChain.asOf(), asOf, calendar));
    }

    private static Freshness older(Freshness one, Freshness other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void report(AnomalyCode code, String detail) {
        anomalies.add(Anomaly.of(code, detail));
    }

    private double completeness() {
        if (daily.isEmpty()) {
            return 0;
        }
        Completeness found = Completeness.of(daily, calendar);
        if (!found.missing().isEmpty()) {
            report(
                    AnomalyCode.MISSING_SESSIONS,
                    daily.instrument() + ": " + found.missing().size() + " of "
                            + found.expected().size() + " sessions have no bar" + Findings.newest(found.missing()));
        }
        reportLongGap(sessions(daily));
        reportLow(daily.instrument(), found);
        return found.share();
    }

    private void reportLow(String instrument, Completeness found) {
        if (found.share() < COMPLETE_ENOUGH) {
            report(
                    AnomalyCode.LOW_COMPLETENESS,
                    instrument + ": only " + Math.round(1000 * found.share()) / 10.0 + " % of the sessions have a bar");
        }
    }

    private static List<LocalDate> sessions(BarSeries series) {
        return series.bars().stream().map(DailyBar::session).toList();
    }

    private void reportLongGap(List<LocalDate> held) {
        for (int i = held.size() - 1; i > 0; i--) {
            LocalDate before = held.get(i - 1);
            LocalDate after = held.get(i);
            // Ten sessions never fit into as many days, so most neighbours need no look at the calendar.
            if (before.plusDays(LONGEST_GAP).isBefore(after)) {
                int missing = calendar.sessions(before.plusDays(1), after.minusDays(1))
                        .size();
                if (missing > LONGEST_GAP) {
                    report(
                            AnomalyCode.LONG_GAP,
                            daily.instrument() + ": " + missing + " sessions in a row have no bar between " + before
                                    + " and " + after);
                    return;
                }
            }
        }
    }

    private void checkNewestBar() {
        LocalDate completed = calendar.lastCompletedSession(asOf);
        if (!daily.isEmpty() && daily.last().session().isBefore(completed)) {
            report(
                    AnomalyCode.DAILY_BEHIND,
                    daily.instrument() + ": the newest daily bar is of "
                            + daily.last().session() + ", the last completed session is " + completed
                            + "; forecasts count from the close of "
                            + daily.last().session());
        }
    }

    private void checkMoves(BarSeries series) {
        List<String> jumps = new ArrayList<>();
        int size = series.size();
        for (int i = Math.max(JUMP_WINDOW + 1, size - RECENT); i < size; i++) {
            double[] before = new double[JUMP_WINDOW];
            for (int k = 0; k < JUMP_WINDOW; k++) {
                before[k] = Math.abs(logReturn(series, i - 1 - k));
            }
            double deviation = NORMAL_CONSISTENCY * Quantiles.median().compute(before);
            double move = logReturn(series, i);
            if (deviation > 0 && Math.abs(move) > JUMP_DEVIATIONS * deviation) {
                jumps.add(series.bar(i).session() + " (" + Math.round(1000 * Math.expm1(move)) / 10.0 + " %)");
            }
        }
        if (!jumps.isEmpty()) {
            report(
                    AnomalyCode.PRICE_JUMP,
                    series.instrument() + ": " + jumps.size() + " moves beyond " + Math.round(JUMP_DEVIATIONS)
                            + " robust standard deviations" + Findings.newest(jumps));
        }
    }

    private static double logReturn(BarSeries series, int index) {
        return Math.log(series.bar(index).close() / series.bar(index - 1).close());
    }

    private void checkVolatilityIndex() {
        if (volatilityIndex.isEmpty()) {
            report(AnomalyCode.VOLATILITY_INDEX_EMPTY, volatilityIndex.instrument() + ": no bar known at " + asOf);
            return;
        }
        List<LocalDate> held = sessions(volatilityIndex);
        List<LocalDate> underlying = sessions(daily);
        reportLow(volatilityIndex.instrument(), Completeness.of(volatilityIndex, calendar));
        LocalDate first = volatilityIndex.bar(0).session();
        LocalDate last = volatilityIndex.last().session();
        List<LocalDate> missing = Completeness.minus(underlying, held).stream()
                .filter(session -> session.isAfter(first) && session.isBefore(last))
                .toList();
        if (!missing.isEmpty()) {
            report(
                    AnomalyCode.VOLATILITY_INDEX_MISSING_SESSIONS,
                    volatilityIndex.instrument() + ": " + missing.size() + " sessions of " + daily.instrument()
                            + " have no bar" + Findings.newest(missing));
        }
        if (!daily.isEmpty() && !daily.last().session().equals(last)) {
            report(
                    AnomalyCode.VOLATILITY_INDEX_DATE_MISMATCH,
                    volatilityIndex.instrument() + " ends on " + last + ", " + daily.instrument() + " on "
                            + daily.last().session());
        }
    }

    /** Only the newest session is looked at, and in it only the time in which the index moves: the rest may be missing. */
    private void checkIntradayHoles() {
        if (intraday == null) {
            return;
        }
        List<LocalDate> days = intraday.sessions();
        LocalDate newest = days.get(days.size() - 1);
        if (!calendar.isSession(newest)) {
            return;
        }
        SessionHours hours = calendar.hours(newest);
        long held = intraday.session(newest).stream()
                .filter(bar -> hours.moves(bar.start()))
                .count();
        long expected = Math.max(held, hours.moved(intradayEnd(intraday)).dividedBy(intraday.interval()));
        if (expected > held) {
            report(
                    AnomalyCode.INTRADAY_MISSING_BARS,
                    intraday.instrument() + ": " + (expected - held) + " of " + expected + " bars of " + newest
                            + " are missing");
        }
    }

    private void checkLiveParts() {
        if (calendar.state(asOf) != SessionState.OPEN) {
            return;
        }
        if (volatilityQuote != null) {
            reportIfBehind(
                    AnomalyCode.VOLATILITY_QUOTE_BEHIND, volatilityIndex.instrument() + " quote", volatilityQuote.at());
        }
        if (optionChain != null) {
            reportIfBehind(
                    AnomalyCode.OPTION_CHAIN_BEHIND, optionChain.underlying() + " option chain", optionChain.asOf());
        }
    }

    private void reportIfBehind(AnomalyCode code, String what, Instant moment) {
        Freshness freshness = Freshness.ofOptions(moment, asOf, calendar);
        if (freshness == Freshness.STALE || freshness == Freshness.EXPIRED) {
            report(code, what + ": of " + moment + ", observed at " + asOf);
        }
    }

    private void checkAnnounced() {
        LocalDate today = asOf.atZone(calendar.zone()).toLocalDate();
        LocalDate through = calendar.announcedThrough(today);
        if (today.isAfter(through)) {
            report(
                    AnomalyCode.CALENDAR_NOT_ANNOUNCED,
                    "holidays are announced through " + through + " only; later sessions follow the weekday rule");
        }
    }

    private Instant newestPrice() {
        Instant newest = newestOf(daily).orElse(Instant.MIN);
        if (intraday != null) {
            newest = later(newest, intradayEnd(intraday));
        }
        return quote == null ? newest : later(newest, quote.at());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant intradayEnd(IntradaySeries series) {
        return series.bars().get(series.bars().size() - 1).start().plus(series.interval());
    }

    private Optional<Instant> newestOf(BarSeries series) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        LocalDate session = series.last().session();
        return Optional.of(calendar.close(calendar.isSession(session) ? session : calendar.previousSession(session)));
    }

    private Optional<SourceStamp> restamp(SourceStamp stamp) {
        boolean volatility = stamp.instrument().equals(volatilityIndex.instrument());
        return newestOf(stamp.kind(), volatility, stamp.asOf())
                .map(moment -> new SourceStamp(
                        stamp.name(), stamp.instrument(), stamp.kind(), moment, stamp.level(), stamp.attempts()));
    }

    private Optional<Instant> newestOf(String kind, boolean volatility, Instant stated) {
        return switch (kind) {
            case SourceStamp.DAILY -> newestOf(volatility ? volatilityIndex : daily);
            case SourceStamp.INTRADAY -> Optional.ofNullable(intraday).map(QualityAssessor::intradayEnd);
            case SourceStamp.QUOTE ->
                Optional.ofNullable(volatility ? volatilityQuote : quote).map(Quote::at);
            case SourceStamp.OPTION_CHAIN -> Optional.ofNullable(optionChain).map(OptionChain::asOf);
            default -> stated.isAfter(asOf) ? Optional.empty() : Optional.of(stated);
        };
    }
}
