package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Golden numbers from an independent implementation on numpy 1.24.2 and scipy 1.10.1. */
final class SignificanceTestsTest {

    private static final int N = 300;

    private static boolean[] breaks() {
        boolean[] broken = new boolean[N];
        for (int i = 0; i < N; i++) {
            broken[i] = Math.sin(i * 0.9) + Math.sin(i * 0.17) > 1.2;
        }
        return broken;
    }

    @Test
    void kupiec_compares_breaks_with_the_promise() {
        TestResult result = CoverageTests.kupiec(breaks(), 0.9);
        assertThat(result.statistic()).isCloseTo(5.596455837679315, within(1e-9));
        assertThat(result.pValue()).isCloseTo(0.017996848817179098, within(1e-9));
    }

    @Test
    void kupiec_allows_ranges_that_never_break() {
        assertThat(CoverageTests.kupiec(new boolean[250], 0.95).statistic())
                .isCloseTo(-2 * 250 * Math.log(0.95), within(1e-9));
    }

    @Test
    void christoffersen_sees_breaks_that_come_in_clusters() {
        TestResult result = CoverageTests.christoffersen(breaks());
        assertThat(result.statistic()).isCloseTo(46.49706163041391, within(1e-9));
        assertThat(result.pValue()).isCloseTo(9.175594172394318e-12, within(1e-13));
    }

    @Test
    void christoffersen_rejects_independent_breaks_about_as_often_as_it_says() {
        SplittableRandom random = new SplittableRandom(5);
        int rejected = 0;
        for (int repetition = 0; repetition < 400; repetition++) {
            boolean[] broken = new boolean[500];
            for (int i = 0; i < broken.length; i++) {
                broken[i] = random.nextDouble() < 0.1;
            }
            rejected += CoverageTests.christoffersen(broken).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected / 400.0).isBetween(0.02, 0.10);
    }

    private static double[] losses(double level, double size, double phase) {
        double[] losses = new double[N];
        for (int i = 0; i < N; i++) {
            losses[i] = level + size * Math.sin(i * 0.37 + phase);
        }
        return losses;
    }

    @Test
    void diebold_mariano_compares_losses() {
        double[] first = losses(1, 0.3, 0);
        double[] second = losses(1.05, 0.35, 0.5);
        assertThat(ForecastTests.dieboldMariano(first, second, 1).statistic())
                .isCloseTo(-7.145114408393181, within(1e-9));
        TestResult overlapping = ForecastTests.dieboldMariano(first, second, 5);
        assertThat(overlapping.statistic()).isCloseTo(-3.642666113111769, within(1e-9));
        assertThat(overlapping.pValue()).isCloseTo(0.000317978114600781, within(1e-10));
    }

    @Test
    void diebold_mariano_finds_nothing_between_equal_forecasts() {
        double[] same = losses(1, 0.3, 0);
        assertThat(ForecastTests.dieboldMariano(same, same, 5)).isEqualTo(new TestResult(0, 1));
    }

    @Test
    void diebold_mariano_refuses_series_that_do_not_match() {
        assertThatThrownBy(() -> ForecastTests.dieboldMariano(new double[10], new double[9], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 and 9");
    }

    @Test
    void pesaran_timmermann_sees_directions_that_go_together() {
        boolean[] forecast = new boolean[N];
        boolean[] realized = new boolean[N];
        for (int i = 0; i < N; i++) {
            forecast[i] = Math.sin(i * 0.21) > -0.2;
            realized[i] = Math.sin(i * 0.21 + 0.8) + 0.3 * Math.cos(i * 2.1) > 0;
        }
        TestResult result = ForecastTests.pesaranTimmermann(forecast, realized);
        assertThat(result.statistic()).isCloseTo(8.768631754141547, within(1e-9));
        assertThat(result.pValue()).isLessThan(1e-12);
    }

    @Test
    void pesaran_timmermann_gives_no_credit_for_always_saying_up() {
        boolean[] always = new boolean[100];
        boolean[] mostly = new boolean[100];
        for (int i = 0; i < 100; i++) {
            always[i] = true;
            mostly[i] = i % 5 != 0;
        }
        assertThat(ForecastTests.pesaranTimmermann(always, mostly).pValue()).isEqualTo(0.5);
    }
}
