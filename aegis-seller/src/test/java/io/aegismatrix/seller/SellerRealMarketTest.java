package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.SellerOutlook;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine on the NIFTY 50 itself, where the developer market data is present. */
class SellerRealMarketTest {

    private static MarketSnapshot at(String moment) {
        return MarketSources.csv(DeveloperData.require()).snapshot(MarketRequest.nifty50(Instant.parse(moment)));
    }

    @Test
    @Tag("slow")
    void holds_its_ranges_as_often_as_stated_on_sixteen_years() {
        FeatureSet market = FeatureSet.of(at("2024-12-31T10:30:00Z"));
        ModelBundle bundle =
                SellerEngine.trainer().train(market, TrainingSettings.defaults(), ProgressListener.silent());
        OutcomeTracks tracks = OutcomeTracks.parse(bundle.file(OutcomeTracks.FILE), OutcomeTracks.FILE);
        for (String horizon : new String[] {"1", "5", "10", "20", "30", "weekly", "monthly"}) {
            for (String kind : new String[] {"path", "close"}) {
                assertThat(tracks.track(SellerFiles.rangeRecord(kind, horizon, 0.9))
                                .shareKnownBy(Integer.MAX_VALUE)
                                .orElseThrow()
                                .value())
                        .as("%s %s", kind, horizon)
                        .isCloseTo(0.9, within(0.04));
            }
        }
        assertThat(bundle.file(OutcomeTracks.FILE)).hasSizeLessThan(1_000_000);

        SellerOutlook outlook = SellerEngine.of(bundle).evaluate(market);
        double width =
                outlook.safeRange().get().upper() - outlook.safeRange().get().lower();
        assertThat(width / market.now().spot()).isBetween(0.12, 0.25);
        assertThat(outlook.hitRate().get().rate()).isBetween(0.8, 1.0);
        assertThat(outlook.trap().get().baseRate()).isBetween(0.08, 0.25);
        assertThat(outlook.trap().get().edge()).isEqualTo(Edge.NO_EDGE);
        assertThat(outlook.breach().get().find(30, 0.08).orElseThrow().probability())
                .isBetween(0.05, 0.3);
        assertThat(outlook.breach().get().find(1, 0.005).orElseThrow().probability())
                .isBetween(0.6, 0.95);
    }

    /** Trained to the end of 2023, asked in the sessions of 2024 of which bars are there. */
    @Test
    @Tag("slow")
    void holds_ranges_and_odds_stated_inside_a_session_too() {
        MarketSnapshot all = at("2024-12-31T10:30:00Z");
        SellerEngine engine = SellerEngine.of(SellerEngine.trainer()
                .train(
                        FeatureSet.of(all.cutAt(Instant.parse("2023-12-31T10:30:00Z"))),
                        TrainingSettings.defaults(),
                        ProgressListener.silent()));
        for (String time : new String[] {"09:20", "11:00", "13:00", "15:00"}) {
            InsideSessions inside = InsideSessions.of(engine, all, 2024, LocalTime.parse(time));

            assertThat(inside.sessions()).as(time).isGreaterThan(140);
            for (double level : new double[] {0.8, 0.9, 0.95}) {
                assertThat(inside.held(level)).as("%s %s", time, level).isCloseTo(level, within(0.09));
            }
            assertThat(inside.said()).as(time).isCloseTo(inside.came(), within(0.09));
        }
    }
}
