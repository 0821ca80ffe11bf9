package io.aegismatrix.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.trading.TradingFixture;
import io.aegismatrix.runner.trading.TradingView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradingReportTest {

    private static Optional<TradingView> view() {
        FeatureSet features = TradingFixture.features();
        return TradingView.of(features, TradingFixture.forecasts(features.history()), Optional.empty());
    }

    @Test
    void metrics_hold_every_rule_beside_its_comparators() {
        ObjectNode metrics = new JsonMapper().createObjectNode();
        TradingReport.addTo(metrics, view());

        JsonNode trading = metrics.get("trading");
        List<String> names = new ArrayList<>();
        trading.get("rules").forEach(rule -> names.add(rule.get("name").asText()));
        assertThat(names)
                .contains("direction_1", "direction_5", "short_strangle", "long_straddle_5", "buy_and_hold")
                .doesNotHaveDuplicates();
        assertThat(trading.get("trials").asInt()).isEqualTo(names.size());
        assertThat(trading.get("overfitting").get("splits").asInt()).isEqualTo(12_870);
        assertThat(trading.get("assumptions")).isNotEmpty();
        assertThat(trading.get("rules")).allSatisfy(rule -> {
            assertThat(rule.get("verdict").asText()).endsWith(".");
            assertThat(rule.get("comparisons").size())
                    .isEqualTo(rule.get("comparator").asBoolean() ? 0 : 2);
            assertThat(rule.get("equity").size()).isGreaterThan(10);
            assertThat(rule.get("sharpe_low").asDouble())
                    .isLessThan(rule.get("sharpe_high").asDouble());
        });
    }

    @Test
    void markdown_says_what_it_rests_on_and_what_came_of_it() {
        assertThat(TradingReport.markdown(view()))
                .contains("## Trading view", "| direction_1 |", "**short_strangle**", "back-test overfitting", "carry");
        assertThat(TradingReport.markdown(Optional.empty())).isEmpty();
    }

    @Test
    void page_draws_the_view() throws IOException {
        assertThat(BacktestPage.of("{}".getBytes(UTF_8)))
                .contains("Trading view", "aria: { enabled: true }")
                .doesNotContain("@trading@");
    }

    @Test
    void there_is_no_view_where_no_rule_has_its_forecasts() {
        assertThat(TradingView.of(TradingFixture.features(), List.of(), Optional.empty()))
                .isEmpty();
    }
}
