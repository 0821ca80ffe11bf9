package io.aegismatrix.features.ta4j;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.Feature;
import io.aegismatrix.features.FeatureGroup;
import io.aegismatrix.features.FeatureWorkspace;
import io.aegismatrix.features.MarketHistory;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * A ta4j indicator as a feature of a catalogue, on the daily bars of the index. It is computed on double numbers over all
 * sessions there are; its first value stands after the indicator's unstable bars. Where ta4j has no number (a division by
 * nothing in a market that stands still), the feature is missing.
 *
 * <p>Volume is 0 in every bar, since index volumes are not usable. That an indicator looks back only is for its author to
 * hold, with {@code FeatureCausality} of the artifact {@code aegis-features-kit}.
 */
public final class Ta4jFeature {

    private Ta4jFeature() {}

    /**
     * A feature from an indicator.
     *
     * @param name lower snake case
     * @param group what it speaks about
     * @param unit see {@link Feature}
     * @param form what makes its values scale-free
     * @param formula the indicator and its parameters in words and symbols; models know the feature by it
     * @param indicator makes the indicator of a series; the same one however often it is asked
     */
    @SuppressWarnings("exports") // Whoever calls this requires ta4j; nobody else should have to.
    public static Feature of(
            String name,
            FeatureGroup group,
            String unit,
            ScaleFree form,
            String formula,
            Function<BarSeries, Indicator<Num>> indicator) {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(formula, "formula");
        int unstable = Math.max(0, indicator.apply(series()).getUnstableBars());
        return new Feature(
                name,
                group,
                unit,
                unstable + 1,
                form.formula() + ", value = " + formula + " (ta4j)",
                workspace -> column(workspace, form, indicator, unstable),
                true);
    }

    private static double[] column(
            FeatureWorkspace workspace, ScaleFree form, Function<BarSeries, Indicator<Num>> indicator, int unstable) {
        MarketHistory history = workspace.history();
        Indicator<Num> values = indicator.apply(series(history, workspace.calendar()));
        double[] column = new double[history.size()];
        Arrays.fill(column, 0, Math.min(unstable, column.length), Double.NaN);
        for (int row = unstable; row < column.length; row++) {
            column[row] = form.of(values.getValue(row).doubleValue(), history.close(row));
        }
        return column;
    }

    private static BarSeries series() {
        return new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
    }

    private static BarSeries series(MarketHistory history, TradingCalendar calendar) {
        BarSeries series = series();
        for (int row = 0; row < history.size(); row++) {
            series.addBar(
                    calendar.close(history.session(row)).atZone(calendar.zone()),
                    history.open(row),
                    history.high(row),
                    history.low(row),
                    history.close(row),
                    0);
        }
        return series;
    }
}
