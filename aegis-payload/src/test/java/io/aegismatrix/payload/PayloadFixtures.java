package io.aegismatrix.payload;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.payload.DirectionOutlook.Horizons;
import io.aegismatrix.payload.RegimeForecast.RegimeProbabilities;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/** Payloads for tests: drawn from a seed and full to the size of a real run, or without a single estimate. */
public final class PayloadFixtures {

    private static final LocalDate DATE = LocalDate.of(2024, 12, 31);
    private static final LocalDate WEEKLY = LocalDate.of(2025, 1, 2);
    private static final LocalDate MONTHLY = LocalDate.of(2025, 1, 30);
    private static final Instant AS_OF = Instant.parse("2024-12-31T06:30:00Z");
    private static final String VERSION = "20241231-ab12cd34";
    private static final List<Integer> HORIZONS = List.of(1, 2, 5, 10, 20, 22, 30);
    private static final List<Double> LEVELS = List.of(0.8, 0.9, 0.95);
    private static final List<String> MODELS = List.of(
            "direction_seq",
            "direction_magnitude",
            "seller_trap",
            "seller_regime",
            "seller_breach",
            "buyer_breakout",
            "buyer_spike",
            "buyer_theta");

    private final Random random;
    private final double spot;

    private PayloadFixtures(long seed) {
        this.random = new Random(seed);
        this.spot = 20_000 + 5_000 * random.nextDouble();
    }

    /** The full payload of seed 42. */
    public static Payload full() {
        return full(42);
    }

    /** A payload with every field known and as many ranges, breach odds and models as a real run has, as a file has it. */
    public static Payload full(long seed) {
        return PayloadReader.json().read(PayloadJson.bytes(computed(seed)));
    }

    /** The same before it was published, with numbers of full precision. */
    static Payload computed(long seed) {
        return new PayloadFixtures(seed).payload();
    }

    /** A payload whose engines could say nothing, for {@code reason}. */
    public static Payload unavailable(String reason) {
        MarketBlock market = new MarketBlock(
                23_644.8,
                -12.35,
                -0.000522,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                List.of());
        SessionBlock session = new SessionBlock(
                DATE,
                SessionState.CLOSED,
                DATE.plusDays(1),
                Optional.empty(),
                MONTHLY,
                OptionalInt.empty(),
                22,
                OptionalInt.empty(),
                Optional.of(reason));
        return new Payload(
                AS_OF.plusSeconds(3),
                Payload.SCHEMA_VERSION,
                "20241231T063003-0",
                "NIFTY50",
                AS_OF,
                false,
                session,
                new QualityBlock(1, Freshness.FRESH, List.of(), List.of()),
                List.of(),
                new TreeMap<>(),
                market,
                DirectionOutlook.unavailable(reason),
                SellerOutlook.unavailable(reason),
                BuyerOutlook.unavailable(reason));
    }

    private Payload payload() {
        TreeMap<String, Long> timings = new TreeMap<>();
        List.of("fetch", "features", "direction", "seller", "buyer", "publish")
                .forEach(stage -> timings.put(stage, (long) random.nextInt(400)));
        return new Payload(
                AS_OF.plusSeconds(3),
                Payload.SCHEMA_VERSION,
                "20241231T063003-" + random.nextInt(1_000),
                "NIFTY50",
                AS_OF,
                true,
                session(),
                quality(),
                MODELS.stream().map(this::model).toList(),
                timings,
                market(),
                direction(),
                seller(),
                buyer());
    }

    private static SessionBlock session() {
        return new SessionBlock(
                DATE,
                SessionState.OPEN,
                DATE.plusDays(1),
                Optional.of(WEEKLY),
                MONTHLY,
                OptionalInt.of(2),
                22,
                OptionalInt.of(75),
                Optional.empty());
    }

    private static QualityBlock quality() {
        List<QualityBlock.SeriesSource> sources = new ArrayList<>();
        for (String kind : List.of("daily", "intraday", "quote", "option_chain")) {
            sources.add(new QualityBlock.SeriesSource("yahoo", "NIFTY50", kind, AS_OF.minusSeconds(90), 90, 0, 1));
        }
        return new QualityBlock(
                0.9987,
                Freshness.FRESH,
                sources,
                List.of(new QualityBlock.Anomaly("MISSING_SESSIONS", "INDIAVIX: 2024-03-02, 2024-05-18")));
    }

