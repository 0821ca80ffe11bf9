package io.aegismatrix.data;

import io.aegismatrix.data.LevelFilter.Level;
import io.aegismatrix.data.LevelFilter.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether bars inside sessions are this index's, labelled by their start, and true. */
final class IntradayChecks {

    /** Bars of 385 true sessions leave the daily range by at most 0.33 %. */
    private static final double RANGE_TOLERANCE = 0.01;
    /** Largest opening gap to 2024: 5.4 daily deviations (NIFTY 50), 6.2 (BANKNIFTY), both on 2016-11-09. */
    private static final double LARGEST_GAP = 7;

    private static final double LABELLED_SHARE = 0.8;
    private static final Duration STUCK = Duration.ofMinutes(30);
    /** Sessions whose bars must fit before one that does not puts its daily bar in doubt. */
    private static final int FITTING_BEFORE_DOUBT = 3;

    private final Instant asOf;
    private final TradingCalendar calendar;
    private final Findings findings;
    private final BarSeries index;
    private final BarSeries volatility;
    private final boolean makesSpot;

    /**
     * @param index clean daily bars
     * @param volatility clean daily bars
     * @param makesSpot whether the newest price would be taken from the bars
     */
    IntradayChecks(
            Instant asOf,
            TradingCalendar calendar,
            Findings findings,
            BarSeries index,
            BarSeries volatility,
            boolean makesSpot) {
        this.asOf = asOf;
        this.calendar = calendar;
        this.findings = findings;
        this.index = index;
        this.volatility = volatility;
        this.makesSpot = makesSpot;
    }

