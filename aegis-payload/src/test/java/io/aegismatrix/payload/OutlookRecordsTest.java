package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.Freshness;
import io.aegismatrix.payload.DirectionOutlook.Horizons;
import io.aegismatrix.payload.RegimeForecast.RegimeProbabilities;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OutlookRecordsTest {

    private static final Source MODEL = Source.modelled("seller_breach@20241231-ab12cd34");
    private static final LocalDate WEEK = LocalDate.of(2025, 1, 2);
    private static final SellerOutlook SELLER = PayloadFixtures.full().seller();

    @Test
    void rounding_is_idempotent_and_never_keeps_a_negative_zero() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(8) - 3);
            double once = Decimals.points(value);
            assertThat(Decimals.points(once)).isEqualTo(once);
            assertThat(once).isCloseTo(value, Offset.offset(0.005 + 1e-9));
        }
        assertThat(Double.compare(Decimals.fraction(-1e-9), 0.0)).isZero();
    }

    @Test
    void rejects_numbers_that_are_not_finite_by_name() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> new Interval(0.8, bad, 10)).hasMessage("lowPoints must be finite, was " + bad);
            assertThatThrownBy(() -> new ClassProbabilities(bad, 0.5, 0.5))
                    .hasMessage("down must be in [0, 1], was " + bad);
            assertThatThrownBy(() -> new Contribution("adx_14", bad)).hasMessageContaining("adx_14");
        }
    }

    @Test
    void a_proxy_and_an_unavailable_block_must_give_a_reason() {
        assertThatThrownBy(() -> new Source(Source.Kind.PROXY, "return_mode", Optional.empty()))
                .hasMessageContaining("PROXY")
                .hasMessageContaining("return_mode");
        assertThatThrownBy(() -> Block.unavailable(" ")).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> Measured.missing("")).hasMessageContaining("must not be blank");
    }

    @Test
    void a_block_is_known_or_unavailable_and_nothing_else() {
        Block<Integer> known = Block.known(5, Source.formula("har_vix"));
        Block<Integer> none = Block.unavailable("no chain");
        assertThat(known.find()).hasValue(5);
        assertThat(none.find()).isEmpty();
        assertThat(known.map(five -> five + 1)).isEqualTo(Block.known(6, Source.formula("har_vix")));
        assertThat(none.map(five -> five + 1)).isEqualTo(Block.unavailable("no chain"));
        assertThat(Measured.of(Optional.of(5), "never").find()).hasValue(5);
        assertThat(Measured.of(Optional.<Integer>empty(), "none resolved"))
                .isEqualTo(Measured.missing("none resolved"));
    }

    @Test
    void a_proxy_method_cannot_call_itself_a_formula() {
        Skew proxy = Skew.proxy(0.1, 0.1, 0);
        assertThatThrownBy(() -> withSkew(Block.known(proxy, Source.formula("smile"))))
                .hasMessageContaining("SEMIVARIANCE_PROXY must be a PROXY, was FORMULA");
        OptionalDouble none = OptionalDouble.empty();
        Skew measured = new Skew(0.1, 0.1, 0, none, none, none, Optional.empty(), Skew.Method.OPTION_CHAIN_25_DELTA);
        assertThatThrownBy(() -> withSkew(Block.known(measured, Source.proxy("x", "the chain's smile"))))
                .hasMessageContaining("must not be a PROXY");
    }

    @Test
    void a_confidence_is_that_of_its_record() {
        Coverage coverage = new Coverage(0.9, 100, 0.8, 0.95, Basis.WALK_FORWARD);
        assertThat(MaxPain.Confidence.of(coverage).confidence()).isEqualTo(0.9);
        assertThatThrownBy(() -> new MaxPain.Confidence(0.7, coverage))
                .hasMessageContaining("confidence must be that of its record, was 0.7");
    }

    @Test
    void rejects_a_range_upside_down() {
        assertThatThrownBy(() -> new SafeRange(24_000, 23_000, 30, 0.9, Measured.missing("none was resolved")))
                .hasMessageContaining("lower=24000.0, upper=23000.0");
        assertThatThrownBy(() -> new Interval(1, -5, 5)).hasMessageContaining("level must be strictly between 0 and 1");
    }

    @Test
    void rejects_a_surer_range_that_is_not_wider_and_names_both() {
        List<RangeForecast> ranges =
                List.of(range(RangeKind.CLOSE, 5, 0.8, 23_000, 24_000), range(RangeKind.CLOSE, 5, 0.9, 22_900, 23_990));
        assertThatThrownBy(() -> withRanges(ranges))
                .hasMessageContaining("level 0.9 over 5 sessions [22900.0, 23990.0] must contain")
                .hasMessageContaining("level 0.8 over 5 sessions [23000.0, 24000.0]");
    }

    @Test
    void ranges_need_only_be_nested_as_they_are_published() {
        SellerOutlook close = withRanges(List.of(
                range(RangeKind.CLOSE, 5, 0.8, 23_000, 24_000),
                range(RangeKind.CLOSE, 5, 0.9, Math.nextUp(23_000.0), 24_000)));
        assertThat(close.findRange(RangeKind.CLOSE, 5, 0.9)).isPresent();
    }

    @Test
    void rejects_a_longer_path_range_that_is_not_wider_but_not_a_close_range() {
        assertThatThrownBy(() -> withRanges(List.of(
                        range(RangeKind.PATH, 10, 0.9, 23_100, 24_000), range(RangeKind.PATH, 5, 0.9, 23_000, 24_000))))
                .hasMessageContaining("over 10 sessions");
        SellerOutlook close = withRanges(List.of(
                range(RangeKind.CLOSE, 10, 0.9, 23_100, 24_000), range(RangeKind.CLOSE, 5, 0.9, 23_000, 24_000)));
        assertThat(close.findRange(RangeKind.CLOSE, 5, 0.9))
                .hasValueSatisfying(found -> assertThat(found.lower()).isEqualTo(23_000));
        assertThat(close.findRange(RangeKind.PATH, 5, 0.9)).isEmpty();
    }

    @Test
    void rejects_breach_odds_that_rise_with_distance_or_fall_with_time() {
        assertThatThrownBy(() -> withSurface(List.of(breach(5, 100, 0.4), breach(5, 200, 0.5))))
                .hasMessageContaining("over 5 sessions, 200 points must not be likelier than 100")
                .hasMessageContaining("0.5 > 0.4");
        assertThatThrownBy(() -> withSurface(List.of(breach(10, 100, 0.4), breach(5, 100, 0.5))))
                .hasMessageContaining("100 points must not be likelier over 5 sessions than over 10");
        assertThat(withSurface(List.of(breach(5, 100, 0.4), breach(5, 200, 0.400001)))
                        .breachSurface())
                .hasSize(2);
    }

    @Test
    void rejects_a_close_beyond_that_is_likelier_than_a_touch() {
        assertThatThrownBy(() -> new BreachPoint(5, 100, 0.005, 0.4, 0.2, 0.3, 0.5, 0.1, 0.1))
                .hasMessageContaining("closeProbability must be at most probability, was 0.5 > 0.4 at 100 points");
        assertThatThrownBy(() -> new BreachPoint(5, 100, 0.005, 0.4, 0.45, 0.3, 0.3, 0.1, 0.1))
                .hasMessageContaining("up must be at most probability");
    }

    @Test
    void finds_breach_odds_by_horizon_and_distance() {
        BreachOdds odds = SELLER.breach().find().orElseThrow();
        assertThat(odds.find(30, 0.04)).isPresent();
        assertThat(odds.find(30, 0.041)).isEmpty();
        assertThat(odds.find(31, 0.04)).isEmpty();
    }

    @Test
    void probabilities_must_sum_to_one() {
        assertThatThrownBy(() -> new ClassProbabilities(0.3, 0.3, 0.3)).hasMessageContaining("must sum to 1");
        assertThatThrownBy(() -> new RegimeProbabilities(0.5, 0.5, 0.1)).hasMessageContaining("must sum to 1");
        assertThat(new ClassProbabilities(1 / 3.0, 1 / 3.0, 1 / 3.0).likeliest())
                .isEqualTo(Direction.NEUTRAL);
        assertThat(new ClassProbabilities(0.2, 0.3, 0.5).likeliest()).isEqualTo(Direction.UP);
    }

    @Test
    void conviction_is_the_probability_of_the_stated_direction() {
        ClassProbabilities probabilities = new ClassProbabilities(0.2, 0.3, 0.5);
        assertThatThrownBy(() -> horizon(Direction.UP, 0.9, probabilities))
                .hasMessageContaining("conviction must be the probability of UP, 0.5, was 0.9");
        assertThat(horizon(Direction.UP, 0.5, probabilities).conviction()).isEqualTo(0.5);
        assertThat(horizon(Direction.NEUTRAL, 0.3, probabilities).conviction()).isEqualTo(0.3);
    }

    @Test
    void a_lean_is_measured_against_base_rates_and_points_where_a_usual_rise_does_not() {
        ClassProbabilities usual = new ClassProbabilities(0.3, 0.2, 0.5);
        Lean lean = Lean.of(new ClassProbabilities(0.35, 0.2, 0.45), usual);

        assertThat(lean.furthest()).isEqualTo(Direction.DOWN);
        assertThat(lean.down()).isCloseTo(0.05, within(1e-12));
        assertThat(Lean.of(usual, usual).furthest()).isEqualTo(Direction.NEUTRAL);
        assertThatThrownBy(() -> new Lean(0.1, 0.1, 0.1)).hasMessageContaining("must sum to 1");
        assertThatThrownBy(() -> new Lean(-1.5, 1.2, 0.3)).hasMessageContaining("lean down");
    }

    @Test
    void horizons_are_found_by_sessions() {
        Horizons horizons = PayloadFixtures.full().direction().horizons();
        assertThat(horizons.get(10)).isEqualTo(horizons.t10());
        assertThat(horizons.all()).hasSameSizeAs(Horizons.sessions());
        assertThat(horizons.all())
                .extracting(HorizonForecast::label)
                .containsExactly("Tomorrow", "Next 3 Days", "This Week", "Next Week", "This Month", "Next Month");
        assertThatThrownBy(() -> horizons.get(7)).hasMessageContaining("was 7");
    }

    @Test
    void a_verdicts_color_must_fit_it() {
        assertThat(SellerFlag.of(SellerFlag.Label.HOSTILE, List.of("HIGH_TRAP")).color())
                .isEqualTo(FlagColor.RED);
        assertThatThrownBy(() -> new SellerFlag(SellerFlag.Label.HOSTILE, FlagColor.GREEN, List.of()))
                .hasMessageContaining("color of HOSTILE must be RED, was GREEN");
    }

    @Test
    void breakout_days_must_be_the_next_five_in_order() {
        BuyerOutlook buyer = PayloadFixtures.full().buyer();
        List<BreakoutDay> days = new ArrayList<>(buyer.breakoutNext());
        days.remove(2);
        assertThatThrownBy(() -> new BuyerOutlook(
                        buyer.breakoutToday(),
                        days,
                        buyer.spikeDirectionBias(),
                        buyer.breakoutLevels(),
                        buyer.gammaWindows(),
                        buyer.gammaByStrike(),
                        buyer.thetaEdge(),
                        buyer.regime(),
                        buyer.buyerEnvironment(),
                        buyer.spikeRate()))
                .hasMessageContaining("was [1, 2, 4, 5]");
    }

    @Test
    void an_expiry_with_an_unknown_value_must_say_why() {
        OptionalDouble none = OptionalDouble.empty();
        assertThatThrownBy(() -> new ChainExpiry(
                        LocalDate.of(2025, 1, 2),
                        2,
                        23_700,
                        ChainExpiry.ForwardBasis.SPOT,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        Optional.empty()))
                .hasMessageContaining("a value of 2025-01-02 is unknown");
    }

    @Test
    void a_list_that_is_known_is_not_empty() {
        assertThatThrownBy(() -> new GammaByStrike(WEEK, 1, 0.5, "DEALERS_LONG_CALLS_SHORT_PUTS", List.of()))
                .hasMessageContaining("strikes must be present");
        assertThatThrownBy(() -> new BreachOdds(List.of(), List.of())).hasMessageContaining("must be present");
        assertThatThrownBy(() -> withRanges(List.of())).hasMessageContaining("ranges must be present");
    }

    @Test
    void a_model_without_a_score_must_say_why() {
        ModelRef model = PayloadFixtures.full().models().get(0);
        assertThat(model.id()).isEqualTo("direction_seq@20241231-ab12cd34");
        assertThatThrownBy(() -> new ModelRef(
                        model.engine(),
                        model.model(),
                        model.version(),
                        model.trainedAt(),
                        model.trainedThrough(),
                        false,
                        1,
                        1_000,
                        42,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.of("not watched")))
                .hasMessageContaining("skill of direction_seq is unknown");
        assertThatThrownBy(() -> new Skill("auc", 0.5, 0.5, "majority", 0.4, 0.6, 0, Basis.WALK_FORWARD))
                .hasMessageContaining("was 0");
    }

    @Test
    void quality_ages_are_counted_to_the_runs_market_time() {
        Instant asOf = Instant.parse("2024-12-31T06:30:00Z");
        DataQuality quality = new DataQuality(
                0.995,
                Freshness.DELAYED,
                List.of(new DataQuality.SourceStamp("csv", "NIFTY50", "quote", asOf.minusSeconds(900), 1, 2)),
                List.of());
        QualityBlock block = QualityBlock.of(quality, asOf);
        assertThat(block.sources()).singleElement().satisfies(source -> {
            assertThat(source.ageSeconds()).isEqualTo(900);
            assertThat(source.level()).isEqualTo(1);
            assertThat(source.attempts()).isEqualTo(2);
        });
    }

    @Test
    void an_unavailable_outlook_gives_the_reason_everywhere() {
        DirectionOutlook direction = DirectionOutlook.unavailable("no model");
        assertThat(direction.risk()).isEqualTo(Block.unavailable("no model"));
        assertThat(direction.horizons().all()).allSatisfy(forecast -> {
            assertThat(forecast.close()).isEqualTo(Block.unavailable("no model"));
            assertThat(forecast.move()).isEqualTo(Block.unavailable("no model"));
        });
        assertThat(BuyerOutlook.unavailable("no model").breakoutNext())
                .hasSize(5)
                .allSatisfy(day -> assertThat(day.odds()).isEqualTo(Block.unavailable("no model")));
    }

    private static HorizonForecast.Close horizon(
            Direction direction, double conviction, ClassProbabilities probabilities) {
        return new HorizonForecast.Close(
                direction,
                conviction,
                probabilities,
                probabilities,
                Optional.of(Lean.of(probabilities, probabilities)),
                Edge.NO_EDGE,
                0,
                Measured.missing("too few outcomes"));
    }

    private static RangeForecast range(RangeKind kind, int horizon, double level, double lower, double upper) {
        return new RangeForecast(
                kind, horizon, Optional.empty(), level, lower, upper, Measured.missing("none was resolved"));
    }

    private static BreachPoint breach(int horizon, int distance, double probability) {
        return new BreachPoint(
                horizon, distance, distance / 20_000.0, probability, probability, 0.01, 0.01, 0.005, 0.005);
    }

    private static SellerOutlook withRanges(List<RangeForecast> ranges) {
        return SELLER.withRanges(SELLER.safeRange(), Block.known(ranges, MODEL));
    }

    @Test
    void what_a_chain_cannot_tell_needs_a_reason() {
        OptionalDouble none = OptionalDouble.empty();
        LocalDate near = LocalDate.of(2025, 1, 30);
        LocalDate far = LocalDate.of(2025, 2, 6);
        assertThatThrownBy(() -> new ForwardVolatility(near, far, 6, none, Optional.empty()))
                .hasMessageContaining("the forward volatility to 2025-02-06 is unknown");
        assertThatThrownBy(() -> new ForwardVolatility(far, near, 6, OptionalDouble.of(0.1), Optional.empty()))
                .hasMessageContaining("to must be after from, was 2025-01-30");
        assertThatThrownBy(() -> new EventMove(near, "a budget", far, OptionalDouble.of(0.02), none, Optional.empty()))
                .hasMessageContaining("the move of a budget is unknown");
        assertThatThrownBy(() -> new ExpiryValue(near, 5, none, none, none, none, none, List.of(), Optional.empty()))
                .hasMessageContaining("a value of 2025-01-30 is unknown");
        assertThat(ExpiryValue.StrikeValue.of(25_000, ExpiryValue.StrikeValue.Right.CALL, 0.5, 0)
                        .ratio())
                .isEmpty();
    }

    private static BreachOdds withSurface(List<BreachPoint> surface) {
        return new BreachOdds(surface, surface);
    }

    private static SellerOutlook withSkew(Block<Skew> skew) {
        return new SellerOutlook(
                SELLER.safeRange(),
                SELLER.ranges(),
                SELLER.maxPain(),
                SELLER.trap(),
                skew,
                SELLER.expiryStress(),
                SELLER.regime(),
                SELLER.breach(),
                SELLER.sellerFlag(),
                SELLER.hitRate(),
                SELLER.premiumValue());
    }
}
