package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.kit.MarketSourceContract;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.junit.jupiter.api.Test;

class SyntheticMarketSourceTest extends MarketSourceContract {

    private static final MarketSource SOURCE = MarketSources.synthetic(7);

    @Override
    protected MarketSource source() {
        return SOURCE;
    }

    @Override
    protected Instant asOf() {
        return Instant.parse("2024-12-31T12:03:00+05:30");
    }

    private static MarketSnapshot evening(long seed) {
        return MarketSources.synthetic(seed).snapshot(MarketRequest.nifty50(MarketFixtures.EVENING));
    }

    private static final List<MarketSnapshot> MARKETS = LongStream.rangeClosed(1, 8)
            .mapToObj(SyntheticMarketSourceTest::evening)
            .toList();

    private static double[] returns(BarSeries series) {
        double[] returns = new double[series.size() - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.log(series.bar(i + 1).close() / series.bar(i).close());
        }
        return returns;
    }

    private static double correlation(double[] a, int fromA, double[] b, int fromB) {
        int length = Math.min(a.length - fromA, b.length - fromB);
        return new PearsonsCorrelation()
                .correlation(
                        Arrays.copyOfRange(a, fromA, fromA + length), Arrays.copyOfRange(b, fromB, fromB + length));
    }

    @Test
    void is_labelled_complete_and_fresh() {
        MarketSnapshot snapshot = evening(7);
        assertThat(snapshot.synthetic()).isTrue();
        assertThat(snapshot.daily().size()).isEqualTo(1500);
        assertThat(snapshot.volatilityIndex().size()).isEqualTo(1500);
        assertThat(snapshot.quality().completeness()).isEqualTo(1);
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(snapshot.quality().sources())
                .extracting(DataQuality.SourceStamp::name)
                .containsOnly("synthetic");
    }

    @Test
    void same_seed_gives_the_same_market_and_another_seed_another() {
        assertThat(evening(3)).isEqualTo(evening(3));
        assertThat(evening(3).daily()).isNotEqualTo(evening(4).daily());
    }

    @Test
    void order_of_questions_does_not_matter() {
        MarketSource late = MarketSources.synthetic(3, 300);
        late.snapshot(MarketRequest.nifty50(Instant.parse("2025-03-03T12:00:00+05:30")));
        Instant early = Instant.parse("2024-10-10T11:11:00+05:30");
        assertThat(late.snapshot(MarketRequest.nifty50(early)))
                .isEqualTo(MarketSources.synthetic(3, 300).snapshot(MarketRequest.nifty50(early)));
    }

    @Test
    void daily_bar_is_the_sum_of_its_five_minute_bars() {
        MarketSnapshot snapshot = evening(7);
        IntradaySeries intraday = snapshot.intraday().orElseThrow();
        assertThat(intraday.sessions()).hasSize(60);
        for (LocalDate session : intraday.sessions()) {
            DailyBar day = snapshot.daily().bar(snapshot.daily().find(session).orElseThrow());
            List<IntradayBar> bars = intraday.session(session);
            assertThat(bars.get(0).open()).isEqualTo(day.open());
            assertThat(bars.get(bars.size() - 1).close()).isEqualTo(day.close());
            assertThat(bars.stream().mapToDouble(IntradayBar::high).max()).hasValue(day.high());
            assertThat(bars.stream().mapToDouble(IntradayBar::low).min()).hasValue(day.low());
        }
        assertThat(intraday.session(LocalDate.parse("2024-12-31"))).hasSize(75);
        assertThat(intraday.session(LocalDate.parse("2024-11-01")))
                .as("an hour of Muhurat trading")
                .hasSize(12);
    }