    private ModelRef model(String name) {
        Skill headline = skill("log_loss_skill");
        return new ModelRef(
                name.substring(0, name.indexOf('_')),
                name,
                VERSION,
                Instant.parse("2024-12-31T01:00:00Z"),
                LocalDate.of(2024, 12, 30),
                false,
                1,
                1_250,
                42,
                Optional.of(headline),
                Optional.empty(),
                List.of(headline, skill("auc"), skill("brier_skill"), skill("ece")),
                Optional.of(new ModelDrift(
                        false, 24, 1 / 24.0, List.of("vix_range"), 1.1, 2.9, true, 60, 0.25, "log_vix", 3.25, 0.6)),
                Optional.empty());
    }

    private Skill skill(String metric) {
        double value = random.nextDouble() * 0.1;
        return new Skill(
                metric, value, 0, "expanding_frequency", value - 0.02, value + 0.02, 1_230, Basis.WALK_FORWARD);
    }

    private MarketBlock market() {
        double volatility = 0.1 + 0.1 * random.nextDouble();
        return new MarketBlock(
                spot,
                random.nextGaussian() * 100,
                random.nextGaussian() * 0.01,
                OptionalDouble.of(10 + 10 * random.nextDouble()),
                OptionalDouble.of(random.nextGaussian()),
                OptionalDouble.of(random.nextGaussian() * 0.05),
                Optional.empty(),
                Block.known(
                        new MarketRegime(
                                MarketRegime.Label.SIDEWAYS_CHOP, random.nextDouble(), random.nextGaussian() * 0.03),
                        Source.formula("vix_tercile_trend")),
                Block.known(
                        new ForecastVolatility(volatility, volatility, volatility, volatility, volatility),
                        Source.modelled("volatility@har")),
                Block.known(
                        new ExpectedMove(1, spot * volatility / 16, volatility / 16),
                        Source.modelled("volatility@har")),
                Block.known(
                        new ExpectedMove(1, spot * volatility / 15, volatility / 15), Source.formula("vix_sqrt_time")),
                Block.known(
                        new OptionChainBlock(
                                AS_OF,
                                List.of(chainExpiry(WEEKLY, 2), chainExpiry(MONTHLY, 22)),
                                forwards(),
                                eventMoves()),
                        Source.formula("black_76_on_parity_forward")),
                List.of(
                        event(3, "union_budget", OptionalDouble.of(1 + 4 * random.nextDouble()), 16),
                        event(9, "us_election", OptionalDouble.empty(), 0)));
    }

    private List<ForwardVolatility> forwards() {
        return List.of(new ForwardVolatility(
                WEEKLY, MONTHLY, 20, OptionalDouble.of(0.1 + 0.1 * random.nextDouble()), Optional.empty()));
    }

    private List<EventMove> eventMoves() {
        return List.of(new EventMove(
                DATE.plusDays(10),
                "an election",
                MONTHLY,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of("two events between the same expiries")));
    }

    private Block<PremiumValue> premiumValue() {
        double implied = 0.1 + 0.1 * random.nextDouble();
        double forecast = 0.1 + 0.1 * random.nextDouble();
        ExpiryValue whole = new ExpiryValue(
                WEEKLY,
                2,
                OptionalDouble.of(implied),
                OptionalDouble.of(forecast),
                OptionalDouble.of(implied / forecast),
                OptionalDouble.of(implied - forecast),
                OptionalDouble.of(random.nextGaussian() * 10),
                List.of(ExpiryValue.StrikeValue.of(
                        23_500, ExpiryValue.StrikeValue.Right.PUT, 90, 80 * random.nextDouble())),
                Optional.empty());
        ExpiryValue bare = new ExpiryValue(
                MONTHLY,
                22,
                OptionalDouble.empty(),
                OptionalDouble.of(forecast),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                Optional.of("nobody quotes it"));
        return Block.known(
                new PremiumValue(Edge.NO_EDGE, "no record yet", List.of(whole, bare)),
                Source.formula("past_closes_on_forward"));
    }

