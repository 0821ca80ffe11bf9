package io.aegismatrix.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PromotionPolicyTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    /** Outcomes that cost both much the same; the challenger {@code extra} more. */
    private static List<ShadowScore> scores(String output, int horizon, int sessions, double extra, long seed) {
        Random random = new Random(seed);
        List<ShadowScore> scores = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            double common = 0.3 + 0.5 * random.nextDouble();
            double own = 0.1 * random.nextGaussian();
            scores.add(new ShadowScore(output, FIRST.plusDays(i), horizon, common, common + own + extra));
        }
        return scores;
    }

    @Test
    void sixty_sessions_are_needed() {
        PromotionVerdict verdict = PromotionPolicy.judge(scores("trap", 1, 59, -0.2, 1));
        assertThat(verdict.promotable()).isFalse();
        assertThat(verdict.describe()).isEqualTo("59 sessions scored, at least 60 are needed");
        assertThat(PromotionPolicy.judge(List.of()).sessions()).isZero();
        assertThat(PromotionPolicy.judge(scores("trap", 1, 60, -0.2, 1)).promotable())
                .isTrue();
    }

    @Test
    void as_good_is_good_enough() {
        PromotionVerdict verdict = PromotionPolicy.judge(scores("trap", 1, 60, 0, 3));
        assertThat(verdict.promotable()).as(verdict.describe()).isTrue();
        assertThat(verdict.describe()).startsWith("not worse on 60 scored sessions, 1 outputs: ");
    }

    @Test
    void a_worse_one_is_refused_with_the_numbers() {
        PromotionVerdict verdict = PromotionPolicy.judge(scores("trap", 1, 60, 0.1, 4));
        assertThat(verdict.promotable()).isFalse();
        assertThat(verdict.reasons().get(0))
                .matches("trap: loss 0\\.\\d+, the champion's 0\\.\\d+, n 60, adjusted p 0\\.0.*");
    }

    @Test
    void a_little_worse_everywhere_is_refused_though_no_output_is_significant_alone() {
        List<ShadowScore> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.addAll(scores("output_" + i, 1, 70, 0.012, 20 + i));
        }
        PromotionVerdict verdict = PromotionPolicy.judge(all);
        assertThat(verdict.promotable()).isFalse();
        assertThat(verdict.reasons()).singleElement().asString().startsWith("over all outputs it lost more: +");
    }

    @Test
    void an_output_that_overlaps_too_much_does_not_count() {
        PromotionVerdict verdict = PromotionPolicy.judge(scores("regime", 40, 100, 0.5, 5));
        assertThat(verdict.promotable()).isFalse();
        assertThat(verdict.describe()).contains("no output was scored").contains("often enough for its overlap");
    }

    @Test
    void an_equal_challenger_is_rarely_refused() {
        int refused = 0;
        for (int seed = 0; seed < 300; seed++) {
            refused += PromotionPolicy.judge(scores("trap", 1, 80, 0, 1_000 + seed))
                            .promotable()
                    ? 0
                    : 1;
        }
        assertThat(refused / 300.0).isLessThan(0.10);
    }

    @Test
    void contradictions_are_refused() {
        List<ShadowScore> twice = new ArrayList<>(scores("trap", 1, 60, 0, 1));
        twice.add(twice.get(0));
        assertThatThrownBy(() -> PromotionPolicy.judge(twice)).hasMessageContaining("scored twice on 2025-01-01");
        assertThatThrownBy(() -> new ShadowScore("trap", FIRST, 1, Double.NaN, 1))
                .hasMessageContaining("was NaN");
        assertThatThrownBy(() -> new ShadowScore("trap", FIRST, 0, 1, 1)).hasMessageContaining("was 0");
    }
}
