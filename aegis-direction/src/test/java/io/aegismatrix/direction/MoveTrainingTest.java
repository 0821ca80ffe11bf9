package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the distances are worth on the real market. */
class MoveTrainingTest {

    @Test
    @Tag("slow")
    void beats_the_expanding_median_on_the_real_market() {
        Instant evening = Instant.parse("2024-12-31T12:00:00Z");
        FeatureSet features =
                FeatureSet.of(MarketSources.csv(DeveloperData.require()).snapshot(MarketRequest.nifty50(evening)));
        VolatilityPath reach = VolatilityPath.of(features, ForecastTarget.REACH);
        WalkForward plan = WalkForward.inFolds(
                Math.max(features.daily().firstCompleteRow(), reach.firstRow()),
                features.history().size(),
                TrainingSettings.defaults().folds(),
                TrainingSettings.defaults().embargo());

        MoveTraining.Result result = MoveTraining.train(
                new MoveRows(features, reach),
                DirectionTargets.of(features.history()),
                plan,
                5,
                ProgressListener.silent());

        // Scored by the same rule, the reference of simple forecasts saves 6 to 8 % up to 20 sessions.
        for (int horizon = 0; horizon < 5; horizon++) {
            MoveTraining.HorizonResult verdict = result.horizons().get(horizon);
            assertThat(verdict.skill().skill())
                    .as("over %s sessions", Horizons.DIRECTION.get(horizon))
                    .isGreaterThan(0.05);
            Share coverage = verdict.interval()
                    .shareKnownBy(features.decisionRow(), Integer.MAX_VALUE)
                    .orElseThrow();
            assertThat(coverage.value()).isBetween(0.76, 0.84);
        }
    }
}
