package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTableTest {

    private final MarketSnapshot whole = MarketFixtures.snapshot(500);
    private final int last = whole.daily().size() - 1;

    /** The market without the volatility index's bars of some rows. */
    private FeatureSet without(IntStream rows) {
        Set<LocalDate> gone =
                rows.mapToObj(row -> whole.daily().bar(row).session()).collect(Collectors.toSet());
        List<DailyBar> kept = whole.volatilityIndex().bars().stream()
                .filter(bar -> !gone.contains(bar.session()))
                .toList();
        return FeatureSet.of(MarketFixtures.snapshot(
                whole.daily(), BarSeries.of(whole.volatilityIndex().instrument(), kept)));
    }

    private static SequenceTable table(FeatureSet features) {
        return SequenceTable.of(features.daily(), SequenceTable.FEATURES);
    }

    @Test
    void begins_once_sixty_sessions_are_known() {
        FeatureSet features = without(IntStream.empty());

        assertThat(table(features).firstEnd()).isEqualTo(features.daily().firstCompleteRow() + 59);
    }

    @Test
    void leaves_out_a_session_without_volatility_index() {
        FeatureSet features = without(IntStream.of(last - 20));
        SequenceTable table = table(features);

        assertThat(table.position(last - 20)).isEqualTo(-1);
        assertThat(table.position(last) - table.position(last - 25)).isEqualTo(24);
        assertThat(table.ends(last)).isTrue();
    }

    @Test
    void has_no_sequence_across_a_long_hole() {
        assertThat(table(without(IntStream.range(last - 20, last - 14))).ends(last))
                .isTrue();
        assertThat(table(without(IntStream.range(last - 20, last - 13))).ends(last))
                .isFalse();
    }

    @Test
    void standardizes_by_the_sessions_it_was_fitted_on_only() {
        SequenceTable table = table(without(IntStream.empty()));
        FeatureScaler scaler = FeatureScaler.fit(table, 99);
        float[][] fitted = scaler.standardize(table, 0, 100);

        for (int column = 0; column < SequenceTable.FEATURES.size(); column++) {
            int feature = column;
            double mean = IntStream.range(0, 100)
                    .mapToDouble(row -> table.value(row, feature))
                    .average()
                    .orElseThrow();
            assertThat(scaler.means().get(column)).isCloseTo(mean, within(1e-12));
        }
        assertThat(fitted).hasDimensions(100, SequenceTable.FEATURES.size());
        assertThat(scaler.sequence(table, table.size() - 1)).hasNumberOfRows(SequenceTable.WINDOW);
    }

    @Test
    void clips_at_five_standard_deviations() {
        SequenceTable table = table(without(IntStream.empty()));
        FeatureScaler fitted = FeatureScaler.fit(table, 99);
        FeatureScaler narrow = new FeatureScaler(
                fitted.features(),
                fitted.means(),
                fitted.deviations().stream().map(deviation -> deviation / 1_000).toList());

        for (float[] session : narrow.standardize(table, 0, table.size())) {
            for (float value : session) {
                assertThat(Math.abs(value)).isLessThanOrEqualTo(5);
            }
        }
    }
}
