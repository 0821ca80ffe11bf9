package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketNowTest {

    private static final MarketSource SOURCE = MarketSources.synthetic(11, 400);

    private static Instant ist(String moment) {
        return LocalDateTime.parse(moment).atZone(ZoneId.of("Asia/Kolkata")).toInstant();
    }

    private static MarketSnapshot snapshot(String moment) {
        return SOURCE.snapshot(MarketRequest.nifty50(ist(moment)));
    }

    private static MarketNow at(String moment) {
        return FeatureSet.of(snapshot(moment)).now();
    }

    /** The market of a moment with another quote, or none. */
    private static MarketSnapshot quoting(String moment, @Nullable Quote quote, @Nullable Quote volatility) {
        return quoting(moment, quote, volatility, true);
    }

    private static MarketSnapshot quoting(
            String moment, @Nullable Quote quote, @Nullable Quote volatility, boolean withBars) {
        MarketSnapshot market = snapshot(moment);
        IntradaySeries bars = withBars ? market.intraday().orElse(null) : null;
        return MarketSnapshot.at(market.asOf(), market.underlying(), market.calendar())
                .daily(market.daily())
                .volatilityIndex(market.volatilityIndex())
                .intraday(bars)
                .quote(quote)
                .volatilityQuote(volatility)
                .quality(market.quality())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-31T08:45, 2024-12-31, before the open",
        "2024-12-31T16:00, 2025-01-01, after the close",
        "2024-12-25T11:00, 2024-12-26, a holiday",
        "2024-11-01T11:00, 2024-11-01, the morning of Diwali",
        "2024-05-18T08:00, 2024-05-18, the morning of a Saturday session"
    })
    void is_about_the_next_session_while_none_runs(String moment, LocalDate session, String name) {
        MarketNow now = at(moment);

        assertThat(now.session()).as(name).isEqualTo(session);
        assertThat(now.ahead()).as(name).isEqualTo(1);
        assertThat(now.running()).as(name).isFalse();
        assertThat(now.path()).as(name).isEmpty();
        assertThat(now.varianceToCome()).as(name).isEqualTo(1);
    }

    @Test
    void runs_without_a_path_until_the_first_bar_is_complete() {
        MarketNow now = at("2024-12-31T09:16");

        assertThat(now.running()).isTrue();
        assertThat(now.path()).isEmpty();
        assertThat(now.varianceToCome()).isEqualTo(1);
        assertThat(at("2024-12-31T09:20").path()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2024-11-01T18:30, 2024-11-01", "2024-05-18T11:00, 2024-05-18", "2024-12-31T12:30, 2024-12-31"})
    void follows_the_running_session_in_its_own_hours(String moment, LocalDate session) {
        MarketNow now = at(moment);
        MarketNow.Path path = now.path().orElseThrow();

        assertThat(now.session()).isEqualTo(session);
        assertThat(now.running()).isTrue();
        assertThat(path.low()).isLessThanOrEqualTo(path.last());
        assertThat(path.high()).isGreaterThanOrEqualTo(path.last());
        assertThat(path.toCome()).isBetween(0.1, 0.7);
        assertThat(now.varianceToCome()).isLessThan(path.toCome());
        assertThat(now.spot()).isEqualTo(path.last());
    }

    /** What a source still quotes then is an indication, another segment's price, or yesterday's. */
    @ParameterizedTest
    @CsvSource({
        "2024-12-31T08:45, 2024-12-31T08:44",
        "2024-12-31T16:00, 2024-12-31T15:45",
        "2024-12-25T11:00, 2024-12-24T15:30",
        "2024-12-31T09:16, 2024-12-31T09:08"
    })
    void official_close_counts_outside_of_the_session_whatever_is_quoted(String moment, String stamp) {
        MarketSnapshot market = quoting(moment, new Quote(ist(stamp), 12_345), null);
        MarketNow now = FeatureSet.of(market).now();
        int last = market.daily().size() - 1;

        assertThat(now.spot()).isEqualTo(market.daily().last().close());
        assertThat(now.previousClose()).hasValue(market.daily().bar(last - 1).close());
        assertThat(now.live()).isEmpty();
    }

    @Test
    void live_price_is_compared_with_the_last_completed_close() {
        MarketSnapshot market = quoting("2024-12-31T12:30", new Quote(ist("2024-12-31T12:29"), 12_345), null, false);
        MarketNow now = FeatureSet.of(market).now();

        assertThat(now.spot()).isEqualTo(12_345);
        assertThat(now.previousClose()).hasValue(market.daily().last().close());
        assertThat(now.path()).isEmpty();
        assertThat(now.varianceToCome()).isStrictlyBetween(0.1, 0.6);
    }

    @Test
    void newer_of_quote_and_last_bar_counts() {
        double bar = at("2024-12-31T12:30").spot();
        MarketNow older = FeatureSet.of(quoting("2024-12-31T12:30", new Quote(ist("2024-12-31T12:20"), 12_345), null))
                .now();
        MarketNow newer = FeatureSet.of(
                        quoting("2024-12-31T12:31", new Quote(ist("2024-12-31T12:31"), bar + 400), null))
                .now();

        assertThat(older.spot()).isEqualTo(bar);
        assertThat(newer.spot()).isEqualTo(bar + 400);
        assertThat(newer.path().orElseThrow().high()).isEqualTo(bar + 400);
        assertThat(FeatureSet.of(quoting("2024-12-31T12:30", null, null)).now().spot())
                .isEqualTo(bar);
    }

    @Test
    void in_session_a_close_of_the_volatility_index_says_of_which_day_it_is() {
        MarketSnapshot running = quoting("2024-12-31T12:30", null, null);
        assertThat(FeatureSet.of(running).now().volatilityIndexOf())
                .contains(running.volatilityIndex().last().session());
        Quote volatility = new Quote(ist("2024-12-31T12:29"), 19);
        assertThat(FeatureSet.of(quoting("2024-12-31T12:30", null, volatility))
                        .now()
                        .volatilityIndexOf())
                .isEmpty();
    }

    @Test
    void volatility_index_is_live_in_session_and_else_the_close_of_its_session() {
        Quote volatility = new Quote(ist("2024-12-31T12:29"), 19);
        MarketSnapshot running = quoting("2024-12-31T12:30", null, volatility);
        MarketNow live = FeatureSet.of(running).now();
        MarketSnapshot after = quoting("2024-12-31T16:00", null, volatility);
        MarketNow closed = FeatureSet.of(after).now();

        assertThat(live.volatilityIndex()).hasValue(19);
        assertThat(live.previousVolatilityIndex())
                .hasValue(running.volatilityIndex().last().close());
        assertThat(closed.volatilityIndex())
                .hasValue(after.volatilityIndex().last().close());
        assertThat(closed.volatilityIndexOf()).isEmpty();
        assertThat(closed.previousVolatilityIndex().orElseThrow())
                .isCloseTo(
                        after.volatilityIndex()
                                .bar(after.volatilityIndex().size() - 2)
                                .close(),
                        within(0.0));
    }
}
