package io.aegismatrix.features.chain;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.TradingCalendar;
import java.util.OptionalDouble;

/** Undiscounted Black (1976) prices, volatilities and greeks at one forward and time. */
final class BlackModel {

    /** Least time value a volatility is read from, points: below one tick it is rounding. */
    static final double LEAST_TIME_VALUE = 0.05;

    private static final double LARGEST_VOLATILITY = 5;

    private final double forward;
    private final double years;

    BlackModel(double forward, double years) {
        this.forward = forward;
        this.years = years;
    }

    double price(double strike, Right right, double volatility) {
        return BlackFormulaRepository.price(forward, strike, years, volatility, right == Right.CALL);
    }

    /** The volatility at which the option costs {@code price}; empty without time or time value. */
    OptionalDouble volatility(double strike, Right right, double price) {
        double intrinsic = Math.max(0, right == Right.CALL ? forward - strike : strike - forward);
        if (years <= 0 || price - intrinsic < LEAST_TIME_VALUE || price > price(strike, right, LARGEST_VOLATILITY)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                BlackFormulaRepository.impliedVolatility(price, forward, strike, years, right == Right.CALL));
    }

    Greeks greeks(double strike, Right right, double volatility) {
        return new Greeks(
                BlackFormulaRepository.delta(forward, strike, years, volatility, right == Right.CALL),
                BlackFormulaRepository.gamma(forward, strike, years, volatility),
                BlackFormulaRepository.vega(forward, strike, years, volatility),
                BlackFormulaRepository.driftlessTheta(forward, strike, years, volatility)
                        / TradingCalendar.SESSIONS_PER_YEAR);
    }
}
