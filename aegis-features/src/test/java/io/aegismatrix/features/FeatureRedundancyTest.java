package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.TestMarkets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureRedundancyTest {

    private static final FeatureFrame DAILY = TestMarkets.synthetic(900).daily();

    private static FeatureRedundancy found() {
        return FeatureRedundancy.find(DAILY, row -> true).orElseThrow();
    }

    @Test
    void every_feature_goes_wholly_with_itself_and_both_ways_alike() {
        FeatureRedundancy redundancy = found();
        for (int i = 0; i < redundancy.names().size(); i++) {
            assertThat(redundancy.correlation(i, i)).isCloseTo(1, within(1e-12));
            assertThat(redundancy.inflation(i)).isGreaterThanOrEqualTo(1 - 1e-9);
            for (int j = 0; j < i; j++) {
                assertThat(redundancy.correlation(i, j))
                        .isEqualTo(redundancy.correlation(j, i))
                        .isBetween(-1 - 1e-12, 1 + 1e-12);
            }
        }
    }

    @Test
    void near_copies_are_a_pair_and_share_a_group() {
        FeatureRedundancy redundancy = found();
        assertThat(redundancy.pairs()).anySatisfy(pair -> {
            assertThat(List.of(pair.first(), pair.second())).containsExactly("log_return_10", "roc_10");
            assertThat(pair.correlation()).isGreaterThan(0.95);
        });
        assertThat(redundancy.clusters()).anySatisfy(group -> assertThat(group).contains("log_return_10", "roc_10"));
    }

    @Test
    void all_others_explain_a_feature_at_least_as_well_as_any_one_of_them() {
        FeatureRedundancy redundancy = found();
        for (FeatureRedundancy.Pair pair : redundancy.pairs()) {
            double byOne = 1 / (1 - pair.correlation() * pair.correlation());
            assertThat(redundancy.inflation(redundancy.names().indexOf(pair.first())))
                    .isGreaterThanOrEqualTo(byOne * (1 - 1e-6));
            assertThat(redundancy.inflation(redundancy.names().indexOf(pair.second())))
                    .isGreaterThanOrEqualTo(byOne * (1 - 1e-6));
        }
    }

    @Test
    void pairs_come_closest_first_and_all_hold_the_limit() {
        List<FeatureRedundancy.Pair> pairs = found().pairs();
        assertThat(pairs).isNotEmpty();
        for (int i = 0; i < pairs.size(); i++) {
            double strength = Math.abs(pairs.get(i).correlation());
            assertThat(strength).isGreaterThan(FeatureRedundancy.SAME);
            assertThat(i == 0 || strength <= Math.abs(pairs.get(i - 1).correlation()))
                    .isTrue();
        }
    }

    @Test
    void counts_only_complete_rows_that_are_wanted() {
        assertThat(FeatureRedundancy.find(DAILY, row -> row >= 800)
                        .orElseThrow()
                        .rows())
                .isEqualTo(100);
    }

    @Test
    void says_nothing_of_too_few_sessions() {
        assertThat(FeatureRedundancy.find(DAILY, row -> row >= 880)).isEmpty();
        assertThat(FeatureRedundancy.find(DAILY, row -> row < 100)).isEmpty();
    }
}
