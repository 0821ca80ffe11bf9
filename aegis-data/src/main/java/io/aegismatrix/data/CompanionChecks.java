package io.aegismatrix.data;

import io.aegismatrix.data.LevelFilter.Level;
import io.aegismatrix.data.LevelFilter.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Whether a companion is what its name says. It is optional: what is not is left out as a whole, and told. */
final class CompanionChecks {

    /** No volatility index has stood above it, and no index of ours below. */
    private static final double LEVEL = 200;

    private static final int FEWEST_CLOSED_DAYS = 5;
    private static final double OFF_SHARE = 0.02;

    private final TradingCalendar calendar;
    private final Findings findings;

    CompanionChecks(TradingCalendar calendar, Findings findings) {
        this.calendar = calendar;
        this.findings = findings;
    }

    /** The companion without what cannot be true; empty if that is the companion itself. */
    Optional<CompanionSeries> clean(CompanionSeries series, BarSeries index) {
        BitSet closed = closed(series);
        Verdict verdict = filter(series.companion())
                .judge(series.bars().bars().stream()
                        .map(bar -> new Level(bar.session(), bar.high(), bar.low(), bar.close()))
                        .toList());
        Optional<String> wrong = wrong(series, closed.cardinality(), verdict, index);
        if (wrong.isPresent()) {
            note(series, "left out: " + wrong.get());
            return Optional.empty();
        }
        BitSet out = (BitSet) verdict.out().clone();
        out.or(closed);
        return without(series, out);
    }

    private void note(CompanionSeries series, String what) {
        findings.note(AnomalyCode.COMPANION_LEFT_OUT, series.companion() + " from " + series.source() + " " + what);
    }

    private BitSet closed(CompanionSeries series) {
        BitSet closed = new BitSet();
        for (int i = 0; i < series.bars().size(); i++) {
            closed.set(i, series.companion().isClosed(series.bars().bar(i).session(), calendar));
        }
        return closed;
    }

    private static LevelFilter filter(Companion companion) {
        return companion.isVolatility()
                ? new LevelFilter(DailyChecks.VOLATILITY_LIMIT, DailyChecks.VOLATILITY_RANGE_LIMIT)
                : new LevelFilter(DailyChecks.INDEX_LIMIT, DailyChecks.INDEX_LIMIT);
    }

    private static Optional<String> wrong(CompanionSeries series, int closed, Verdict verdict, BarSeries index) {
        BarSeries bars = series.bars();
        double median = VolatilityChecks.medianClose(bars);
        if (median > LEVEL == series.companion().isVolatility()) {
            return Optional.of("its closes lie around " + median + ", so it is another instrument");
        }
        if (VolatilityChecks.equalShare(index, bars) > VolatilityChecks.COPY_SHARE) {
            return Optional.of("it holds the closes of " + index.instrument());
        }
        if (closed >= FEWEST_CLOSED_DAYS && closed > OFF_SHARE * bars.size()) {
            return Optional.of(
                    closed + " of " + bars.size() + " bars are of days its exchange was closed: another time zone");
        }
        if (verdict.broken().isPresent()) {
            return Optional.of("its level breaks on "
                    + bars.bar(verdict.broken().getAsInt()).session());
        }
        return verdict.newest().isPresent()
                ? Optional.of("its newest bars step where no session can bring them, from "
                        + bars.bar(verdict.newest().getAsInt()).session() + " on")
                : Optional.empty();
    }

    private Optional<CompanionSeries> without(CompanionSeries series, BitSet out) {
        if (out.isEmpty()) {
            return Optional.of(series);
        }
        List<DailyBar> kept = new ArrayList<>();
        List<Object> gone = new ArrayList<>();
        for (int i = 0; i < series.bars().size(); i++) {
            DailyBar bar = series.bars().bar(i);
            if (out.get(i)) {
                gone.add(bar.session());
            } else {
                kept.add(bar);
            }
        }
        note(series, "without " + gone.size() + " bars of closed days or off the level" + Findings.newest(gone));
        return CompanionSeries.of(
                series.companion(), series.source(), BarSeries.of(series.bars().instrument(), kept));
    }
}