    /** The bars that can be used; none if they are another instrument's. */
    Optional<IntradaySeries> clean(IntradaySeries series) {
        IntradaySeries open = withoutDays(
                series,
                series.sessions().stream()
                        .filter(day -> !calendar.isSession(day))
                        .toList(),
                AnomalyCode.SESSION_NOT_IN_CALENDAR,
                "intraday bars of %d days the exchange was closed left out");
        IntradaySeries own = withoutOtherIndex(startLabelled(open));
        if (own.bars().isEmpty()) {
            return Optional.empty();
        }
        IntradaySeries clean = withoutBadTicks(own);
        requireMoving(clean);
        return clean.bars().isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    /** Vendors that label a bar by its end have none at the open and one at the close, in every session. */
    private IntradaySeries startLabelled(IntradaySeries series) {
        List<LocalDate> completed = series.sessions().stream()
                .filter(day -> !calendar.close(day).isAfter(asOf))
                .toList();
        long atOpen = count(completed, day -> startsAt(series, day, calendar.open(day)));
        long atClose = count(completed, day -> startsAt(series, day, calendar.close(day)));
        boolean byEnd = !completed.isEmpty()
                && atOpen <= (1 - LABELLED_SHARE) / 2 * completed.size()
                && atClose >= LABELLED_SHARE * completed.size();
        if (!byEnd) {
            return series;
        }
        findings.note(
                AnomalyCode.INTRADAY_LABELLED_BY_END,
                series.instrument() + ": in " + atClose + " of " + completed.size()
                        + " completed sessions there is a bar at the close and none at the open, so bars are labelled by"
                        + " their end; they were moved by " + series.interval().toMinutes() + " minutes");
        return IntradaySeries.of(
                series.instrument(),
                series.interval(),
                calendar.zone(),
                series.bars().stream()
                        .map(bar -> new IntradayBar(
                                bar.start().minus(series.interval()), bar.open(), bar.high(), bar.low(), bar.close()))
                        .toList());
    }

    private static long count(List<LocalDate> days, Predicate<LocalDate> holds) {
        return days.stream().filter(holds).count();
    }

    private static boolean startsAt(IntradaySeries series, LocalDate day, Instant moment) {
        return series.session(day).stream().anyMatch(bar -> bar.start().equals(moment));
    }

    private IntradaySeries withoutOtherIndex(IntradaySeries series) {
        List<LocalDate> days = series.sessions();
        List<LocalDate> comparable =
                days.stream().filter(day -> index.find(day).isPresent()).toList();
        List<LocalDate> misfits =
                comparable.stream().filter(day -> leavesDailyRange(series, day)).toList();
        int fitting = comparable.size() - misfits.size();
        boolean allOther = comparable.isEmpty() ? gapsAway(series) : misfits.size() > fitting;
        LocalDate newest = comparable.isEmpty() ? LocalDate.MIN : comparable.get(comparable.size() - 1);
        if (!allOther
                && newest.equals(index.last().session())
                && misfits.contains(newest)
                && fitting >= FITTING_BEFORE_DOUBT) {
            DailyBar bar = index.last();
            throw AnomalyCode.DAILY_AGAINST_INTRADAY.refusal(index.instrument() + ": the bars inside the session of "
                    + newest + " lie between " + low(series.session(newest)) + " and " + high(series.session(newest))
                    + ", the daily bar between " + bar.low() + " and " + bar.high()
                    + ", while the bars of " + fitting + " other sessions agree with theirs: one of the two is wrong"
                    + DailyChecks.goOn(index));
        }
        if (allOther && makesSpot && running(series)) {
            throw AnomalyCode.SPOT_NOT_THIS_INDEX.refusal(series.instrument() + ": the bars of the running session, the"
                    + " newest at " + newestBar(series).close() + ", are another instrument's: "
                    + evidence(series, comparable, misfits)
                    + "; give this index's bars, or look at the last completed session, as of "
                    + index.last().session());
        }
        if (allOther) {
            findings.note(
                    AnomalyCode.INTRADAY_OTHER_INDEX,
                    series.instrument() + ": all bars inside sessions left out: "
                            + evidence(series, comparable, misfits));
            return IntradaySeries.of(series.instrument(), series.interval(), calendar.zone(), List.of());
        }
        return withoutDays(
                series,
                misfits,
                AnomalyCode.INTRADAY_OTHER_INDEX,
                "the bars inside %d sessions leave the daily range and were left out");
    }

    private String evidence(IntradaySeries series, List<LocalDate> comparable, List<LocalDate> misfits) {
        return comparable.isEmpty()
                ? "they begin at " + series.bars().get(0).open() + ", the last daily close is "
                        + index.last().close() + " on " + index.last().session()
                : "in " + misfits.size() + " of " + comparable.size() + " sessions they leave the daily range"
                        + Findings.newest(misfits);
    }

    private boolean leavesDailyRange(IntradaySeries series, LocalDate day) {
        DailyBar bar = index.bar(index.find(day).orElseThrow());
        List<IntradayBar> bars = series.session(day);
        // The median of many bars: one misprint does not make another instrument.
        double middle = bars.stream()
                .mapToDouble(IntradayBar::close)
                .sorted()
                .skip(bars.size() / 2)
                .findFirst()
                .orElseThrow();
        return middle > bar.high() * (1 + RANGE_TOLERANCE) || middle < bar.low() * (1 - RANGE_TOLERANCE);
    }

    private boolean gapsAway(IntradaySeries series) {
        OptionalDouble deviation = new PairedSeries(index, volatility).deviation(index.size() - 1);
        double limit = deviation.isPresent() ? LARGEST_GAP * deviation.getAsDouble() : DailyChecks.INDEX_LIMIT;
        double first = series.bars().get(0).open();
        return series.sessions().get(0).isAfter(index.last().session())
                && Math.abs(Math.log(first / index.last().close())) > limit;
    }

    private IntradaySeries withoutBadTicks(IntradaySeries series) {
        List<IntradayBar> bars = series.bars();
        List<Level> levels = bars.stream()
                .map(bar -> new Level(
                        bar.start().atZone(calendar.zone()).toLocalDate(), bar.high(), bar.low(), bar.close()))
                .toList();
        Verdict verdict = new LevelFilter(DailyChecks.INDEX_LIMIT, DailyChecks.INDEX_LIMIT).judge(levels);
        OptionalInt off = verdict.newest().isPresent() ? verdict.newest() : verdict.broken();
        if (off.isPresent() && makesSpot && running(series)) {
            IntradayBar bar = bars.get(off.getAsInt());
            throw AnomalyCode.NEWEST_BAR_IMPOSSIBLE.refusal(series.instrument() + ": the bar at " + bar.start()
                    + " of the running session closes at " + bar.close()
                    + ", far off the bars before; give the true bar, or look at the last completed session, as of "
                    + index.last().session());
        }
        verdict.newest().ifPresent(from -> verdict.out().set(from, bars.size()));
        verdict.broken().ifPresent(from -> verdict.out().set(from, bars.size()));
        Set<Integer> out = new HashSet<>(verdict.out().stream().boxed().toList());
        List<IntradayBar> kept = new ArrayList<>();
        List<Instant> gone = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            if (out.contains(i)) {
                gone.add(bars.get(i).start());
            } else {
                kept.add(bars.get(i));
            }
        }
        findings.leftOut(
                AnomalyCode.BAD_TICK,
                series.instrument() + ": %d bars inside sessions far off their neighbours left out",
                gone);
        return gone.isEmpty()
                ? series
                : IntradaySeries.of(series.instrument(), series.interval(), calendar.zone(), kept);
    }

