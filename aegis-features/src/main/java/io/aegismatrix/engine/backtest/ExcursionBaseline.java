package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.UnitWeights;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The simple ranges and odds to beat: quantiles and frequencies of past excursions in units of the volatility index
 * alone, taken anew every quarter from the paths known by then.
 */
final class ExcursionBaseline {

    /** What a report calls it. */
    static final String NAME = "past excursions in VIX units";

    private static final int LONGEST = Excursions.HORIZONS.get(Excursions.HORIZONS.size() - 1);

    private final FeatureSet features;
    private final VolatilityPath path;
    private final SortedMap<Integer, Excursions> byQuarter = new TreeMap<>();
    private final Map<Ask, Band> bands = new HashMap<>();

    /** What a band in units depends on: all sessions of a quarter share it. */
    private record Ask(int quarter, int horizon, double level, boolean wholePath) {}

    /** Ends of a range as log moves from the close, both at least 0 for paths; NaN both if too little was known. */
    record Range(double down, double up) {}

    ExcursionBaseline(FeatureSet features) {
        this.features = features;
        this.path = VolatilityPath.of(features).withoutEvents();
    }

    Range range(int row, int horizon, double level, boolean wholePath) {
        Optional<Excursions> known = knownAt(row);
        if (known.isEmpty()) {
            return new Range(Double.NaN, Double.NaN);
        }
        Band band = bands.computeIfAbsent(
                new Ask(row / BacktestPeriod.QUARTER, horizon, level, wholePath),
                ask -> wholePath
                        ? known.get().pathBand(horizon, level)
                        : known.get().closeBand(horizon, level));
        double unit = unit(row, horizon);
        return new Range(band.down() * unit, band.up() * unit);
    }

    /** Odds that the path touches a distance on either side; NaN if too little was known. */
    double touchEither(int row, int horizon, double distance) {
        double unit = unit(row, horizon);
        return odds(
                row, known -> known.touch(horizon, Math.log1p(distance) / unit, -Math.log1p(-distance) / unit), unit);
    }

    /** Odds that the close ends beyond a distance on either side; NaN if too little was known. */
    double closeBeyond(int row, int horizon, double distance) {
        double unit = unit(row, horizon);
        return odds(
                row,
                known -> known.closeBeyond(horizon, Math.log1p(distance) / unit, -Math.log1p(-distance) / unit),
                unit);
    }

    private interface Question {
        Excursions.Odds ask(Excursions known);
    }

    private double odds(int row, Question question, double unit) {
        return Double.isNaN(unit)
                ? Double.NaN
                : knownAt(row).map(known -> question.ask(known).either()).orElse(Double.NaN);
    }

    private double unit(int row, int horizon) {
        return MoveUnit.of(path.annualized(row, horizon), features.history().vix(row), 0, horizon);
    }

    private Optional<Excursions> knownAt(int row) {
        int quarter = row / BacktestPeriod.QUARTER;
        int lastKnown = quarter * BacktestPeriod.QUARTER - 1;
        if (lastKnown - LONGEST + 1 - path.firstRow() < 2 * Excursions.MINIMUM_PATHS) {
            return Optional.empty();
        }
        return Optional.of(byQuarter.computeIfAbsent(
                quarter, key -> Excursions.fit(path, UnitWeights.indexAlone(), path.firstRow(), lastKnown)));
    }
}
