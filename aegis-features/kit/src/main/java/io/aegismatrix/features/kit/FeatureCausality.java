package io.aegismatrix.features.kit;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.Feature;
import io.aegismatrix.features.FeatureCatalogue;
import io.aegismatrix.features.FeatureFrame;
import java.util.List;

/**
 * Check that features look back only: computed on a history that ends at t, row t must be identical to the bit to row t
 * of the whole history. For anyone who writes a {@link Feature}.
 */
public final class FeatureCausality {

    private FeatureCausality() {}

    /**
     * Checks one feature.
     *
     * @param cuts rows at which the history is cut
     * @throws AssertionError naming the feature, the session and both values
     */
    public static void requireCausal(Feature feature, RandomMarket market, TradingCalendar calendar, int... cuts) {
        requireCausal(FeatureCatalogue.of(List.of(feature)), market, calendar, cuts);
    }

    /**
     * Checks every feature of a catalogue, over all rows of each cut history.
     *
     * @param cuts rows at which the history is cut
     * @throws AssertionError naming the feature, the session and both values
     */
    public static void requireCausal(
            FeatureCatalogue catalogue, RandomMarket market, TradingCalendar calendar, int... cuts) {
        FeatureFrame whole = catalogue.compute(market.history(), calendar);
        for (int cut : cuts) {
            FeatureFrame known = catalogue.compute(market.until(cut).history(), calendar);
            for (Feature feature : catalogue.features()) {
                requireSame(feature.name(), known, whole);
            }
        }
    }

    private static void requireSame(String feature, FeatureFrame known, FeatureFrame whole) {
        for (int row = 0; row < known.rows(); row++) {
            double then = known.value(row, feature);
            double now = whole.value(row, feature);
            if (Double.doubleToLongBits(then) != Double.doubleToLongBits(now)) {
                throw new AssertionError(feature + " on " + known.session(row) + " changes with later data: " + then
                        + " in a history that ends on " + known.session(known.rows() - 1) + ", " + now
                        + " in the whole one");
            }
        }
    }
}
