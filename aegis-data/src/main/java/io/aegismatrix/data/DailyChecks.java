package io.aegismatrix.data;

import io.aegismatrix.data.LevelFilter.Level;
import io.aegismatrix.data.LevelFilter.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * What one daily series must be like by itself. The limits stand beyond everything in the 17 years of NIFTY 50, BANKNIFTY
 * and India VIX to 2024 and in 34 years of S&P 500 and its VIX; docs/CHECKS.md has the figures.
 */
final class DailyChecks {

    /** Trading halts when an index has moved by 20 %; 2009-05-18 reached 19.8 %. */
    static final double INDEX_LIMIT = 0.25;

    /** Largest change of a VIX close: 0.77 (S&P 500, 2018-02-05); India VIX 0.50. */
    static final double VOLATILITY_LIMIT = Math.log(3);
    /** Farthest high or low of India VIX from its closes: 1.25, in its first months. */
    static final double VOLATILITY_RANGE_LIMIT = Math.log(4);

    /** The same exact four prices never come back within a week by chance. */
    private static final int STUCK_WITHIN = 5;

    private static final int RECENT = 252;
    private static final int FEWEST_CLOSED_DAYS = 5;
    private static final double OFF_SHARE = 0.02;

    private final TradingCalendar calendar;
    private final Findings findings;

    DailyChecks(TradingCalendar calendar, Findings findings) {
        this.calendar = calendar;
        this.findings = findings;
    }

    /** The index without what cannot be true. @throws MarketDataException if its newest bar or its level cannot be */
    BarSeries index(BarSeries series) {
        BarSeries open = withoutClosedDays(series);
        requireRange(open);
        BarSeries clean = withoutBadTicks(open, new LevelFilter(INDEX_LIMIT, INDEX_LIMIT));
        return withoutFlat(withoutRepeats(clean));
    }

    /** The volatility index likewise; a close without a range and a repeated newest bar are no reason to refuse. */
    BarSeries volatilityIndex(BarSeries series) {
        BarSeries open = withoutClosedDays(series);
        return withoutRepeats(withoutBadTicks(open, new LevelFilter(VOLATILITY_LIMIT, VOLATILITY_RANGE_LIMIT)));
    }

    private BarSeries withoutClosedDays(BarSeries series) {
        BitSet closed = new BitSet();
        int fresh = 0;
        for (int i = 0; i < series.size(); i++) {
            if (!calendar.isSession(series.bar(i).session())) {
                closed.set(i);
                fresh += i > 0 && series.bar(i).close() == series.bar(i - 1).close() ? 0 : 1;
            }
        }
        if (closed.isEmpty()) {
            return series;
        }
        requireDaysOfThisExchange(series, closed.cardinality(), fresh);
        return without(
                series,
                closed,
                AnomalyCode.SESSION_NOT_IN_CALENDAR,
                "%d bars on days the exchange was closed left out");
    }

    /** Bars carried over a weekend repeat the last; bars stamped a day off, or of another country, do not. */
    private void requireDaysOfThisExchange(BarSeries series, int closed, int fresh) {
        int expected = calendar.sessions(series.bar(0).session(), series.last().session())
                .size();
        int missing = expected - (series.size() - closed);
        if (fresh >= FEWEST_CLOSED_DAYS && fresh > OFF_SHARE * series.size() && missing > OFF_SHARE * expected) {
            throw AnomalyCode.STAMPS_A_DAY_OFF.refusal(series.instrument() + ": " + fresh + " of " + series.size()
                    + " bars are of days the exchange was closed, such as "
                    + firstClosed(series) + ", and " + missing + " of " + expected
                    + " sessions have none: is the time zone of the stamps right (a day without an offset is an Indian"
                    + " one), and is it this market's series?");
        }
    }

    private LocalDate firstClosed(BarSeries series) {
        return series.bars().stream()
                .map(DailyBar::session)
                .filter(day -> !calendar.isSession(day))
                .findFirst()
                .orElseThrow();
    }

