package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuyerBacktestTest {

    private static final LocalDate FROM = LocalDate.parse("2024-07-01");
    private static final LocalDate CUT = LocalDate.parse("2024-11-14");

    private record Key(LocalDate session, String output, int horizon) {}

    private static Map<Key, Double> forecasts(FeatureSet features, LocalDate from, LocalDate to) {
        Map<Key, Double> forecasts = new HashMap<>();
        BuyerEngine.trainer()
                .backtest(
                        features,
                        new BacktestPeriod(from, to, BacktestPeriod.QUARTER),
                        BuyerFixture.SETTINGS,
                        (row, forecast) -> {
                            assertThat(forecast.parameter()).isNaN();
                            Key key = new Key(
                                    features.history().session(row),
                                    forecast.output().text(),
                                    forecast.horizon());
                            assertThat(forecasts.put(key, forecast.value()))
                                    .as("%s told twice", key)
                                    .isNull();
                        },
                        ProgressListener.silent());
        return forecasts;
    }

    private static Map<Key, Double> whole() {
        return forecasts(BuyerFixture.features(BuyerFixture.EVENING), FROM, CUT);
    }

    @Test
    void tells_every_output_of_every_session_of_the_period_once() {
        MarketHistory history = BuyerFixture.features(BuyerFixture.EVENING).history();
        List<Key> expected = new ArrayList<>();
        for (int row = history.rowsUntil(FROM.minusDays(1)); row < history.rowsUntil(CUT); row++) {
            LocalDate session = history.session(row);
            BreakoutRows.AHEAD.forEach(k -> expected.add(new Key(session, "breakout_probability", k)));
            expected.add(new Key(session, "spike_up_probability", 1));
            ThetaRows.HORIZONS.forEach(h -> expected.add(new Key(session, "long_straddle_win_probability", h)));
        }
        Map<Key, Double> told = whole();

        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(told.values()).allMatch(value -> value > 0 && value < 1);
    }

    @Test
    void says_the_same_whether_or_not_later_sessions_exist() {
        Map<Key, Double> told = whole();
        Map<Key, Double> cut = forecasts(BuyerFixture.features(Instant.parse("2024-11-14T12:00:00Z")), FROM, CUT);

        assertThat(cut).as("sessions without an outcome yet included").isEqualTo(told);
    }

    @Test
    void says_the_same_twice() {
        assertThat(whole()).isEqualTo(whole());
    }

    @Test
    void refuses_a_period_with_too_little_history_before_it() {
        FeatureSet features = BuyerFixture.features(BuyerFixture.EVENING);
        LocalDate early = LocalDate.parse("2022-01-03");

        assertThatThrownBy(() -> forecasts(features, early, CUT))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("too little history before 2022-01-03");
    }
}
