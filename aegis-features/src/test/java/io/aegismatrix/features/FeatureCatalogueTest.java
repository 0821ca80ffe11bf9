package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.kit.FeatureCausality;
import io.aegismatrix.features.kit.RandomMarket;
import io.aegismatrix.features.kit.WeekdayCalendar;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import io.aegismatrix.features.label.RegimeLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureCatalogueTest {

    private static final WeekdayCalendar CALENDAR = new WeekdayCalendar();
    private static final RandomMarket MARKET = RandomMarket.of(7, 700);
    private static final FeatureFrame FRAME = compute(MARKET);

    private static FeatureFrame compute(RandomMarket market) {
        return FeatureCatalogue.daily().compute(market.history(), CALENDAR);
    }

    static Stream<Feature> features() {
        return FeatureCatalogue.daily().features().stream();
    }

    @Test
    void holds_at_least_sixty_features_over_all_groups() {
        assertThat(features()).hasSizeGreaterThanOrEqualTo(60);
        Set<FeatureGroup> groups = features().map(Feature::group).collect(Collectors.toSet());
        assertThat(groups).isEqualTo(EnumSet.complementOf(EnumSet.of(FeatureGroup.CROSS_ASSET)));
    }

    @Test
    void gives_every_row_the_same_bits_when_the_future_is_cut_off() {
        FeatureCausality.requireCausal(FeatureCatalogue.daily(), MARKET, CALENDAR, 0, 1, 57, 273, 274, 400, 698);
    }

    @Test
    void causality_check_catches_a_feature_that_reads_the_future() {
        Feature peek = new Feature("peek", FeatureGroup.RETURNS, "log_return", 1, "tomorrow's return", workspace -> {
            double[] returns = workspace.history().logReturns();
            System.arraycopy(returns, 1, returns, 0, returns.length - 1);
            return returns;
        });
        assertThatThrownBy(() -> FeatureCausality.requireCausal(peek, MARKET, CALENDAR, 100))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("peek on");
    }

    @ParameterizedTest
    @MethodSource("features")
    void first_value_stands_exactly_at_the_end_of_the_lookback(Feature feature) {
        double[] column = FRAME.column(feature.name());
        for (int row = 0; row < column.length; row++) {
            assertThat(Double.isNaN(column[row]))
                    .as("%s is missing in row %d", feature.name(), row)
                    .isEqualTo(row < feature.lookback() - 1);
        }
    }

    @Test
    void frame_is_complete_from_the_largest_lookback_on() {
        assertThat(FRAME.firstCompleteRow()).isEqualTo(FeatureCatalogue.daily().lookback() - 1);
    }

    @ParameterizedTest
    @MethodSource("features")
    void does_not_depend_on_the_price_unit(Feature feature) {
        double[] tenfold = feature.compute(MARKET.scaled(10).history(), CALENDAR);
        double[] column = FRAME.column(feature.name());
        for (int row = 0; row < column.length; row++) {
            if (!Double.isNaN(column[row])) {
                assertThat(tenfold[row])
                        .as("%s in row %d", feature.name(), row)
                        .isCloseTo(column[row], within(1e-9 * Math.max(1, Math.abs(column[row]))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void values_differ_between_sessions(Feature feature) {
        assertThat(FRAME.column(feature.name()))
                .as(feature.name())
                .satisfies(column -> assertThat(
                                Arrays.stream(column).skip(300).distinct().count())
                        .isGreaterThan(1));
    }

    @Test
    void a_market_that_does_not_move_gives_finite_values() {
        FeatureFrame flat = compute(RandomMarket.flat(400));
        for (int row = FeatureCatalogue.daily().lookback() - 1; row < flat.rows(); row++) {
            assertThat(flat.missing(row)).as("row %d", row).isEmpty();
        }
        assertThat(flat.value(399, "rsi_14")).isEqualTo(50);
        assertThat(flat.value(399, "adx_14")).isZero();
        assertThat(flat.value(399, "bollinger_percent_b_20")).isEqualTo(0.5);
        assertThat(flat.value(399, "vix_z_score_60")).isZero();
        assertThat(flat.value(399, "negative_shock_5")).isZero();
        assertThat(flat.value(399, "range_compression_10_60")).isZero();
        assertThat(flat.value(399, "resistance_distance")).isZero();
    }

    @Test
    void only_implied_features_are_missing_where_the_volatility_index_is() {
        List<LocalDate> gone = List.of(
                MARKET.daily().bar(500).session(), MARKET.daily().bar(501).session());
        FeatureFrame frame = compute(MARKET.withoutVolatilityIndexOn(gone));
        List<String> implied = features()
                .filter(feature -> feature.group() == FeatureGroup.IMPLIED_VOLATILITY)
                .map(Feature::name)
                .toList();
        assertThat(frame.missing(500)).isEqualTo(implied);
        assertThat(frame.missing(501)).isEqualTo(implied);
        for (int row = 502; row < frame.rows(); row++) {
            assertThat(frame.missing(row)).isEmpty();
        }
    }

    @Test
    void volatility_index_windows_skip_missing_sessions() {
        RandomMarket gappy =
                MARKET.withoutVolatilityIndexOn(List.of(MARKET.daily().bar(500).session()));
        double expected = Math.log(MARKET.volatilityIndex().bar(501).close()
                / MARKET.volatilityIndex().bar(499).close());
        assertThat(compute(gappy).value(501, "vix_change_1")).isCloseTo(expected, within(1e-12));
    }

    @Test
    void values_match_hand_calculations() {
        MarketHistory history = MARKET.history();
        int t = 650;
        assertThat(FRAME.value(t, "log_har_5"))
                .isCloseTo(0.5 * Math.log(Math.pow(history.trailingVolatility(t, 5), 2) + 1e-8), within(1e-12));
        assertThat(FRAME.value(t, "log_vix")).isEqualTo(Math.log(history.vix(t) / 100));
        assertThat(FRAME.value(t, "variance_risk_premium"))
                .isCloseTo(history.vix(t) / 100 - history.trailingVolatility(t, 22), within(1e-12));
        assertThat(FRAME.value(t, "close_volatility_20")).isCloseTo(history.sigma(t) * Math.sqrt(252), within(1e-12));
        assertThat(FRAME.value(t, "true_range_to_atr")).isCloseTo(history.trueRange(t) / history.atr(t), within(1e-12));
        double mean = 0;
        for (int j = t - 22; j < t; j++) {
            mean += history.logReturn(j) / 22;
        }
        double squares = 0;
        for (int j = t - 22; j < t; j++) {
            squares += Math.pow(history.logReturn(j) - mean, 2);
        }
        double shock = Math.max(-3, Math.min(0, history.logReturn(t) / Math.sqrt(squares / 21)));
        assertThat(FRAME.value(t, "negative_shock_1")).isCloseTo(shock, within(1e-12));
        assertThat(FRAME.value(t, "calendar_days_since_previous_session"))
                .isEqualTo((double) ChronoUnit.DAYS.between(history.session(t - 1), history.session(t)));
    }

    @Test
    void negative_shocks_are_clipped_at_three_deviations() {
        RandomMarket crash = MARKET.withDaily(
                bar -> bar.session().equals(MARKET.daily().bar(600).session())
                        ? new DailyBar(bar.session(), bar.open(), bar.high(), bar.low() * 0.7, bar.low() * 0.7, 0)
                        : bar);
        FeatureFrame frame = compute(crash);
        assertThat(frame.value(600, "negative_shock_1")).isEqualTo(-3);
        assertThat(frame.value(600, "negative_shock_5")).isLessThanOrEqualTo(-0.6);
        assertThat(frame.value(601, "negative_shock_1")).isZero();
    }

    @Test
    void counts_sessions_to_the_expiry_after_the_session() {
        // Monthly expiry Thursday 2018-01-25; no weekly options yet.
        assertExpiry(LocalDate.of(2018, 1, 23), 2, 2, 1);
        assertExpiry(LocalDate.of(2018, 1, 25), 20, 20, 0);
        // Weekly expiry 2019-03-07, monthly 2019-03-28.
        assertExpiry(LocalDate.of(2019, 3, 6), 1, 16, 0);
        assertExpiry(LocalDate.of(2019, 3, 22), 4, 4, 1);
    }

    @Test
    void an_index_without_listed_options_has_all_features() {
        // SENSEX options were listed again on 2023-05-15; the market here ends before.
        FeatureFrame before =
                FeatureCatalogue.daily().compute(MARKET.history(), MarketSources.nseCalendar(Underlying.SENSEX));
        int row = FRAME.firstCompleteRow();

        assertThat(before.firstCompleteRow()).isEqualTo(row);
        assertThat(before.value(row, "sessions_to_weekly_expiry")).isEqualTo(25);
        assertThat(before.value(row, "sessions_to_monthly_expiry")).isEqualTo(25);
        assertThat(before.value(row, "monthly_expiry_week")).isZero();
    }

    /** What begins late must not end what is older: only the volatility index, the unit of every forecast, may. */
    @Test
    void a_late_start_of_expiries_and_volatility_index_costs_no_feature_that_does_not_need_it() {
        int late = 400;
        MarketHistory history = MARKET.withoutVolatilityIndexOn(
                        MARKET.history().sessions().subList(0, late))
                .history();
        FeatureFrame frame = FeatureCatalogue.daily().compute(history, MarketSources.nseCalendar(Underlying.SENSEX));

        for (Feature feature : FeatureCatalogue.daily().features()) {
            double[] values = frame.column(feature.name());
            boolean needsIndex = Double.isNaN(values[late - 1]);
            assertThat(needsIndex).as(feature.name()).isEqualTo(feature.group() == FeatureGroup.IMPLIED_VOLATILITY);
            int first = needsIndex ? late + feature.lookback() - 1 : feature.lookback() - 1;
            assertThat(values[first]).as(feature.name() + " at row " + first).isFinite();
        }
    }

    private static void assertExpiry(LocalDate session, int toWeekly, int toMonthly, int expiryWeek) {
        int row = MARKET.history().find(session).getAsInt();
        assertThat(FRAME.value(row, "sessions_to_weekly_expiry")).isEqualTo(toWeekly);
        assertThat(FRAME.value(row, "sessions_to_monthly_expiry")).isEqualTo(toMonthly);
        assertThat(FRAME.value(row, "monthly_expiry_week")).isEqualTo(expiryWeek);
    }

    @Test
    void flags_the_turn_of_the_month_for_the_next_session() {
        // January 2019 ends on Thursday the 31st; sessions of February are the 1st, 4th, 5th, 6th.
        assertThat(monthTurn(LocalDate.of(2019, 1, 29))).isZero();
        assertThat(monthTurn(LocalDate.of(2019, 1, 30))).isEqualTo(1);
        assertThat(monthTurn(LocalDate.of(2019, 1, 31))).isEqualTo(1);
        assertThat(monthTurn(LocalDate.of(2019, 2, 4))).isEqualTo(1);
        assertThat(monthTurn(LocalDate.of(2019, 2, 5))).isZero();
    }

    private static double monthTurn(LocalDate session) {
        return FRAME.value(MARKET.history().find(session).getAsInt(), "month_turn");
    }

    @Test
    void a_feature_that_gives_infinity_is_refused_by_name() {
        Feature broken = new Feature(
                "broken", FeatureGroup.SHAPE, "fraction", 1, "1 / 0", workspace -> workspace.column(i -> 1 / 0.0));
        assertThatThrownBy(() -> FeatureCatalogue.of(List.of(broken)).compute(MARKET.history(), CALENDAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken: value must be finite, was Infinity on 2018-01-01");
    }

    @Test
    void two_features_of_one_name_are_refused() {
        Feature feature = features().findFirst().orElseThrow();
        assertThatThrownBy(() -> FeatureCatalogue.of(List.of(feature, feature)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unique");
    }

    @Test
    void schema_hash_changes_with_any_definition() {
        List<Feature> some = features().limit(3).toList();
        Feature first = some.get(0);
        Feature reworded = new Feature(
                first.name(), first.group(), first.unit(), first.lookback(), "another formula", first.computation());
        assertThat(FeatureCatalogue.of(List.of(reworded, some.get(1), some.get(2)))
                        .schema()
                        .hash())
                .isNotEqualTo(FeatureCatalogue.of(some).schema().hash());
        assertThat(FeatureCatalogue.of(some).schema().hash())
                .isEqualTo(FeatureCatalogue.of(some).schema().hash());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 260, 699, 700, 5_000})
    void newest_rows_have_the_bits_of_the_whole_frame(int rows) {
        List<LocalDate> gone = List.of(
                MARKET.daily().bar(420).session(), MARKET.daily().bar(698).session());
        for (RandomMarket market : List.of(MARKET, MARKET.withoutVolatilityIndexOn(gone), RandomMarket.flat(400))) {
            FeatureFrame whole = compute(market);
            FeatureFrame newest = FeatureCatalogue.daily().computeNewest(market.history(), CALENDAR, rows);
            for (int row = whole.rows() - 1; row >= 0; row--) {
                assertThat(newest.complete(row)).as("row %d", row).isEqualTo(whole.complete(row));
                assertThat(newest.row(row)).as("row %d", row).isEqualTo(whole.row(row));
                assertThat(newest.missing(row)).isEqualTo(whole.missing(row));
            }
        }
    }

    @Test
    void newest_rows_of_the_real_history_have_the_bits_of_the_whole_frame() {
        MarketHistory history = RealMarket.daily().history();
        FeatureFrame whole = FeatureCatalogue.daily().compute(history, CALENDAR);
        FeatureFrame newest = FeatureCatalogue.daily().computeNewest(history, CALENDAR, 260);
        for (int row = history.size() - 260; row < history.size(); row++) {
            assertThat(newest.row(row)).as("row %d", row).isEqualTo(whole.row(row));
        }
    }

    @Test
    void a_frame_made_for_a_forecast_answers_for_every_session_as_the_whole_one_does() {
        assertThat(newest().complete(619)).isTrue();
        assertThat(newest().value(619, "rsi_14")).isEqualTo(FRAME.value(619, "rsi_14"));
        assertThat(newest().row(300)).isEqualTo(FRAME.row(300));
        assertThat(newest().missing(20)).isEqualTo(FRAME.missing(20));
        assertThat(newest().firstCompleteRow()).isEqualTo(FRAME.firstCompleteRow());
        assertThat(newest().column("rsi_14")).isEqualTo(FRAME.column("rsi_14"));
    }

    private static FeatureFrame newest() {
        return FeatureCatalogue.daily().computeNewest(MARKET.history(), CALENDAR, 80);
    }

    @Test
    void a_frame_made_for_a_forecast_computes_the_rest_once_and_only_if_it_is_asked_for() {
        AtomicInteger computations = new AtomicInteger();
        Feature counted = new Feature("row", FeatureGroup.SHAPE, "points", 1, "counts", data -> {
            computations.incrementAndGet();
            return data.close();
        });
        FeatureFrame newest = FeatureCatalogue.of(List.of(counted)).computeNewest(MARKET.history(), CALENDAR, 80);
        newest.row(699);
        newest.complete(620);
        assertThat(computations).hasValue(1);
        newest.row(619);
        newest.complete(0);
        newest.column("row");
        assertThat(computations).hasValue(2);
    }

    @Test
    void frame_names_what_is_missing_in_a_row() {
        assertThat(FRAME.missing(20)).contains("log_return_60", "drawdown_252").doesNotContain("log_return_20");
        assertThat(FRAME.complete(20)).isFalse();
        assertThat(FRAME.row(650)).hasSize(FRAME.schema().size()).doesNotContain(Double.NaN);
    }

    @Test
    void real_history_is_complete_after_warm_up_where_the_volatility_index_exists() {
        RandomMarket real = RealMarket.daily();
        MarketHistory history = real.history();
        FeatureFrame frame = compute(real);
        List<String> implied = features()
                .filter(feature -> feature.group() == FeatureGroup.IMPLIED_VOLATILITY)
                .map(Feature::name)
                .toList();
        int firstVix = history.rowsUntil(real.volatilityIndex().bar(0).session()) - 1;
        int warm = firstVix + FeatureCatalogue.daily().lookback();
        int missing = 0;
        for (int row = warm; row < frame.rows(); row++) {
            if (Double.isNaN(history.vix(row))) {
                assertThat(frame.missing(row)).as("%s", frame.session(row)).isEqualTo(implied);
                missing++;
            } else {
                assertThat(frame.missing(row)).as("%s", frame.session(row)).isEmpty();
            }
        }
        assertThat(missing).isBetween(1, 9);
        FeatureCausality.requireCausal(FeatureCatalogue.daily(), real, CALENDAR, 1000, 3333);
    }

    @Test
    void real_values_match_an_independent_calculation() {
        // Golden values: Python 3 standard library (math.fsum, statistics.stdev) on the same files; tolerance 1e-12.
        MarketHistory history = RealMarket.daily().history();
        FeatureFrame frame = FeatureCatalogue.daily().compute(history, CALENDAR);
        RegimeLabels regime = RegimeLabels.of(history);
        int t = history.find(LocalDate.of(2024, 11, 28)).orElseThrow();
        assertThat(frame.value(t, "log_har_22")).isCloseTo(-1.955569487491054, within(1e-12));
        assertThat(frame.value(t, "negative_shock_5")).isCloseTo(-0.34335962759246946, within(1e-12));
        assertThat(frame.value(t, "log_vix")).isCloseTo(Math.log(0.15205), within(1e-12));
        assertThat(RealizedVolatilityLabels.forward(history, 10)[t]).isCloseTo(0.1128897162900502, within(1e-12));
        assertThat(regime.lower(t)).isCloseTo(0.09920868243885533, within(1e-12));
        assertThat(regime.upper(t)).isCloseTo(0.11990377151300358, within(1e-12));
    }

    @Test
    void readme_table_is_the_catalogue() throws IOException {
        assertThat(Files.readString(Path.of("docs/CATALOGUE.md")))
                .contains(CatalogueTable.of(FeatureCatalogue.daily()));
    }
}
