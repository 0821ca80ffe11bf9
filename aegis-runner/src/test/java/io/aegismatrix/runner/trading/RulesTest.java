package io.aegismatrix.runner.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RulesTest {

    private static final double CARRY_OF_A_DAY = 0.05 / 365;

    /** Sessions of 2024-12-26, 27, 30 and 31: one, three and one calendar days apart. */
    /** Costs of a side of a futures trade on the days of {@link #fourSessions()}, pencilled in {@link #costs_are_those_of_the_day()}. */
    private static final double SIDE = fourSessions().costs(0).futureSide();

    private static Market fourSessions() {
        BarSeries daily = MarketFixtures.closes("NIFTY50", 100, 101, 99.99, 102);
        return new Market(
                FeatureSet.of(MarketFixtures.snapshot(daily, MarketFixtures.closes("INDIAVIX", 15, 15, 15, 15))));
    }

    @Test
    void three_trades_earn_what_a_pencil_says() {
        double[] positions = {1, -1, 1};
        Book book = new IndexRule(fourSessions(), 1, row -> positions[row]).trade(0, 3);

        assertThat(book.returns()[0]).isCloseTo(0.01 - CARRY_OF_A_DAY - SIDE, within(1e-12));
        assertThat(book.returns()[1]).isCloseTo(0.01 + 3 * CARRY_OF_A_DAY - 2 * SIDE, within(1e-12));
        assertThat(book.returns()[2]).isCloseTo(102 / 99.99 - 1 - CARRY_OF_A_DAY - 2 * SIDE, within(1e-12));
        assertThat(book.turnover()).isEqualTo(5);
        assertThat(book.costs()).isCloseTo(5 * SIDE, within(1e-12));
        assertThat(book.trades()).hasSize(3).allMatch(Trade::right);
    }

    @Test
    void positions_of_several_sessions_overlap_with_a_share_of_the_capital() {
        Book book = new IndexRule(fourSessions(), 2, row -> 1).trade(0, 3);

        assertThat(book.returns()[0]).isCloseTo(0.5 * (0.01 - CARRY_OF_A_DAY) - 0.5 * SIDE, within(1e-12));
        assertThat(book.returns()[1]).isCloseTo(-0.01 - 3 * CARRY_OF_A_DAY - 0.5 * SIDE, within(1e-12));
        assertThat(book.trades()).hasSize(2);
    }

    @Test
    void every_rule_is_flat_without_forecasts() {
        Market market = TradingFixture.market();
        ForecastSeries none = new ForecastSeries(List.of());
        int first = TradingFixture.FIRST;
        int last = market.history().size() - 1;
        List<Book> books = List.of(
                new IndexRule(market, 1, new DirectionPosition(market.history(), none, 1)).trade(first, last),
                new StrangleRule(market, Strangle.atForecastRange(market, none)).trade(first, last),
                new StraddleRule(market, 5, StraddleContract.MONTHLY, new StraddleBreakEven(none, 5))
                        .trade(first, last));
        assertThat(books).allSatisfy(book -> {
            assertThat(book.trades()).isEmpty();
            assertThat(book.returns()).containsOnly(0);
        });
    }

    @Test
    void direction_is_flat_where_the_odds_are_the_usual_ones() {
        Market market = TradingFixture.market();
        ForecastSeries forecasts = new ForecastSeries(TradingFixture.forecasts(market.history()));
        DirectionPosition position = new DirectionPosition(market.history(), forecasts, 1);
        int confident = 3 * (TradingFixture.FIRST / 3 + 1);
        assertThat(position.at(confident)).isCloseTo(0.10 / 0.16, within(1e-12));
        assertThat(position.at(confident + 1)).isCloseTo(-0.10 / 0.16, within(1e-12));

        double zone = 0.25 * market.history().sigma(confident);
        ForecastSeries promisingLessThanCosts = new ForecastSeries(List.of(
                new Prediction(confident, new Forecast(Output.DIRECTION_UP, 1, zone, 0.6)),
                new Prediction(confident, new Forecast(Output.DIRECTION_DOWN, 1, zone, 0.2)),
                new Prediction(confident, Forecast.of(Output.EXPECTED_ABS_MOVE, 1, 0.0001)),
                new Prediction(confident, Forecast.of(Output.REALIZED_VOLATILITY, 1, 0.16))));
        assertThat(new DirectionPosition(market.history(), promisingLessThanCosts, 1).at(confident))
                .isZero();
    }

    @Test
    void prices_after_a_decision_never_change_the_position() {
        int changedAfter = 600;
        FeatureSet before = TradingFixture.features();
        FeatureSet after = TradingFixture.featuresChangedAfter(changedAfter);
        ForecastSeries forecasts = new ForecastSeries(TradingFixture.forecasts(before.history()));
        Market known = new Market(before);
        Market changed = new Market(after);
        assertThat(changed.close(changedAfter + 1)).isNotEqualTo(known.close(changedAfter + 1));

        for (int row = TradingFixture.FIRST; row <= changedAfter; row++) {
            assertThat(new DirectionPosition(changed.history(), forecasts, 5).at(row))
                    .isEqualTo(new DirectionPosition(known.history(), forecasts, 5).at(row));
            StraddleContract.Position straddle =
                    StraddleContract.MONTHLY.at(known, row, 5).orElseThrow();
            assertThat(StraddleContract.MONTHLY.at(changed, row, 5)).contains(straddle);
            assertThat(straddle.value(changed, row)).isEqualTo(straddle.value(known, row));
            LocalDate expiry = known.monthlyExpiry(row).orElseThrow();
            ExpiryCycle cycle = new ExpiryCycle(row, expiry, row + 1);
            assertThat(Strangle.atForecastRange(changed, forecasts).at(row, cycle))
                    .isEqualTo(Strangle.atForecastRange(known, forecasts).at(row, cycle));
            assertThat(Strangle.atFixedDistance(changed).at(row, cycle))
                    .isEqualTo(Strangle.atFixedDistance(known).at(row, cycle));
        }
        assertThat(sameUntil(before, after, forecasts, changedAfter)).isTrue();
    }

    /** Returns up to the changed session are the same too, whatever the rule holds beyond it. */
    private static boolean sameUntil(FeatureSet before, FeatureSet after, ForecastSeries forecasts, int row) {
        int sessions = row - TradingFixture.FIRST;
        double[][] returns = IntStream.range(0, 2)
                .mapToObj(i -> new Market(i == 0 ? before : after))
                .map(market -> new StrangleRule(market, Strangle.atForecastRange(market, forecasts))
                        .trade(TradingFixture.FIRST, market.history().size() - 1))
                .map(book -> Arrays.copyOf(book.returns(), sessions))
                .toArray(double[][]::new);
        return Arrays.equals(returns[0], returns[1])
                && Arrays.stream(returns[0]).anyMatch(one -> one != 0);
    }

    @Test
    void a_strangle_keeps_its_premium_less_costs_and_what_it_settles_at() {
        Market market = TradingFixture.market();
        ForecastSeries forecasts = new ForecastSeries(TradingFixture.forecasts(market.history()));
        int last = market.history().size() - 1;
        Book book =
                new StrangleRule(market, Strangle.atForecastRange(market, forecasts)).trade(TradingFixture.FIRST, last);
        List<ExpiryCycle> cycles = ExpiryCycle.between(market, TradingFixture.FIRST, last);

        assertThat(cycles).hasSizeBetween(11, 14);
        assertThat(book.trades()).hasSameSizeAs(cycles);
        for (int i = 0; i < cycles.size(); i++) {
            ExpiryCycle cycle = cycles.get(i);
            Trade trade = book.trades().get(i);
            double sum = 0;
            for (int row = cycle.entry() + 1; row <= cycle.settlement(); row++) {
                sum += book.returns()[row - TradingFixture.FIRST - 1];
            }
            assertThat(sum).isCloseTo(trade.net(), within(1e-12));
            assertThat(trade.net()).isLessThan(trade.gross());
            assertThat(trade.premium()).isBetween(0.0001, 0.03);
            assertThat(market.history().session(cycle.settlement())).isEqualTo(cycle.expiry());
        }
    }

    @Test
    void strikes_are_rounded_away_from_the_index() {
        Market market = TradingFixture.market();
        assertThat(new Strangle(18_049, 19_001).listed(market)).isEqualTo(new Strangle(18_000, 19_050));
        assertThat(new Strangle(18_000, 19_050).settlement(17_900)).isEqualTo(100);
        assertThat(new Strangle(18_000, 19_050).holds(19_060)).isFalse();
    }

    @Test
    void a_straddle_pays_for_itself_where_moves_are_what_it_costs() {
        double month = 22.0 / 252;
        double atTheMoney = OptionPricing.AT_THE_MONEY;
        // Held to its end and free of costs it breaks even where moves are as large as implied: 2(1 − Φ(0.798 /
        // 0.905)).
        assertThat(StraddleBreakEven.probability(month, 22, 0)).isCloseTo(0.3779, within(1e-3));
        assertThat(atTheMoney).isCloseTo(0.905, within(1e-12));
        assertThat(StraddleBreakEven.probability(month, 1, 0))
                .isCloseTo(StraddleBreakEven.probability(month, 22, 0), within(1e-9));
        assertThat(StraddleBreakEven.probability(month, 1, 0.02))
                .isGreaterThan(StraddleBreakEven.probability(month, 5, 0.02));
    }

    @Test
    void straddles_of_the_month_leave_sessions_to_spare() {
        Market market = TradingFixture.market();
        for (int row = TradingFixture.FIRST; row < 500; row++) {
            StraddleContract.Position straddle =
                    StraddleContract.MONTHLY.at(market, row, 5).orElseThrow();
            assertThat(straddle.years(market, row)).isBetween(10 / 365.0, 50 / 365.0);
        }
    }

    @Test
    void nothing_of_the_month_is_traded_before_options_were_listed() {
        Market market = TradingFixture.sensex();
        int last = market.history().size() - 1;
        // The relaunch of 2023-05-15 was announced on 2023-03-28.
        int listed = market.history().rowsUntil(LocalDate.of(2023, 3, 27));
        assertThat(listed).isGreaterThan(100);

        List<ExpiryCycle> cycles = ExpiryCycle.between(market, 0, last);
        Book straddles =
                new StraddleRule(market, 5, StraddleContract.MONTHLY, StraddleRule.Choice.always()).trade(0, last);
        Book strangles = new StrangleRule(market, Strangle.atFixedDistance(market)).trade(0, last);

        assertThat(market.history().session(cycles.get(0).entry()))
                .as("the first whole month, after the expiry of 2023-05-26")
                .isEqualTo(LocalDate.of(2023, 5, 29));
        assertThat(cycles).hasSizeGreaterThan(15);
        assertThat(strangles.trades()).hasSameSizeAs(cycles);
        assertThat(straddles.trades().get(0).entry()).isEqualTo(listed);
        assertThat(straddles.trades()).hasSize(last - 5 - listed + 1);
        assertThat(ExpiryCycle.between(market, 0, listed)).isEmpty();
    }

    @Test
    void a_view_of_days_before_options_were_listed_says_so_and_trades_the_index() {
        FeatureSet features = TradingFixture.sensexFeatures();
        int listed = features.history().rowsUntil(LocalDate.of(2023, 3, 27));
        List<Prediction> before = TradingFixture.forecasts(features.history(), listed - 150).stream()
                .filter(forecast -> forecast.row() < listed)
                .toList();

        TradingView view = TradingView.of(features, before, Optional.empty()).orElseThrow();

        assertThat(view.unlisted()).isEqualTo(149);
        assertThat(view.rules()).anyMatch(rule -> rule.performance().trades() > 0);
        assertThat(view.rules())
                .filteredOn(
                        rule -> rule.name().contains("strangle") || rule.name().contains("long_straddle"))
                .isNotEmpty()
                .allMatch(rule -> rule.performance().trades() == 0);
    }

    @Test
    void costs_make_every_book_poorer() {
        FeatureSet features = TradingFixture.features();
        TradingView view = TradingView.of(features, TradingFixture.forecasts(features.history()), Optional.empty())
                .orElseThrow();
        assertThat(view.rules()).allSatisfy(rule -> {
            assertThat(rule.performance().costs()).isPositive();
            assertThat(rule.performance().trades()).isPositive();
        });
    }

    @Test
    void costs_are_those_of_the_day() {
        TradingCosts today = TradingCosts.on(LocalDate.of(2026, 4, 1));
        TradingCosts before = TradingCosts.on(LocalDate.of(2026, 3, 31));
        TradingCosts tax2024 = TradingCosts.on(LocalDate.of(2024, 10, 1));
        double charges = 1.18 * (3503 + 50 + 10) / 1e7;

        assertThat(tax2024.selling(100)).isCloseTo(0.4 + 100 * (0.001 + charges) + 0.5, within(1e-12));
        assertThat(tax2024.buying(20)).isCloseTo(0.4 + 20 * (charges + 0.000_03) + 0.25, within(1e-12));
        assertThat(tax2024.exercising(80, 24_000)).isCloseTo(0.1, within(1e-12));
        // Tax 0.02 % and stamp duty 0.002 % of one side of two, charges with GST, brokerage 0.002 %, slippage 0.005 %.
        assertThat(tax2024.futureSide())
                .isCloseTo(0.000_11 + 1.18 * (183 + 10) / 1e7 + 0.000_02 + 0.000_05, within(1e-12));
        assertThat(today.premiumSold() - before.premiumSold()).isCloseTo(0.0005, within(1e-12));
        assertThat(today.exercising(80, 24_000)).isCloseTo(0.12, within(1e-12));
        assertThat(today.futureSide() - before.futureSide()).isCloseTo(0.000_15, within(1e-12));
    }

    @Test
    void what_is_not_known_is_left_out_and_said() {
        assertThat(TradingCosts.on(LocalDate.of(2020, 6, 30)).premiumBought())
                .as("no stamp duty, no exchange charge; turnover fee and tax on it")
                .isCloseTo(1.18 * 5 / 1e7, within(1e-12));
        assertThat(TradingCosts.leftOut())
                .contains("option stamp duty before 2020-07-01")
                .contains("option exchange charge before 2021-01-01");
    }

    @Test
    void an_option_was_sold_before_its_expiry_while_the_tax_was_on_the_whole_index() {
        TradingCosts costs = TradingCosts.on(LocalDate.of(2018, 1, 25));
        assertThat(costs.exercisedSettlement() * 11_000).isGreaterThan(13);
        assertThat(costs.exercising(80, 11_000)).isEqualTo(costs.selling(80)).isLessThan(1);
        assertThat(costs.exercising(0, 11_000)).isZero();
    }
}
