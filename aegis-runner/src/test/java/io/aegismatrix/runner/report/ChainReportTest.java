package io.aegismatrix.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.runner.chains.ChainEvidence;
import io.aegismatrix.runner.chains.ChainEvidence.LeftOut;
import io.aegismatrix.runner.chains.ForwardRecord;
import io.aegismatrix.runner.chains.MaxPainRecord;
import io.aegismatrix.runner.chains.SkewRecord;
import io.aegismatrix.runner.chains.StraddleRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainReportTest {

    private static ChainEvidence evidence() {
        Skill few = new Skill(0.012, 0.010, Double.NaN, Double.NaN, 12);
        return new ChainEvidence(
                LocalDate.of(2019, 1, 8),
                LocalDate.of(2019, 9, 17),
                31,
                40,
                12,
                new LeftOut(27, 138, 30, 2, 1),
                List.of(new MaxPainRecord(1, Integer.MAX_VALUE, 40, 0.4, few)),
                Optional.of(new SkewRecord(
                        38, 12, 0.11, -0.2, 6, 4, 6, 2, Optional.of(new SkewRecord.Asymmetry(20, 9, 0.3)))),
                Optional.of(new StraddleRecord(40, 0.0155, 0.0138, few)),
                Optional.of(new ForwardRecord(28, 12, 0.146, 0.141)));
    }

    @Test
    void metrics_hold_n_and_expiries_beside_every_figure_and_no_interval_of_too_few() {
        ObjectNode metrics = new JsonMapper().createObjectNode();
        ChainReport.addTo(metrics, Optional.of(evidence()));

        JsonNode node = metrics.get("option_chains");
        assertThat(node.get("left_out").get("strikes_too_far_apart").asInt()).isEqualTo(27);
        JsonNode maxPain = node.get("max_pain").get(0);
        assertThat(maxPain.get("error_ratio").asDouble()).isCloseTo(1.2, within(1e-12));
        assertThat(maxPain.has("error_ratio_low")).isFalse();
        for (JsonNode part : List.of(maxPain, node.get("skew"), node.get("straddles"), node.get("forwards"))) {
            assertThat(part.get("n").asInt()).isPositive();
            assertThat(part.get("expiries").asInt()).isEqualTo(12);
        }
        assertThat(node.get("skew").get("asymmetry_expiries").asInt()).isEqualTo(9);
    }

    @Test
    void markdown_says_that_it_is_too_little() {
        assertThat(ChainReport.markdown(Optional.of(evidence())))
                .contains(
                        "## Option chains",
                        "| all | 40 | 12 | 1.20 % | 1.00 % | 1.20 | too few | 40 % |",
                        "4 of 6 expiries",
                        "It was 14.6 % on average, and 14.1 % was realised between the two: a bias of +0.5 points.",
                        "too little evidence");
        assertThat(ChainReport.markdown(Optional.empty())).isEmpty();
    }

    @Test
    void every_figure_is_explained_and_the_page_shows_them() throws IOException {
        assertThat(Glossary.markdown()).contains("error\\_ratio", "move\\_correlation", "steep\\_falls");
        assertThat(BacktestPage.of("{}".getBytes(UTF_8))).contains("optionChains.max_pain");
    }
}
