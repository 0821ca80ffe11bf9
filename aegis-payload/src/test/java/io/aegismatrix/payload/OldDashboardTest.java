package io.aegismatrix.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dashboard of the older system reads: each path has the type and one of the words it knows. */
class OldDashboardTest {

    private static final JsonNode FULL = PayloadJson.tree(PayloadJson.bytes(PayloadFixtures.full()), "full");
    private static final JsonNode NOTHING =
            PayloadJson.tree(PayloadJson.bytes(PayloadFixtures.unavailable("no model is installed")), "unavailable");

    @ParameterizedTest
    @CsvSource(textBlock = """
        /market/spot, number,
        /market/spot_change, number,
        /market/vix, number,
        /market/vix_change, number,
        /market/regime, word, LOW_VOL_BULL HIGH_VOL_BEAR SIDEWAYS_CHOP TREND_FOLLOWING
        /direction/risk_score, number,
        /direction/today/direction, word, UP DOWN NEUTRAL
        /direction/today/expected_move_points, number,
        /direction/today/conviction, number,
        /direction/today/intraday_volatility_score, number,
        /direction/horizons/t1/direction, word, UP DOWN NEUTRAL
        /direction/horizons/t3/direction, word, UP DOWN NEUTRAL
        /direction/horizons/t5/direction, word, UP DOWN NEUTRAL
        /direction/horizons/t10/direction, word, UP DOWN NEUTRAL
        /direction/horizons/t20/direction, word, UP DOWN NEUTRAL
        /direction/horizons/t40/direction, word, UP DOWN NEUTRAL
        /seller/safe_range/lower, number,
        /seller/safe_range/upper, number,
        /seller/max_pain/lower, number,
        /seller/max_pain/upper, number,
        /seller/expiry_stress/score, number,
        /seller/trap/score, number,
        /seller/trap/label, word, LOW MEDIUM HIGH
        /seller/skew/put_skew, number,
        /seller/skew/call_skew, number,
        /seller/regime, word, CALM CAUTIOUS HOSTILE
        /seller/breach_probabilities/0/probability, number,
        /seller/historical_hit_rate, number,
        /seller/daily_flag, word, FAVOURABLE NEUTRAL RISKY
        /buyer/breakout_today/score, number,
        /buyer/breakout_today/label, word, LOW MEDIUM HIGH
        /buyer/spike_direction_bias/up_prob, number,
        /buyer/spike_direction_bias/down_prob, number,
        /buyer/theta_edge/score, number,
        /buyer/breakout_next/0/score, number,
        /buyer/gamma_windows/0/score, number,
        /buyer/regime, word, TREND_FOLLOWING MEAN_REVERT CHOPPY
        /buyer/historical_spike_rate, number,
        /buyer/breakout_levels/upper, number,
        /buyer/breakout_levels/lower, number,
        /buyer/environment_state, word, PREMIUM_FRIENDLY CAUTIOUS AVOID_FULL_RISK
        """)
    void finds_what_it_reads_of_a_complete_payload(String path, String type, String words) {
        JsonNode value = FULL.at(path);
        assertThat(type.equals("number") ? value.isNumber() : value.isTextual())
                .as("%s: %s", path, value)
                .isTrue();
        if (type.equals("word")) {
            assertThat(Set.of(words.split(" ", -1))).contains(value.asText());
        }
    }

    @Test
    void words_of_what_is_unavailable_are_null() {
        assertThat(NOTHING.at("/seller/daily_flag").isNull()).isTrue();
        assertThat(NOTHING.at("/seller/regime").isNull()).isTrue();
        assertThat(NOTHING.at("/buyer/environment_state").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"FAVOURABLE, FAVOURABLE", "CAUTION, NEUTRAL", "HOSTILE, RISKY"})
    void each_verdict_has_its_word(SellerFlag.Label label, String word) {
        SellerOutlook full = PayloadFixtures.full().seller();
        SellerOutlook flagged = new SellerOutlook(
                full.safeRange(),
                full.ranges(),
                full.maxPain(),
                full.trap(),
                full.skew(),
                full.expiryStress(),
                full.regime(),
                full.breach(),
                Block.known(SellerFlag.of(label, java.util.List.of()), Source.formula("seller_flag_rules")),
                full.hitRate(),
                full.premiumValue());
        assertThat(flagged.oldNames().get("daily_flag")).contains(word);
    }

    @Test
    void a_file_that_has_the_regime_under_its_old_name_is_read_and_valid() {
        ObjectNode older = FULL.deepCopy();
        ObjectNode seller = (ObjectNode) older.get("seller");
        seller.set("regime", seller.remove("volatility_regime"));
        seller.remove("daily_flag");
        byte[] bytes = older.toString().getBytes(UTF_8);

        assertThat(PayloadSchema.violations(bytes)).isEmpty();
        assertThat(PayloadReader.json().read(bytes).seller().regime())
                .isEqualTo(PayloadFixtures.full().seller().regime());
        seller.remove("regime");
        assertThat(PayloadSchema.violations(older.toString().getBytes(UTF_8))).isNotEmpty();
    }
}
