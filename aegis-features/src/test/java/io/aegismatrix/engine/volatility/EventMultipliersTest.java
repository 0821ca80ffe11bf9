package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketEvent;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.EventsAhead.Ahead;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EventMultipliersTest {

    private static final String BUDGET = "union_budget";
    private static final LocalDate DAY = LocalDate.of(2024, 7, 23);

    /** Surprises of a market in which events of one kind add 1.4 to log variance, and those of two others nothing. */
    private static EventMultipliers measured() {
        RandomGenerator random = new SplittableRandom(5);
        List<List<String>> events = new ArrayList<>();
        double[] surprises = new double[3_000];
        for (int i = 0; i < surprises.length; i++) {
            List<String> kinds = i % 180 == 0
                    ? List.of(BUDGET)
                    : i % 30 == 7 ? List.of("fomc") : i % 900 == 3 ? List.of("rare") : List.of();
            events.add(kinds);
            surprises[i] = random.nextGaussian() + (kinds.contains(BUDGET) ? 1.4 : 0) - 0.3;
        }
        return EventMultipliers.of(events, surprises);
    }

    @Test
    void are_what_past_events_did_drawn_towards_one_by_their_number() {
        EventMultipliers measured = measured();
        EventMultipliers.Multiplier budget = measured.find(BUDGET).orElseThrow();
        EventMultipliers.Multiplier fomc = measured.find("fomc").orElseThrow();
        EventMultipliers.Multiplier rare = measured.find("rare").orElseThrow();

        assertThat(budget.n()).isEqualTo(17);
        assertThat(budget.variance()).isBetween(2.0, 7.0).isLessThan(budget.measured());
        assertThat(fomc.variance()).isCloseTo(1, within(0.3));
        assertThat(Math.abs(Math.log(rare.variance()))).isLessThan(0.85 * Math.abs(Math.log(rare.measured())) + 1e-12);
    }

    @Test
    void are_none_without_events_and_with_hardly_any_history() {
        assertThat(EventMultipliers.of(List.of(), new double[0]).find(BUDGET)).isEmpty();
        assertThat(EventMultipliers.of(List.of(List.of(BUDGET)), new double[] {3})
                        .find(BUDGET))
                .isEmpty();
    }

    @Test
    void multiply_only_the_sessions_in_which_events_fall() {
        EventMultipliers measured = measured();
        double budget = measured.find(BUDGET).orElseThrow().variance();
        double fomc = measured.find("fomc").orElseThrow().variance();
        List<Ahead> ahead = List.of(ahead(3, BUDGET), ahead(3, "fomc"), ahead(8, BUDGET), ahead(9, "unknown"));

        assertThat(measured.variance(List.of(), 5)).isEqualTo(1);
        assertThat(measured.variance(ahead, 2)).isEqualTo(1);
        assertThat(measured.variance(ahead, 3)).isCloseTo((2 + budget * fomc) / 3, within(1e-12));
        assertThat(measured.variance(ahead, 10)).isCloseTo((8 + budget * fomc + budget) / 10, within(1e-12));
        assertThat(measured.variance(List.of(ahead(1, BUDGET)), 0.2)).isCloseTo(budget, within(1e-12));
    }

    private static Ahead ahead(int sessions, String kind) {
        return new Ahead(sessions, new MarketEvent(kind, kind, DAY, DAY));
    }

    @Test
    void come_back_from_their_file_the_same() {
        EventMultipliers measured = measured();
        EventMultipliers read = EventMultipliers.parse(measured.toJson(), EventMultipliers.FILE);

        assertThat(read.find(BUDGET)).isEqualTo(measured.find(BUDGET));
        assertThat(read.toJson()).isEqualTo(measured.toJson());
    }

    @Test
    void raise_the_forecast_of_the_evening_before_where_past_budgets_moved_the_market_twice_as_far() {
        FeatureSet market = withBudgetsTwiceAsWide();
        VolatilityForecast forecast = VolatilityForecast.fit(market, market.decisionRow());
        EventMultipliers.Multiplier budget = forecast.events().find(BUDGET).orElseThrow();
        int evening = rowBefore(market, DAY);
        VolatilityPath path = VolatilityPath.of(market);

        assertThat(budget.measured()).isBetween(2.5, 6.5);
        assertThat(forecast.events().find("fomc").orElseThrow().variance()).isBetween(0.7, 1.4);
        assertThat(forecast.annualized(market, evening, 1)
                        / forecast.with(EventMultipliers.NONE).annualized(market, evening, 1))
                .isCloseTo(Math.sqrt(budget.variance()), within(1e-12));
        assertThat(path.annualized(evening, 1) / path.withoutEvents().annualized(evening, 1))
                .isGreaterThan(1.3);
        assertThat(path.index(evening, 1) / market.history().vix(evening)).isGreaterThan(1.3);
        assertThat(path.withoutEvents().index(evening, 1))
                .isEqualTo(market.history().vix(evening));
        assertThat(path.annualized(evening + 1, 1))
                .isEqualTo(path.withoutEvents().annualized(evening + 1, 1));
    }

    private static int rowBefore(FeatureSet market, LocalDate session) {
        int row = market.decisionRow();
        while (!market.history().session(row).isBefore(session)) {
            row--;
        }
        return row;
    }

    /** The synthetic market with the moves of budget sessions doubled, and all later prices moved along. */
    private static FeatureSet withBudgetsTwiceAsWide() {
        MarketSnapshot calm = MarketSources.synthetic(7L, 2_500).snapshot(MarketRequest.nifty50(TestMarkets.EVENING));
        List<DailyBar> bars = new ArrayList<>();
        double shift = 1;
        DailyBar before = calm.daily().bar(0);
        for (DailyBar bar : calm.daily().bars()) {
            boolean wide = calm.calendar().events(bar.session().minusDays(1), bar.session(), before.session()).stream()
                    .anyMatch(event -> event.kind().equals(BUDGET));
            double power = wide ? 2 : 1;
            double origin = before.close();
            double level = shift * origin;
            bars.add(new DailyBar(
                    bar.session(),
                    level * Math.pow(bar.open() / origin, power),
                    level * Math.pow(bar.high() / origin, power),
                    level * Math.pow(bar.low() / origin, power),
                    level * Math.pow(bar.close() / origin, power),
                    bar.volume()));
            shift = bars.get(bars.size() - 1).close() / bar.close();
            before = bar;
        }
        return FeatureSet.of(MarketSnapshot.at(calm.asOf(), calm.underlying(), calm.calendar())
                .daily(BarSeries.of(calm.daily().instrument(), bars))
                .volatilityIndex(calm.volatilityIndex())
                .assessQuality(List.of(), List.of())
                .build());
    }
}
