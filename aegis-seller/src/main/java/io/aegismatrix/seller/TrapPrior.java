package io.aegismatrix.seller;

import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.TrapLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * The odds of a trap before the trees look at the market: the mean of how often traps happened, and of the share of past
 * errors of the volatility forecast that would lift today's above the volatility index. Immutable.
 */
final class TrapPrior {

    private static final String ERRORS = "errors";
    private static final String PREMIUMS = "premiums";

    /** ln(realised volatility / forecast) of past sessions. */
    private final ForecastErrors errors;

    /** ln(realised volatility / volatility index) of the same sessions: a trap where positive. */
    private final ForecastErrors premiums;

    private TrapPrior(ForecastErrors errors, ForecastErrors premiums) {
        this.errors = errors;
        this.premiums = premiums;
    }

    /** From all outcomes known at the close of a row. */
    static TrapPrior knownBy(int lastKnown, FeatureSet features, SellerHistory past) {
        List<Double> errors = new ArrayList<>();
        List<Double> premiums = new ArrayList<>();
        for (int row = past.firstRow(); row + TrapLabels.HORIZON <= lastKnown; row++) {
            if (past.usable(row)) {
                double realized =
                        Math.log(features.history().trailingVolatility(row + TrapLabels.HORIZON, TrapLabels.HORIZON));
                errors.add(realized - Math.log(past.path().annualized(row, TrapLabels.HORIZON)));
                premiums.add(realized - Math.log(features.history().vix(row) / 100));
            }
        }
        return new TrapPrior(ForecastErrors.of(errors), ForecastErrors.of(premiums));
    }

    /** Log-odds of a trap at a value of ln(forecast volatility / volatility index). */
    double margin(double forecastToVix) {
        double probability = (errors.shareAbove(-forecastToVix) + premiums.shareAbove(0)) / 2;
        return Math.log(probability / (1 - probability));
    }

    byte[] toBytes() {
        SafeTensors.Builder file = SafeTensors.builder();
        errors.putInto(file, ERRORS);
        premiums.putInto(file, PREMIUMS);
        return file.build().toBytes();
    }

    /** Reads what {@link #toBytes} wrote. @throws io.aegismatrix.engine.ModelException if it is anything else */
    static TrapPrior parse(byte[] bytes, String what) {
        SafeTensors file = SafeTensors.parse(bytes, what);
        return new TrapPrior(ForecastErrors.parse(file, ERRORS), ForecastErrors.parse(file, PREMIUMS));
    }
}
