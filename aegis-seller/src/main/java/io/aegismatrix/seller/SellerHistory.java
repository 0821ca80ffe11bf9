package io.aegismatrix.seller;

import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.UnitWeights;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;

/**
 * The past as the seller's models may use it: features, and the volatility forecasts as they would have been made at the
 * time.
 */
final class SellerHistory {

    private final FeatureSet features;
    private final VolatilityPath path;
    private final VolatilityPath reach;
    private final int firstRow;

    SellerHistory(FeatureSet features) {
        this.features = features;
        this.path = VolatilityPath.of(features);
        this.reach = VolatilityPath.of(features, ForecastTarget.REACH_UNIT);
        this.firstRow = Math.max(features.daily().firstCompleteRow(), path.firstRow());
    }

    /** Forecasts of realised volatility. */
    VolatilityPath path() {
        return path;
    }

    /** Forecasts of how far paths go: what ranges and breaches are measured in. */
    VolatilityPath reach() {
        return reach;
    }

    /** What the newest forecast of how far paths go, fitted on outcomes known at a row, says of every row. */
    VolatilityPath reachInHindsight(int lastKnown) {
        return VolatilityPath.hindsight(features, ForecastTarget.REACH_UNIT, lastKnown);
    }

    /** What the newest forecast of realised volatility, fitted on outcomes known at a row, says of every row. */
    VolatilityPath pathInHindsight(int lastKnown) {
        return VolatilityPath.hindsight(features, ForecastTarget.REALIZED, lastKnown);
    }

    /** Share of the reach forecast in the unit of past moves, by what was known at a row. */
    UnitWeights unitWeights(int lastKnown) {
        return UnitWeights.learned(reach, firstRow, lastKnown);
    }

    /** First row with all features and a forecast. */
    int firstRow() {
        return firstRow;
    }

    /** Whether all features and the forecast are known: not so where the volatility index has no bar. */
    boolean usable(int row) {
        return features.daily().complete(row) && Double.isFinite(path.annualized(row, 1));
    }
}