    private static KnownEvent event(int days, String kind, OptionalDouble multiplier, int n) {
        return new KnownEvent(DATE.plusDays(days), DATE.plusDays(days + 1L), kind, "an event", multiplier, n);
    }

    private ChainExpiry chainExpiry(LocalDate expiry, int sessions) {
        double volatility = 0.1 + 0.1 * random.nextDouble();
        return new ChainExpiry(
                expiry,
                sessions,
                spot * 1.002,
                ChainExpiry.ForwardBasis.PARITY,
                OptionalDouble.of(volatility),
                OptionalDouble.of(volatility * 1.1),
                OptionalDouble.of(volatility * 0.95),
                OptionalDouble.of(random.nextDouble() + 0.5),
                OptionalDouble.of(random.nextDouble() + 0.5),
                OptionalDouble.of(Math.rint(spot / 50) * 50),
                OptionalDouble.of(spot * volatility / 20),
                OptionalDouble.of(volatility / 20),
                OptionalDouble.of(random.nextDouble() - 0.5),
                OptionalDouble.of(random.nextDouble()),
                Optional.empty());
    }

    private Block<GammaByStrike> gammaByStrike() {
        List<GammaByStrike.StrikeGamma> strikes = new ArrayList<>();
        for (int i = -10; i <= 10; i++) {
            strikes.add(new GammaByStrike.StrikeGamma(Math.rint(spot / 50) * 50 + 50 * i, random.nextGaussian() * 1e7));
        }
        return Block.known(
                new GammaByStrike(
                        WEEKLY,
                        random.nextGaussian() * 1e8,
                        random.nextDouble() - 0.5,
                        "DEALERS_LONG_CALLS_SHORT_PUTS",
                        strikes),
                Source.formula("black_76_gamma_open_interest"));
    }

    private DirectionOutlook direction() {
        ClassProbabilities probabilities = classes();
        double size = 100 * random.nextDouble();
        double volatility = random.nextDouble();
        Today.Close close = new Today.Close(
                probabilities.likeliest(),
                probabilities.of(probabilities.likeliest()),
                AS_OF,
                probabilities,
                OptionalDouble.of(random.nextDouble()),
                Optional.of(random.nextBoolean() ? SessionShare.VARIANCE : SessionShare.CLOCK),
                OptionalDouble.of(random.nextDouble()),
                Edge.NO_EDGE,
                Optional.of(Reference.PREVIOUS_CLOSE),
                OptionalDouble.of(23_000 + 100 * random.nextDouble()),
                Optional.of(random.nextBoolean() ? Reference.PREVIOUS_CLOSE : Reference.SPOT));
        Interval interval = new Interval(0.8, -120 * random.nextDouble(), 120 * random.nextDouble());
        Today today = new Today(
                Block.known(close, modelled("direction_seq")),
                Block.known(new MoveForecast(size, interval), modelled("direction_magnitude")),
                Block.known(new Today.Volatility(volatility), Source.formula("realised_against_profile")),
                Optional.of(preopen()));
        return new DirectionOutlook(
                today,
                Horizons.of(this::horizon),
                Block.known(
                        new DirectionOutlook.Risk(
                                random.nextDouble(),
                                List.of(
                                        Component.of("volatility_percentile", random.nextDouble(), 0.5),
                                        Component.of("entropy", random.nextDouble(), 0.5))),
                        Source.formula("mean_of_components")));
    }

    private Preopen preopen() {
        return new Preopen(Block.known(
                new Preopen.Morning(
                        new Preopen.Gap(20 * random.nextGaussian(), -90, 110, 0.8),
                        random.nextGaussian() * 0.01,
                        random.nextGaussian() * 0.05,
                        AS_OF,
                        Edge.NO_EDGE,
                        random.nextDouble(),
                        new Preopen.Range(22_900, 23_300 + random.nextDouble(), 0.8)),
                modelled("direction_preopen")));
    }