    /** Refuses a spot from bars that have stood still; no session of 2009 or 2024 has two equal 5-minute bars running. */
    private void requireMoving(IntradaySeries series) {
        if (!makesSpot || !running(series)) {
            return;
        }
        List<IntradayBar> today = series.session(today());
        IntradayBar last = today.get(today.size() - 1);
        int same = 1;
        while (same < today.size() && samePrices(today.get(today.size() - 1 - same), last)) {
            same++;
        }
        Duration still = series.interval().multipliedBy(same);
        if (still.compareTo(STUCK) >= 0 && tradesContinuously(last)) {
            throw AnomalyCode.SPOT_STUCK.refusal(series.instrument() + ": the bars have stood still at " + last.close()
                    + " for " + still.toMinutes() + " minutes, until "
                    + last.start().plus(series.interval()) + ": the feed is stuck; ask it again, or look at the last"
                    + " completed session, as of " + index.last().session());
        }
    }

    /** Whether shares trade continuously in a bar: from then to the close an index stands still by rule. */
    private boolean tradesContinuously(IntradayBar bar) {
        return calendar.hours(today()).moves(bar.start());
    }

    private static boolean samePrices(IntradayBar bar, IntradayBar other) {
        return bar.open() == other.open()
                && bar.high() == other.high()
                && bar.low() == other.low()
                && bar.close() == other.close();
    }

    private boolean running(@Nullable IntradaySeries series) {
        return series != null
                && calendar.state(asOf) == SessionState.OPEN
                && !series.session(today()).isEmpty();
    }

    private LocalDate today() {
        return asOf.atZone(calendar.zone()).toLocalDate();
    }

    private static IntradayBar newestBar(IntradaySeries series) {
        return series.bars().get(series.bars().size() - 1);
    }

    private static double low(List<IntradayBar> bars) {
        return bars.stream().mapToDouble(IntradayBar::low).min().orElseThrow();
    }

    private static double high(List<IntradayBar> bars) {
        return bars.stream().mapToDouble(IntradayBar::high).max().orElseThrow();
    }

    private IntradaySeries withoutDays(IntradaySeries series, List<LocalDate> days, AnomalyCode code, String what) {
        if (days.isEmpty()) {
            return series;
        }
        findings.leftOut(code, series.instrument() + ": " + what, days);
        Set<LocalDate> gone = new HashSet<>(days);
        return IntradaySeries.of(
                series.instrument(),
                series.interval(),
                calendar.zone(),
                series.bars().stream()
                        .filter(bar -> !gone.contains(
                                bar.start().atZone(calendar.zone()).toLocalDate()))
                        .toList());
    }
}
