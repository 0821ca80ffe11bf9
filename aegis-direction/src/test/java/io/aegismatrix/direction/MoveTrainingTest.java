package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the distances are worth on the real market. */
class MoveTrainingTest {

    private static MoveTraining.Result trained(MarketRequest request) {
        FeatureSet features =
                FeatureSet.of(MarketSources.csv(DeveloperData.require()).snapshot(request));
        VolatilityPath reach = VolatilityPath.of(features, ForecastTarget.REACH);
        WalkForward plan = WalkForward.inFolds(
                Math.max(features.daily().firstCompleteRow(), reach.firstRow()),
                features.history().size(),
                TrainingSettings.defaults().folds(),
                TrainingSettings.defaults().embargo());
        return MoveTraining.train(
                new MoveRows(features, reach),
                DirectionTargets.of(features.history()),
                plan,
                5,
                ProgressListener.silent());
    }

    @Test
    void five_years_with_a_crash_in_them_do_not_state_sizes_that_lose_to_the_plain_median() {
        LocalDate end = LocalDate.of(2022, 12, 30);
        MoveTraining.Result result = trained(
                MarketRequest.nifty50(Instant.parse("2022-12-30T12:00:00Z")).withFrom(end.minusYears(5)));

        // In units of what was expected alone, 40 sessions lost 44 %: the index stood high long after the crash.
        for (MoveTraining.HorizonResult verdict : result.horizons()) {
            assertThat(verdict.skill().skill()).isGreaterThan(-0.02);
        }
        assertThat(result.horizons().get(0).size().share()).isGreaterThan(0.95);
        assertThat(result.horizons().get(5).size().share()).isLessThan(0.3);
    }

    @Test
    @Tag("slow")
    void beats_the_expanding_median_on_the_real_market() {
        Instant evening = Instant.parse("2024-12-31T12:00:00Z");

        MoveTraining.Result result = trained(MarketRequest.nifty50(evening));

        // Scored by the same rule, the reference of simple forecasts saves 6 to 8 % up to 20 sessions.
        for (int horizon = 0; horizon < 5; horizon++) {
            MoveTraining.HorizonResult verdict = result.horizons().get(horizon);
            assertThat(verdict.skill().skill())
                    .as("over %s sessions", Horizons.DIRECTION.get(horizon))
                    .isGreaterThan(0.05);
            Share coverage = verdict.interval().shareKnownBy(Integer.MAX_VALUE).orElseThrow();
            assertThat(coverage.value()).isBetween(0.76, 0.84);
        }
    }
}