    private HorizonForecast horizon(int sessions) {
        ClassProbabilities probabilities = classes();
        double size = 100 * random.nextDouble();
        ClassProbabilities baseRates = classes();
        Edge edge = random.nextBoolean() ? Edge.EDGE : Edge.NO_EDGE;
        double mean = random.nextGaussian() * 0.01;
        Interval interval = new Interval(0.8, -300 * random.nextDouble(), 300 * random.nextDouble());
        Lean lean = Lean.of(probabilities, baseRates);
        Direction direction = edge == Edge.EDGE ? lean.furthest() : Direction.NEUTRAL;
        HorizonForecast.Close close = new HorizonForecast.Close(
                direction,
                probabilities.of(direction),
                probabilities,
                baseRates,
                Optional.of(lean),
                edge,
                mean,
                Measured.of(skill("log_loss_skill")));
        return new HorizonForecast(
                Horizons.label(sessions),
                Block.known(close, modelled("direction_seq")),
                Block.known(new MoveForecast(size, interval), modelled("direction_magnitude")));
    }

    private ClassProbabilities classes() {
        double down = 0.1 + random.nextDouble();
        double neutral = 0.1 + random.nextDouble();
        double up = 0.1 + random.nextDouble();
        double sum = down + neutral + up;
        return new ClassProbabilities(down / sum, neutral / sum, up / sum);
    }

    private SellerOutlook seller() {
        double volatility = 0.01 + 0.005 * random.nextDouble();
        List<RangeForecast> ranges = new ArrayList<>();
        List<BreachPoint> surface = new ArrayList<>();
        for (int horizon : HORIZONS) {
            LEVELS.forEach(level -> ranges.add(range(RangeKind.PATH, horizon, level, volatility)));
            LEVELS.forEach(level -> ranges.add(range(RangeKind.CLOSE, horizon, level, volatility)));
            for (int step = 1; step <= 15; step++) {
                surface.add(breach(horizon, step * 0.005, volatility));
            }
        }
        List<BreachPoint> headline =
                surface.stream().filter(point -> point.horizonSessions() == 30).toList();
        return new SellerOutlook(
                Block.known(
                        new SafeRange(spot * 0.93, spot * 1.06, 30, 0.9, Measured.of(coverage(0.9))),
                        modelled("seller_breach")),
                Block.known(ranges, modelled("seller_breach")),
                Block.known(
                        new MaxPain(
                                spot * 0.995,
                                spot * 1.005,
                                Measured.of(MaxPain.Confidence.of(coverage(0.9))),
                                OptionalDouble.of(Math.rint(spot / 50) * 50),
                                MaxPain.Method.OPEN_INTEREST,
                                Optional.of(WEEKLY)),
                        Source.formula("least_total_payout")),
                Block.known(trap(), modelled("seller_trap")),
                Block.known(
                        Skew.proxy(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5),
                        Source.proxy("semivariance_asymmetry", "the option chain's smile")),
                Block.known(
                        new ExpiryStress(
                                random.nextDouble(),
                                ExpiryStress.Label.CAUTION,
                                List.of(
                                        Component.of("expiry_nearness", random.nextDouble(), 0.6),
                                        Component.of("high_regime_probability", random.nextDouble(), 0.4),
                                        Component.unavailable("open_interest_concentration", "no option chain"))),
                        Source.formula("expiry_stress")),
                Block.known(
                        new RegimeForecast(Level.MEDIUM, new RegimeProbabilities(0.25, 0.5, 0.25), 0.553, Edge.EDGE),
                        modelled("seller_regime")),
                Block.known(new BreachOdds(headline, surface), modelled("seller_breach")),
                Block.known(
                        SellerFlag.of(SellerFlag.Label.CAUTION, List.of("ELEVATED_STRESS")),
                        Source.formula("seller_flag")),
                Block.known(
                        new HistoricalRate(
                                0.896,
                                250,
                                0.852,
                                0.928,
                                250,
                                Optional.of(new RecordPart(0.9, 200, 0.85, 0.94)),
                                Optional.of(since(0.9, 50))),
                        Source.formula("share_of_resolved_ranges")),
                premiumValue());
    }

    private TrapRisk trap() {
        double score = random.nextDouble();
        TrapRisk.Percentiles percentiles = new TrapRisk.Percentiles(
                random.nextDouble(), random.nextDouble(), random.nextGaussian() * 0.03, random.nextDouble());
        return new TrapRisk(score, Level.LOW, 0.31, Edge.NO_EDGE, Measured.of(percentiles), contributions());
    }

