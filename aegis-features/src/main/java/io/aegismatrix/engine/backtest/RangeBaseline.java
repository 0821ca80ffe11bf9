package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The simple range to beat: quantiles of past excursions in units of the volatility index alone, taken anew every quarter
 * from the paths known by then.
 */
final class RangeBaseline {

    private final FeatureSet features;
    private final VolatilityPath path;
    private final SortedMap<Integer, Excursions> byQuarter = new TreeMap<>();

    /** Ends of a range as log moves from the close, both at least 0 for paths. */
    record Range(double down, double up) {}

    RangeBaseline(FeatureSet features) {
        this.features = features;
        this.path = VolatilityPath.of(features);
    }

    Range of(int row, int horizon, double level, boolean wholePath) {
        int quarter = row / BacktestPeriod.QUARTER;
        Excursions known = byQuarter.computeIfAbsent(
                quarter, key -> Excursions.fit(path, 0, path.firstRow(), key * BacktestPeriod.QUARTER - 1));
        Band band = wholePath ? known.pathBand(horizon, level) : known.closeBand(horizon, level);
        double unit =
                MoveUnit.of(path.annualized(row, horizon), features.history().vix(row), 0, horizon);
        return new Range(band.down() * unit, band.up() * unit);
    }
}
