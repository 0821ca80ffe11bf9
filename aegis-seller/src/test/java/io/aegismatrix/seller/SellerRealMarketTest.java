package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.OutcomeTracks;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.SellerOutlook.Skew;
import io.aegismatrix.payload.SellerOutlook.SkewMethod;
import io.aegismatrix.seller.PinZone.Zone;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine on the NIFTY 50 itself, where the developer market data is present. */
class SellerRealMarketTest {

    private static MarketSnapshot at(String moment) {
        return MarketSources.csv(DeveloperData.require()).snapshot(MarketRequest.nifty50(Instant.parse(moment)));
    }

    private static OptionChain chain2019() {
        MarketSnapshot snapshot = at("2019-08-23T10:30:00Z");
        Assumptions.assumeTrue(snapshot.optionChain().isPresent(), "no option chain of 2019-08-23; test skipped");
        return snapshot.optionChain().orElseThrow();
    }

    /** Golden: a Python loop over the same JSON file (sum of open interest times intrinsic value), exact. */
    @Test
    void finds_max_pain_of_the_chain_of_23_august_2019() {
        Zone nearest = PinZone.maxPain(chain2019(), LocalDate.of(2019, 8, 29));

        assertThat(nearest.strike()).hasValue(11_000);
        assertThat(nearest.lower()).isEqualTo(11_000);
        assertThat(nearest.upper()).isEqualTo(11_000);
        assertThat(PinZone.maxPain(chain2019(), LocalDate.of(2019, 9, 5)).strike())
                .hasValue(10_900);
    }

    /** Golden: Python with math.erf on the same JSON file, eight and twenty-two sessions of 252 a year, within 1e-4. */
    @Test
    void measures_the_skew_of_the_chain_of_23_august_2019() {
        Skew weekly = SmileSkew.of(chain2019(), LocalDate.of(2019, 9, 5), MarketSources.nseCalendar())
                .orElseThrow();
        Skew monthly = SmileSkew.of(chain2019(), LocalDate.of(2019, 9, 26), MarketSources.nseCalendar())
                .orElseThrow();

        assertThat(weekly.method()).contains(SkewMethod.OPTION_CHAIN_25_DELTA);
        assertThat(weekly.netSkew().orElseThrow()).isCloseTo(0.13202, within(1e-4));
        assertThat(monthly.putSkew().orElseThrow()).isCloseTo(0.27436, within(1e-4));
        assertThat(monthly.callSkew().orElseThrow()).isCloseTo(-0.07911, within(1e-4));
    }

    @Test
    @Tag("slow")
    void holds_its_ranges_as_often_as_stated_on_sixteen_years() {
        FeatureSet market = FeatureSet.of(at("2024-12-31T10:30:00Z"));
        ModelBundle bundle =
                SellerEngine.trainer().train(market, TrainingSettings.defaults(), ProgressListener.silent());
        OutcomeTracks tracks = OutcomeTracks.parse(bundle.file(SellerFiles.RECORDS), SellerFiles.RECORDS);
        for (String horizon : new String[] {"1", "5", "10", "20", "30", "weekly", "monthly"}) {
            for (String kind : new String[] {"path", "close"}) {
                assertThat(tracks.track(SellerFiles.rangeRecord(kind, horizon, 0.9))
                                .shareKnownBy(Integer.MAX_VALUE, Integer.MAX_VALUE)
                                .orElseThrow()
                                .value())
                        .as("%s %s", kind, horizon)
                        .isCloseTo(0.9, within(0.04));
            }
        }
        assertThat(bundle.file(SellerFiles.RECORDS)).hasSizeLessThan(500_000);

        SellerOutlook outlook = SellerEngine.of(bundle).evaluate(market);
        double width = outlook.safeRange().upper().orElseThrow()
                - outlook.safeRange().lower().orElseThrow();
        assertThat(width / market.snapshot().spot()).isBetween(0.12, 0.25);
        assertThat(outlook.historicalHitRate().orElseThrow()).isBetween(0.8, 1.0);
        assertThat(outlook.trap().baseRate().orElseThrow()).isBetween(0.08, 0.25);
        assertThat(outlook.trap().edge()).contains(Edge.NO_EDGE);
        assertThat(outlook.breachEstimate(30, 0.08).value().orElseThrow()).isBetween(0.05, 0.3);
        assertThat(outlook.breachEstimate(1, 0.005).value().orElseThrow()).isBetween(0.6, 0.95);
    }
}