    private RangeForecast range(RangeKind kind, int horizon, double level, double volatility) {
        double width = volatility * Math.sqrt(horizon) * (1 + level) * (kind == RangeKind.PATH ? 1.3 : 1);
        Optional<LocalDate> expiry =
                horizon == 2 ? Optional.of(WEEKLY) : horizon == 22 ? Optional.of(MONTHLY) : Optional.empty();
        return new RangeForecast(
                kind, horizon, expiry, level, spot * (1 - width), spot * (1 + width), Measured.of(coverage(level)));
    }

    private static Coverage coverage(double level) {
        return new Coverage(level - 0.004, 1_230, level - 0.03, level + 0.02, Basis.WALK_FORWARD)
                .beside(level == 0.9 ? Optional.of(since(level, 250)) : Optional.empty());
    }

    private static RecordPart since(double level, int n) {
        return new RecordPart(level - 0.01, n, level - 0.06, level + 0.03);
    }

    private BreachPoint breach(int horizon, double distance, double volatility) {
        double side = 0.5 * Math.exp(-distance / (volatility * Math.sqrt(horizon)));
        return new BreachPoint(
                horizon,
                (int) Math.rint(spot * distance),
                distance,
                side * 1.9,
                side,
                side,
                side,
                side * 0.5,
                side * 0.5);
    }

    private BuyerOutlook buyer() {
        List<BreakoutDay> days = new ArrayList<>();
        for (int offset = 1; offset <= BuyerOutlook.BREAKOUT_SESSIONS; offset++) {
            days.add(new BreakoutDay(
                    offset,
                    Block.known(
                            new BreakoutDay.Odds(random.nextDouble(), Level.MEDIUM, 0.12, Edge.EDGE),
                            modelled("buyer_breakout"))));
        }
        return new BuyerOutlook(
                Block.known(
                        new BreakoutToday(random.nextDouble(), Level.HIGH, 0.12, Edge.EDGE, contributions()),
                        modelled("buyer_breakout")),
                days,
                Block.known(SpikeBias.of(random.nextDouble(), 0.44, Edge.NO_EDGE, 143), modelled("buyer_spike")),
                Block.known(
                        new BreakoutLevels(
                                spot + 190,
                                spot - 180,
                                random.nextDouble() * 2,
                                random.nextDouble(),
                                spot + 400,
                                spot - 700),
                        Source.formula("atr_donchian")),
                Block.known(windows(), Source.formula("intraday_variance_share")),
                gammaByStrike(),
                Block.known(theta(), modelled("buyer_theta")),
                Block.known(
                        new BuyerRegime(BuyerRegime.Label.CHOPPY, random.nextDouble() + 0.5, 18.4),
                        Source.formula("variance_ratio_adx")),
                Block.known(
                        BuyerEnvironment.of(BuyerEnvironment.Label.SPECULATIVE_ONLY, List.of("HIGH_BREAKOUT_SCORE")),
                        Source.formula("buyer_environment")),
                Block.known(new HistoricalRate(0.116, 250, 0.079, 0.163, 250), Source.formula("share_of_sessions")));
    }

    private List<GammaWindow> windows() {
        List<GammaWindow> windows = new ArrayList<>();
        for (int start = 9 * 60 + 15; start < 15 * 60 + 30; start += 30) {
            int end = Math.min(start + 30, 15 * 60 + 30);
            windows.add(new GammaWindow(clock(start) + "-" + clock(end), random.nextDouble(), 1.0 / 13, 60));
        }
        return windows;
    }

    private static String clock(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    private ThetaEdge theta() {
        return new ThetaEdge(
                random.nextDouble(),
                ThetaEdge.Label.BORDERLINE,
                random.nextDouble(),
                random.nextGaussian() * 0.1,
                -0.9,
                1.4,
                0.41,
                Edge.EDGE,
                "vix_straddle_1",
                0.0071,
                Source.proxy("vix_straddle_1", "the at-the-money straddle of an option chain"));
    }

    private List<Contribution> contributions() {
        List<Contribution> contributions = new ArrayList<>();
        for (String feature : List.of("vix_percentile_252", "rv_ratio_5_22", "gap_sigma", "adx_14", "range_atr")) {
            contributions.add(new Contribution(feature, random.nextGaussian()));
        }
        return contributions;
    }

    private static Source modelled(String model) {
        return Source.modelled(model + "@" + VERSION);
    }
}
