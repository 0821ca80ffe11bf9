package io.aegismatrix.engine.volatility.challenger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.GjrGarch;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.kit.RandomMarket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityCombinationTest {

    private static final RandomMarket MARKET = RandomMarket.of(7, 1300);
    private static final FeatureSet FEATURES = TestMarkets.of(MARKET);
    private static final VolatilityPath HAR_X = VolatilityPath.of(FEATURES);
    private static final VolatilityCombination COMBINATION = VolatilityCombination.of(FEATURES, HAR_X, 1);

    @ParameterizedTest
    @ValueSource(ints = {800, 1250})
    void cutting_the_history_leaves_earlier_forecasts_and_weights_as_they_were(int cut) {
        FeatureSet known = TestMarkets.of(MARKET.until(cut));
        VolatilityCombination combination = VolatilityCombination.of(known, VolatilityPath.of(known), 1);
        for (int row = 0; row <= cut; row += 3) {
            for (int h : Horizons.VOLATILITY) {
                assertThat(combination.annualized(row, h))
                        .as("row %d, %d sessions", row, h)
                        .isEqualTo(Double.valueOf(COMBINATION.annualized(row, h)));
                for (VolatilityMember member : VolatilityMember.values()) {
                    assertThat(combination.annualized(member, row, h))
                            .isEqualTo(Double.valueOf(COMBINATION.annualized(member, row, h)));
                    assertThat(combination.weight(member, row, h)).isEqualTo(COMBINATION.weight(member, row, h));
                }
            }
        }
    }

    @Test
    void is_har_x_wherever_nothing_else_has_weight() {
        int alone = 0;
        for (int row = HAR_X.firstRow(); row < FEATURES.history().size(); row++) {
            for (int h : Horizons.VOLATILITY) {
                double sum = 0;
                for (VolatilityMember member : VolatilityMember.values()) {
                    sum += COMBINATION.weight(member, row, h);
                }
                assertThat(sum).isCloseTo(1, within(1e-9));
                if (COMBINATION.weight(VolatilityMember.HAR_X, row, h) == 1) {
                    alone++;
                    assertThat(COMBINATION.annualized(row, h)).isCloseTo(HAR_X.annualized(row, h), within(1e-12));
                }
            }
        }
        assertThat(alone).isGreaterThan(VolatilityRecord.MINIMUM_SESSIONS * Horizons.VOLATILITY.size());
    }

    @Test
    void every_member_forecasts_once_it_has_a_record() {
        int last = FEATURES.decisionRow();
        for (VolatilityMember member : VolatilityMember.values()) {
            for (int h : Horizons.VOLATILITY) {
                double harX = HAR_X.annualized(last, h);
                assertThat(COMBINATION.annualized(member, last, h)).isBetween(harX / 3, harX * 3);
            }
        }
        assertThat(COMBINATION.annualized(VolatilityMember.SCALED_VIX, HAR_X.firstRow(), 5))
                .isNaN();
        assertThat(COMBINATION.annualized(HAR_X.firstRow() - 1, 5)).isNaN();
    }

    @Test
    void a_member_that_is_better_by_more_than_luck_gets_weight_and_one_that_is_worse_none() {
        int size = FEATURES.history().size();
        for (VolatilityMember better : List.of(VolatilityMember.SCALED_VIX, VolatilityMember.GJR_GARCH)) {
            VolatilityRecord record = new VolatilityRecord(FEATURES.history(), 1, 0);
            double[] outcomes = ForecastTarget.REALIZED.outcomes(FEATURES.history(), 1);
            for (int row = 0; row < size; row++) {
                double truth = outcomes[row] > 0 ? Math.log(outcomes[row]) : -2;
                double noise = 0.4 * Math.sin(1.7 * row);
                for (VolatilityMember member : VolatilityMember.values()) {
                    record.set(member, row, truth + (member == better ? 0.3 * noise - 0.2 : noise));
                }
            }
            for (int start = 0; start < size; start += 63) {
                record.mix(start, Math.min(size, start + 63));
            }
            VolatilityMix newest = record.newest(size - 1);
            assertThat(newest.weight(better)).isEqualTo(1);
            assertThat(newest.levels().get(better.position())).isBetween(0.1, 0.2);
            assertThat(record.weight(VolatilityMember.HAR_X, 260)).isEqualTo(1);
            assertThat(record.weight(better, size - 1)).isEqualTo(1);
            assertThat(record.published(size - 1)).isEqualTo(record.levelled(better, size - 1));
        }
    }

    @Test
    void reports_every_challenger_against_har_x() {
        List<OutputScore> scores = COMBINATION.challengers();
        assertThat(scores)
                .extracting(OutputScore::output)
                .hasSize(3 * Horizons.VOLATILITY.size())
                .contains("volatility_5_scaled_vix", "volatility_20_boosted_trees");
        double[] outcomes = ForecastTarget.REALIZED.outcomes(FEATURES.history(), 5);
        double sum = 0;
        int count = 0;
        for (int row = 0; row + 5 < outcomes.length; row++) {
            double forecast = COMBINATION.annualized(VolatilityMember.GJR_GARCH, row, 5);
            if (Double.isFinite(forecast)) {
                sum += Losses.qlike(forecast, outcomes[row]);
                count++;
            }
        }
        OutputScore garch = scores.stream()
                .filter(score -> score.output().equals("volatility_5_gjr_garch"))
                .findFirst()
                .orElseThrow();
        assertThat(garch.n()).isEqualTo(count);
        assertThat(garch.loss()).isCloseTo(sum / count, within(1e-9));
        assertThat(garch.baseline()).isEqualTo("har_x");
    }

    @Test
    void what_was_published_has_a_score_and_the_dated_losses_behind_it() {
        List<OutputScore> scores = COMBINATION.scores();
        assertThat(scores).hasSize(Horizons.VOLATILITY.size());
        for (OutputScore score : scores) {
            assertThat(COMBINATION.tracks().get(score.output()))
                    .extracting(OutcomeTrack::size)
                    .isEqualTo(score.n());
        }
    }

    @Test
    void the_newest_combination_says_the_same_after_it_was_stored() {
        int last = FEATURES.decisionRow();
        VolatilityForecast harX = VolatilityForecast.fit(FEATURES, last);
        CombinedVolatility mixed = mixed(harX);

        SortedMap<String, byte[]> files = mixed.files();
        CombinedVolatility stored = CombinedVolatility.parse(harX, name -> files.getOrDefault(name, new byte[0]));

        assertThat(files.keySet()).contains(CombinedVolatility.FILE, "volatility_trees_5.ubj");
        assertThat(mixed.harXAlone()).isFalse();
        for (double sessions : new double[] {1, 3, 5, 12, 30, 40}) {
            assertThat(stored.annualized(FEATURES, last, sessions))
                    .isEqualTo(mixed.annualized(FEATURES, last, sessions))
                    .isPositive();
        }
        double har = harX.annualized(FEATURES, last, 10);
        double garch = GjrGarch.fit(FEATURES.history(), last, true)
                .annualized(GjrGarch.fit(FEATURES.history(), last, true).variances(FEATURES.history())[last], 10);
        double vix = FEATURES.history().vix(last) / 100;
        assertThat(stored.annualized(FEATURES, last, 10))
                .isCloseTo(
                        Math.exp(0.5 * Math.log(har) + 0.25 * (Math.log(vix) - 0.1) + 0.25 * Math.log(garch) + 0.02),
                        within(1e-12));
    }

    /** HAR-X with VIX and GARCH at ten sessions, with trees at five, alone elsewhere. */
    private static CombinedVolatility mixed(VolatilityForecast harX) {
        int last = FEATURES.decisionRow();
        double[] ratios = new double[FEATURES.history().size()];
        Arrays.setAll(ratios, row -> 0.1 * Math.sin(row));
        SortedMap<Integer, TreeEnsemble> trees = new TreeMap<>();
        trees.put(5, VolatilityTrees.grow(FEATURES, ratios, 5, last, 3).orElseThrow());
        SortedMap<Integer, VolatilityMix> mixes = new TreeMap<>();
        Horizons.VOLATILITY.forEach(h -> mixes.put(h, VolatilityMix.alone()));
        mixes.put(5, new VolatilityMix(List.of(0.4, 0.0, 0.0, 0.6), List.of(0.0, 0.0, 0.0, 0.01), 0));
        mixes.put(10, new VolatilityMix(List.of(0.5, 0.25, 0.25, 0.0), List.of(0.0, -0.1, 0.0, 0.0), 0.02));
        return new CombinedVolatility(harX, Optional.of(GjrGarch.fit(FEATURES.history(), last, true)), mixes, trees);
    }

    @Test
    void the_newest_combination_is_har_x_where_that_alone_has_weight() {
        int last = FEATURES.decisionRow();
        VolatilityForecast harX = VolatilityForecast.fit(FEATURES, last);
        CombinedVolatility newest = COMBINATION.newest(VolatilityForecast.fit(FEATURES, FEATURES.decisionRow()));
        CombinedVolatility alone = CombinedVolatility.alone(harX);
        for (int h : Horizons.VOLATILITY) {
            assertThat(alone.annualized(FEATURES, last, h)).isEqualTo(harX.annualized(FEATURES, last, h));
            if (newest.weight(VolatilityMember.HAR_X, h) == 1) {
                assertThat(newest.annualized(FEATURES, last, h)).isEqualTo(harX.annualized(FEATURES, last, h));
            }
        }
        assertThat(alone.harXAlone()).isTrue();
    }

    @Test
    void refuses_files_that_are_none_of_its_own() {
        VolatilityForecast harX = VolatilityForecast.fit(FEATURES, FEATURES.decisionRow());
        assertThatThrownBy(() -> CombinedVolatility.parse(harX, name -> "[]".getBytes(UTF_8)))
                .isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> CombinedVolatility.parse(harX, name -> "{\"mixes\":{}}".getBytes(UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("[1, 5, 10, 20, 30]");
        byte[] json = new String(mixed(harX).files().get(CombinedVolatility.FILE), UTF_8)
                .replaceFirst("(?s)\"garch\" : \\{.*?\\}", "\"garch\" : null")
                .getBytes(UTF_8);
        SortedMap<String, byte[]> files = mixed(harX).files();
        files.put(CombinedVolatility.FILE, json);
        assertThatThrownBy(() -> CombinedVolatility.parse(harX, name -> files.getOrDefault(name, new byte[0])))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no model");
    }
}
