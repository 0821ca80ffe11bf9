package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.RandomMarket;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GjrGarchTest {

    /** Returns of a market whose volatility rises more after falls. */
    static double[] returns(long seed, int count) {
        Random random = new Random(seed);
        double variance = 1.2e-4;
        double[] returns = new double[count];
        for (int i = 0; i < count; i++) {
            returns[i] = Math.sqrt(variance) * random.nextGaussian();
            variance = 3e-6 + (returns[i] < 0 ? 0.16 : 0.04) * returns[i] * returns[i] + 0.87 * variance;
        }
        return returns;
    }

    /**
     * Python arch 8.0.0: arch_model(100 r, mean='Zero', vol='GARCH', p=1, o=1 or 0, q=1).fit(backcast=mean of squares),
     * the likelihood brought back from percent; the ten-session volatility by iterating the variance from 2e-4.
     */
    @ParameterizedTest
    @CsvSource({
        "true, 2.8657806e-6, 0.0365739, 0.1257723, 0.8727544, 4953.545003, 0.2180907",
        "false, 3.0968399e-6, 0.1112362, 0, 0.8563270, 4940.163965, 0.2164938"
    })
    void finds_the_maximum_likelihood_another_tool_finds(
            boolean asymmetric,
            double omega,
            double alpha,
            double gamma,
            double beta,
            double logLikelihood,
            double tenSessions) {
        double[] returns = returns(5, 1500);

        GjrGarch model = GjrGarch.fit(returns, asymmetric);

        Offset<Double> tolerance = within(1e-4);
        assertThat(model.omega()).isCloseTo(omega, within(2e-9));
        assertThat(model.alpha()).isCloseTo(alpha, tolerance);
        assertThat(model.gamma()).isCloseTo(gamma, tolerance);
        assertThat(model.beta()).isCloseTo(beta, tolerance);
        assertThat(model.logLikelihood(returns)).isCloseTo(logLikelihood, within(1e-4));
        assertThat(model.annualized(2e-4, 10)).isCloseTo(tenSessions, within(1e-5));
    }

    @Test
    void fits_the_same_bits_twice() {
        double[] returns = returns(9, 600);
        assertThat(GjrGarch.fit(returns, true)).isEqualTo(GjrGarch.fit(returns, true));
    }

    @Test
    void forecasts_the_average_of_the_variances_on_the_way_and_the_long_run_in_the_end() {
        GjrGarch model = new GjrGarch(2e-6, 0.05, 0.1, 0.88, 1e-4);
        double variance = 3e-4;
        double sum = 0;
        for (int session = 0; session < 20; session++) {
            sum += variance;
            variance = model.omega() + model.persistence() * variance;
        }
        assertThat(model.annualized(3e-4, 20)).isCloseTo(Math.sqrt(252 * sum / 20), within(1e-12));
        assertThat(model.annualized(3e-4, 1)).isCloseTo(Math.sqrt(252 * 3e-4), within(1e-12));
        assertThat(model.annualized(3e-4, 100_000)).isCloseTo(Math.sqrt(252 * 2e-6 / 0.02), within(1e-3));
    }

    @Test
    void a_fall_raises_the_next_variance_more_than_a_rise() {
        RandomMarket market = RandomMarket.of(3, 400);
        MarketHistory history = TestMarkets.of(market).history();
        GjrGarch model = new GjrGarch(2e-6, 0.05, 0.1, 0.88, 1e-4);
        double[] variances = model.variances(history);
        for (int row = 1; row < history.size(); row++) {
            double r = history.logReturn(row);
            double weight = r < 0 ? 0.15 : 0.05;
            assertThat(variances[row]).isCloseTo(2e-6 + weight * r * r + 0.88 * variances[row - 1], within(1e-15));
        }
    }

    @Test
    void past_forecasts_do_not_know_what_comes() {
        RandomMarket market = RandomMarket.of(4, 520);
        GarchPath whole = GarchPath.of(TestMarkets.of(market).history(), 300, true);
        GarchPath cut = GarchPath.of(TestMarkets.of(market.until(430)).history(), 300, true);
        assertThat(whole.annualized(299, 5)).isNaN();
        for (int row = 300; row <= 430; row++) {
            assertThat(cut.annualized(row, 5))
                    .isEqualTo(whole.annualized(row, 5))
                    .isPositive();
        }
    }

    @Test
    void refuses_what_is_no_model() {
        assertThatThrownBy(() -> new GjrGarch(1e-6, 0.1, 0.1, 0.9, 1e-4))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("beta=0.9");
        assertThatThrownBy(() -> new GjrGarch(1e-6, 0.1, -0.2, 0.8, 1e-4)).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> GjrGarch.fit(new double[300], true))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("never moved");
        MarketHistory history = TestMarkets.of(RandomMarket.of(3, 100)).history();
        assertThatThrownBy(() -> GjrGarch.fit(history, 99, true))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("99 returns");
    }

    @Test
    void a_symmetric_model_has_no_extra_weight_of_falls() {
        assertThat(GjrGarch.fit(returns(5, 500), false).gamma()).isZero();
    }
}
