package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.Scoring;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.publish.LiveView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackRecordTest {

    private static final ModelStore MODELS = ModelStore.directory(Path.of("../models"));
    private static final Instant EVENING = Instant.parse("2025-03-03T11:00:00Z");
    private static final Instant MONTH_LATER = Instant.parse("2025-04-03T11:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private TrackRecord record() {
        return TrackRecord.in(PredictionLog.of(folder.resolve("predictions.db")));
    }

    private static MarketSnapshot market(Instant at) {
        return MarketSources.synthetic(7).snapshot(FeatureSet.request(Underlying.NIFTY50, at));
    }

    private static Evaluation evaluation(MarketSnapshot market, Instant at) {
        return Inference.open(MODELS).evaluation(market, at, "desk-42");
    }

    @Test
    void writes_down_what_was_said_once_and_scores_it_when_its_outcome_is_known() {
        Evaluation said = evaluation(market(EVENING), EVENING);

        int added = record().add(said, MODELS, EVENING, warnings::add).orElseThrow();
        int again = record().add(said, MODELS, EVENING, warnings::add).orElseThrow();
        Scoring early = record().score(market(EVENING), EVENING);
        Scoring late = record().score(market(MONTH_LATER), MONTH_LATER);
        List<LiveView.Line> lines = record().lines(market(MONTH_LATER));

        assertThat(added).isGreaterThan(100);
        assertThat(again).isZero();
        assertThat(early.added()).isZero();
        assertThat(late.added()).isGreaterThan(50);
        assertThat(lines)
                .extracting(LiveView.Line::metric)
                .contains("path_range_5_0.9.coverage", "direction_1.hit_rate");
        assertThat(warnings).isEmpty();
    }

    @Test
    void leaves_out_forecasts_whose_horizons_cannot_be_counted() {
        MarketSnapshot whole = market(EVENING);
        LocalDate friday = LocalDate.of(2025, 2, 28);
        MarketSnapshot behind = MarketSnapshot.at(EVENING, whole.underlying(), whole.calendar())
                .daily(whole.daily().until(friday))
                .volatilityIndex(whole.volatilityIndex().until(friday))
                .synthetic(true)
                .buildChecked(List.of(), List.of());

        assertThat(record().add(evaluation(behind, EVENING), MODELS, EVENING, warnings::add))
                .isEmpty();
        assertThat(warnings).singleElement().asString().contains("2025-03-03", "not logged");
    }
}