    @Test
    void running_session_shows_the_last_known_price() {
        MarketSnapshot noon = source().snapshot(MarketRequest.nifty50(asOf()));
        List<IntradayBar> today = noon.intraday().orElseThrow().session(LocalDate.parse("2024-12-31"));
        assertThat(today).hasSize(33);
        assertThat(noon.quote().orElseThrow())
                .isEqualTo(new Quote(
                        Instant.parse("2024-12-31T12:00:00+05:30"),
                        today.get(32).close()));
        assertThat(noon.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(noon.lastSession()).isEqualTo("2024-12-30");
    }

    @Test
    void has_fat_tails_clustering_and_leverage_for_every_seed() {
        for (int seed = 1; seed <= MARKETS.size(); seed++) {
            double[] returns = returns(MARKETS.get(seed - 1).daily());
            double[] sizes = Arrays.stream(returns).map(Math::abs).toArray();
            double[] squares =
                    Arrays.stream(returns).map(value -> value * value).toArray();
            String where = "seed " + seed;
            assertThat(Math.sqrt(252 * StatUtils.variance(returns))).as(where).isBetween(0.10, 0.28);
            assertThat(new Kurtosis().evaluate(returns))
                    .as("%s excess kurtosis", where)
                    .isBetween(0.8, 40.0);
            assertThat(correlation(sizes, 0, sizes, 1))
                    .as("%s clustering", where)
                    .isGreaterThan(0.04);
            double leverage = 0;
            for (int lag = 1; lag <= 10; lag++) {
                leverage += correlation(returns, 0, squares, lag);
            }
            assertThat(leverage).as("%s leverage", where).isNegative();
            assertThat(Math.abs(correlation(returns, 0, returns, 1)))
                    .as("%s returns", where)
                    .isLessThan(0.12);
        }
    }

    @Test
    void volatility_index_carries_a_premium_and_moves_against_the_market() {
        for (int seed = 1; seed <= MARKETS.size(); seed++) {
            MarketSnapshot snapshot = MARKETS.get(seed - 1);
            double[] returns = returns(snapshot.daily());
            int above = 0;
            int inRange = 0;
            int counted = 0;
            double ratio = 0;
            for (int i = 0; i + 21 <= returns.length; i++) {
                double realised = 0;
                for (int k = 0; k < 21; k++) {
                    realised += returns[i + k] * returns[i + k];
                }
                double implied = snapshot.volatilityIndex().bar(i).close();
                double ahead = 100 * Math.sqrt(252.0 / 21 * realised);
                above += implied > ahead ? 1 : 0;
                inRange += implied >= 10 && implied <= 40 ? 1 : 0;
                ratio += implied / ahead;
                counted++;
            }
            String where = "seed " + seed;
            assertThat(above / (double) counted).as("%s above realised", where).isBetween(0.6, 0.95);
            assertThat(inRange / (double) counted)
                    .as("%s within 10 to 40", where)
                    .isGreaterThan(0.9);
            assertThat(ratio / counted).as("%s ratio", where).isBetween(1.1, 1.5);
            assertThat(correlation(returns, 0, returns(snapshot.volatilityIndex()), 0))
                    .as("%s against the market", where)
                    .isLessThan(-0.4);
        }
    }

    @Test
    void night_carries_its_usual_share() {
        double nights = 0;
        double total = 0;
        for (MarketSnapshot market : MARKETS) {
            BarSeries daily = market.daily();
            double[] returns = returns(daily);
            for (int i = 1; i < daily.size(); i++) {
                double night = Math.log(daily.bar(i).open() / daily.bar(i - 1).close());
                nights += night * night;
                total += returns[i - 1] * returns[i - 1];
            }
        }
        assertThat(nights / total).isCloseTo(0.42, within(0.08));
    }

    @Test
    void starts_later_for_fewer_sessions() {
        assertThat(MarketFixtures.snapshot(120).daily().size()).isEqualTo(120);
        assertThatThrownBy(() -> MarketFixtures.snapshot(2, Instant.parse("2020-01-01T00:00:00Z")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll("2024-12-30", "2020-01-01");
        assertThatThrownBy(() -> MarketSources.synthetic(1, 0)).hasMessageContaining("was 0");
    }

    @Test
    void goes_on_past_the_announced_calendar_and_says_so() {
        MarketSnapshot snapshot = MarketSources.synthetic(1, 20)
                .snapshot(MarketRequest.nifty50(Instant.parse("2027-02-10T16:00:00+05:30")));
        assertThat(snapshot.lastSession()).isEqualTo("2027-02-10");
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("CALENDAR_NOT_ANNOUNCED");
    }

    @Test
    void starts_at_the_requested_session() {
        MarketSnapshot snapshot =
                source().snapshot(MarketRequest.nifty50(asOf()).withFrom(LocalDate.parse("2024-12-26")));
        assertThat(snapshot.daily().bar(0).session()).isEqualTo("2024-12-26");
        assertThat(snapshot.intraday().orElseThrow().sessions().get(0)).isEqualTo("2024-12-26");
    }
}