    private static void requireRange(BarSeries series) {
        if (series.isEmpty()) {
            return;
        }
        DailyBar last = series.last();
        for (int i = Math.max(0, series.size() - 1 - STUCK_WITHIN); i < series.size() - 1; i++) {
            if (samePrices(last, series.bar(i))) {
                throw AnomalyCode.NEWEST_BAR_STUCK.refusal(series.instrument() + ": the newest bar, of "
                        + last.session() + ", repeats the four prices of "
                        + series.bar(i).session() + " (close " + last.close() + ")" + goOn(series));
            }
        }
        if (isFlat(last)) {
            throw AnomalyCode.NEWEST_BAR_FLAT.refusal(series.instrument() + ": the newest bar, of " + last.session()
                    + ", has open = high = low = close = " + last.close() + ", so the day's range is not known"
                    + goOn(series));
        }
    }

    /** How to go on when the newest bar is of no use. */
    static String goOn(BarSeries series) {
        return "; give the true bar, or look at the market as it was before, as of "
                + (series.size() > 1 ? series.bar(series.size() - 2).session().toString() : "an earlier day");
    }

    private BarSeries withoutBadTicks(BarSeries series, LevelFilter filter) {
        List<Level> levels = series.bars().stream()
                .map(bar -> new Level(bar.session(), bar.high(), bar.low(), bar.close()))
                .toList();
        Verdict verdict = filter.judge(levels);
        verdict.newest().ifPresent(from -> refuseNewest(series, from));
        verdict.broken().ifPresent(at -> refuseLevel(series, at));
        return without(series, verdict.out(), AnomalyCode.BAD_TICK, "%d bars far off their neighbours left out");
    }

    private static void refuseNewest(BarSeries series, int from) {
        DailyBar bar = series.bar(from);
        String before = from == 0
                ? ""
                : ", after a close of " + series.bar(from - 1).close() + " on "
                        + series.bar(from - 1).session();
        throw AnomalyCode.NEWEST_BAR_IMPOSSIBLE.refusal(String.format(
                Locale.ROOT,
                "%s: the newest prices cannot be: open %s, high %s, low %s, close %s on %s%s; give the true bar, or look at"
                        + " the market as it was before, as of %s",
                series.instrument(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.session(),
                before,
                from == 0 ? "DATE" : series.bar(from - 1).session()));
    }

    private static void refuseLevel(BarSeries series, int at) {
        throw AnomalyCode.LEVEL_BROKEN.refusal(series.instrument() + ": the close goes from "
                + series.bar(at - 1).close() + " on " + series.bar(at - 1).session() + " to "
                + series.bar(at).close() + " on " + series.bar(at).session()
                + " and stays there: two units or two instruments in one series; give one, or start after that day");
    }

    private BarSeries withoutRepeats(BarSeries series) {
        BitSet repeats = new BitSet();
        for (int i = Math.max(1, series.size() - RECENT); i < series.size(); i++) {
            if (samePrices(series.bar(i), series.bar(i - 1))) {
                repeats.set(i);
            }
        }
        return without(
                series, repeats, AnomalyCode.STALE_REPEAT, "%d bars that repeat the prices of the bar before left out");
    }

    private BarSeries withoutFlat(BarSeries series) {
        BitSet flat = new BitSet();
        for (int i = 0; i < series.size() - 1; i++) {
            if (isFlat(series.bar(i))) {
                flat.set(i);
            }
        }
        return without(series, flat, AnomalyCode.FLAT_BAR, "%d bars with one price only left out");
    }

    /** The series without the marked bars, which are told. */
    BarSeries without(BarSeries series, BitSet marked, AnomalyCode code, String what) {
        if (marked.isEmpty()) {
            return series;
        }
        List<DailyBar> kept = new ArrayList<>();
        List<LocalDate> gone = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (marked.get(i)) {
                gone.add(series.bar(i).session());
            } else {
                kept.add(series.bar(i));
            }
        }
        findings.leftOut(code, series.instrument() + ": " + what, gone);
        return BarSeries.of(series.instrument(), kept);
    }

    private static boolean isFlat(DailyBar bar) {
        return bar.high() == bar.low();
    }

    private static boolean samePrices(DailyBar bar, DailyBar before) {
        return bar.open() == before.open()
                && bar.high() == before.high()
                && bar.low() == before.low()
                && bar.close() == before.close();
    }
}
