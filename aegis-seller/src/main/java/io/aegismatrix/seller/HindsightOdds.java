package io.aegismatrix.seller;

import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.seller.BreachModel.State;

/**
 * Past excursions in units of what the newest forecast says of their day: what breach odds start from. Ranges are made
 * from excursions in units of the forecast of the day instead: on 2015 to 2024 odds scored better in hindsight, ranges
 * alike up to 20 sessions and worse over 30.
 *
 * @param reach the newest forecast of how far paths go, at every row
 * @param excursions past paths in its units
 */
record HindsightOdds(VolatilityPath reach, Excursions excursions) {

    /** From outcomes known at the close of a row. */
    static HindsightOdds knownBy(int lastKnown, SellerHistory past) {
        VolatilityPath reach = past.reachInHindsight(lastKnown);
        return new HindsightOdds(reach, Excursions.fit(reach, past.unitWeights(lastKnown), past.firstRow(), lastKnown));
    }

    State state(FeatureSet features, int row, int horizon) {
        return State.past(features, row, horizon, reach, excursions);
    }
}
