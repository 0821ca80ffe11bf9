package io.aegismatrix.benchmark;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.FeatureCatalogue;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.indicator.MovingAverages;
import io.aegismatrix.features.indicator.Rolling;
import io.aegismatrix.features.indicator.Rsi;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;

/** The feature frame over a growing history, and four of its indicators against ta4j's on doubles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FeatureBenchmark {

    /** Sessions of the history; the second is ten times the first. */
    @Param({"428", "4280"})
    public int sessions;

    private MarketSnapshot market;
    private MarketHistory history;
    private BarSeries series;

    /** Lays the bars of an invented market end to end until there are enough. */
    @Setup
    public void market() {
        MarketSnapshot whole =
                MarketSources.synthetic(1).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T12:00:00Z")));
        List<LocalDate> all = whole.calendar().sessions(LocalDate.of(2007, 9, 1), LocalDate.of(2024, 12, 31));
        List<LocalDate> days = all.subList(all.size() - sessions, all.size());
        market = MarketSnapshot.at(whole.asOf(), whole.underlying(), whole.calendar())
                .daily(repeated(whole.daily(), days))
                .volatilityIndex(repeated(whole.volatilityIndex(), days))
                .assessQuality(List.of(), List.of())
                .build();
        history = MarketHistory.of(market.daily(), market.volatilityIndex());
        series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        market.daily()
                .bars()
                .forEach(bar -> series.addBar(
                        bar.session().atStartOfDay(ZoneOffset.UTC), bar.open(), bar.high(), bar.low(), bar.close()));
    }

    private static io.aegismatrix.data.BarSeries repeated(io.aegismatrix.data.BarSeries bars, List<LocalDate> days) {
        List<DailyBar> laid = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            DailyBar bar = bars.bar(i % bars.size());
            laid.add(new DailyBar(days.get(i), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()));
        }
        return io.aegismatrix.data.BarSeries.of(bars.instrument(), laid);
    }

    /** Every feature of every session. */
    @Benchmark
    public FeatureFrame frame() {
        return FeatureCatalogue.daily().compute(history, market.calendar());
    }

    /** What a forecast of today needs. */
    @Benchmark
    public FeatureSet forecast() {
        return FeatureSet.forForecast(market);
    }

    /** RSI 14, simple averages over 20 and 200 and an exponential one over 50 sessions. */
    @Benchmark
    public double indicators() {
        double[] close = history.closes();
        int last = close.length - 1;
        return Rsi.of(close, 14)[last]
                + Rolling.mean(close, 20)[last]
                + Rolling.mean(close, 200)[last]
                + MovingAverages.exponential(close, 50)[last];
    }

    /** The same by ta4j. */
    @Benchmark
    public double indicatorsTa4j() {
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        return all(new RSIIndicator(close, 14))
                + all(new SMAIndicator(close, 20))
                + all(new SMAIndicator(close, 200))
                + all(new EMAIndicator(close, 50));
    }

    private double all(CachedIndicator<org.ta4j.core.num.Num> indicator) {
        double last = 0;
        for (int i = 0; i < series.getBarCount(); i++) {
            last = indicator.getValue(i).doubleValue();
        }
        return last;
    }
}
