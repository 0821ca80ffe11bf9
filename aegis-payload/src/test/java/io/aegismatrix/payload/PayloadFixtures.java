package io.aegismatrix.payload;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.payload.BuyerOutlook.BreakoutDay;
import io.aegismatrix.payload.BuyerOutlook.BreakoutLevels;
import io.aegismatrix.payload.BuyerOutlook.BreakoutToday;
import io.aegismatrix.payload.BuyerOutlook.BuyerEnvironment;
import io.aegismatrix.payload.BuyerOutlook.GammaWindow;
import io.aegismatrix.payload.BuyerOutlook.SpikeBias;
import io.aegismatrix.payload.BuyerOutlook.ThetaEdge;
import io.aegismatrix.payload.DirectionOutlook.HorizonForecast;
import io.aegismatrix.payload.DirectionOutlook.Horizons;
import io.aegismatrix.payload.DirectionOutlook.Today;
import io.aegismatrix.payload.MarketBlock.ExpectedMove;
import io.aegismatrix.payload.MarketBlock.ForecastVolatility;
import io.aegismatrix.payload.SellerOutlook.BreachPoint;
import io.aegismatrix.payload.SellerOutlook.ExpiryStress;
import io.aegismatrix.payload.SellerOutlook.MaxPain;
import io.aegismatrix.payload.SellerOutlook.RangeForecast;
import io.aegismatrix.payload.SellerOutlook.RangeKind;
import io.aegismatrix.payload.SellerOutlook.RegimeForecast;
import io.aegismatrix.payload.SellerOutlook.RegimeProbabilities;
import io.aegismatrix.payload.SellerOutlook.SafeRange;
import io.aegismatrix.payload.SellerOutlook.SellerFlag;
import io.aegismatrix.payload.SellerOutlook.Skew;
import io.aegismatrix.payload.SellerOutlook.TrapRisk;
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

    /** A payload with every field known and as many ranges, breach odds and models as a real run has. */
    public static Payload full(long seed) {
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
                Optional.empty(),
                MarketBlock.RegimeDetail.unavailable(reason),
                ForecastVolatility.unavailable(reason),
                ExpectedMove.unavailable(reason),
                ExpectedMove.unavailable(reason),
                OptionChainBlock.unavailable(reason));
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
                Optional.of(MarketBlock.Regime.SIDEWAYS_CHOP),
                new MarketBlock.RegimeDetail(
                        OptionalDouble.of(random.nextDouble()),
                        OptionalDouble.of(random.nextGaussian() * 0.03),
                        Source.formula("vix_tercile_trend")),
                ForecastVolatility.of(
                        volatility, volatility, volatility, volatility, volatility, Source.modelled("volatility@har")),
                ExpectedMove.of(1, spot * volatility / 16, volatility / 16, Source.modelled("volatility@har")),
                ExpectedMove.of(1, spot * volatility / 15, volatility / 15, Source.formula("vix_sqrt_time")),
                new OptionChainBlock(
                        Optional.of(AS_OF),
                        List.of(chainExpiry(WEEKLY, 2), chainExpiry(MONTHLY, 22)),
                        Source.formula("black_76_on_parity_forward")));
    }

    private OptionChainBlock.ChainExpiry chainExpiry(LocalDate expiry, int sessions) {
        double volatility = 0.1 + 0.1 * random.nextDouble();
        return new OptionChainBlock.ChainExpiry(
                expiry,
                sessions,
                spot * 1.002,
                OptionChainBlock.ForwardBasis.PARITY,
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

    private BuyerOutlook.GammaByStrike gammaByStrike() {
        List<BuyerOutlook.StrikeGamma> strikes = new ArrayList<>();
        for (int i = -10; i <= 10; i++) {
            strikes.add(new BuyerOutlook.StrikeGamma(Math.rint(spot / 50) * 50 + 50 * i, random.nextGaussian() * 1e7));
        }
        return new BuyerOutlook.GammaByStrike(
                Optional.of(WEEKLY),
                OptionalDouble.of(random.nextGaussian() * 1e8),
                OptionalDouble.of(random.nextDouble() - 0.5),
                Optional.of("DEALERS_LONG_CALLS_SHORT_PUTS"),
                strikes,
                Source.formula("black_76_gamma_open_interest"));
    }

    private DirectionOutlook direction() {
        ClassProbabilities probabilities = classes();
        Today today = new Today(
                Optional.of(probabilities.likeliest()),
                OptionalDouble.of(100 * random.nextDouble()),
                OptionalDouble.of(probabilities.of(probabilities.likeliest())),
                OptionalDouble.of(random.nextDouble()),
                Optional.of(AS_OF),
                Optional.of(probabilities),
                OptionalDouble.of(random.nextDouble()),
                Optional.of(new Interval(0.8, -120 * random.nextDouble(), 120 * random.nextDouble())),
                Optional.of(Edge.NO_EDGE),
                modelled("direction_seq"),
                modelled("direction_magnitude"),
                Source.formula("realised_against_profile"));
        return new DirectionOutlook(
                today,
                Horizons.of(this::horizon),
                OptionalDouble.of(random.nextDouble()),
                List.of(
                        Component.of("volatility_percentile", random.nextDouble(), 0.5),
                        Component.of("entropy", random.nextDouble(), 0.5)),
                Source.formula("mean_of_components"));
    }

    private HorizonForecast horizon(int sessions) {
        ClassProbabilities probabilities = classes();
        return new HorizonForecast(
                Horizons.label(sessions),
                Optional.of(probabilities.likeliest()),
                OptionalDouble.of(100 * random.nextDouble()),
                OptionalDouble.of(probabilities.of(probabilities.likeliest())),
                Optional.of(probabilities),
                Optional.of(classes()),
                Optional.of(random.nextBoolean() ? Edge.EDGE : Edge.NO_EDGE),
                OptionalDouble.of(random.nextGaussian() * 0.01),
                Optional.of(new Interval(0.8, -300 * random.nextDouble(), 300 * random.nextDouble())),
                Optional.of(skill("log_loss_skill")),
                Optional.empty(),
                modelled("direction_seq"),
                modelled("direction_magnitude"));
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
            for (int step = 1; step <= 16; step++) {
                surface.add(breach(horizon, step * 0.005, volatility));
            }
        }
        List<BreachPoint> headline =
                surface.stream().filter(point -> point.horizonSessions() == 30).toList();
        return new SellerOutlook(
                SafeRange.of(spot * 0.93, spot * 1.06, 30, 0.9, coverage(0.9), modelled("seller_breach")),
                ranges,
                modelled("seller_breach"),
                new MaxPain(
                        OptionalDouble.of(spot * 0.995),
                        OptionalDouble.of(spot * 1.005),
                        OptionalDouble.of(0.896),
                        Optional.of(coverage(0.9)),
                        Optional.empty(),
                        OptionalDouble.of(Math.rint(spot / 50) * 50),
                        Optional.of(SellerOutlook.MaxPainMethod.OPEN_INTEREST),
                        Optional.of(WEEKLY),
                        Source.formula("least_total_payout")),
                trap(),
                Skew.of(
                        random.nextDouble() - 0.5,
                        random.nextDouble() - 0.5,
                        random.nextDouble() - 0.5,
                        SellerOutlook.SkewMethod.SEMIVARIANCE_PROXY,
                        Source.proxy("semivariance_asymmetry", "the option chain's smile")),
                ExpiryStress.of(
                        random.nextDouble(),
                        SellerOutlook.StressLabel.CAUTION,
                        List.of(
                                Component.of("expiry_nearness", random.nextDouble(), 0.6),
                                Component.of("high_regime_probability", random.nextDouble(), 0.4),
                                Component.unavailable("open_interest_concentration", "no option chain")),
                        Source.formula("expiry_stress")),
                RegimeForecast.of(
                        Level.MEDIUM,
                        new RegimeProbabilities(0.25, 0.5, 0.25),
                        0.553,
                        Edge.EDGE,
                        modelled("seller_regime")),
                headline,
                surface,
                modelled("seller_breach"),
                SellerFlag.of(
                        SellerOutlook.SellerLabel.CAUTION, List.of("ELEVATED_STRESS"), Source.formula("seller_flag")),
                OptionalDouble.of(0.896),
                RateDetail.of(250, 0.852, 0.928, 250, Source.formula("share_of_resolved_ranges"))
                        .of(Optional.of(new RecordPart(0.9, 200, 0.85, 0.94)), Optional.of(since(0.9, 50))));
    }

    private TrapRisk trap() {
        return new TrapRisk(
                OptionalDouble.of(random.nextDouble()),
                Optional.of(Level.LOW),
                OptionalDouble.of(random.nextDouble()),
                OptionalDouble.of(random.nextDouble()),
                OptionalDouble.of(0.31),
                Optional.of(Edge.NO_EDGE),
                OptionalDouble.of(random.nextGaussian() * 0.03),
                OptionalDouble.of(random.nextDouble()),
                Optional.empty(),
                contributions(),
                modelled("seller_trap"));
    }

    private RangeForecast range(RangeKind kind, int horizon, double level, double volatility) {
        double width = volatility * Math.sqrt(horizon) * (1 + level) * (kind == RangeKind.PATH ? 1.3 : 1);
        Optional<LocalDate> expiry =
                horizon == 2 ? Optional.of(WEEKLY) : horizon == 22 ? Optional.of(MONTHLY) : Optional.empty();
        return new RangeForecast(
                kind,
                horizon,
                expiry,
                level,
                spot * (1 - width),
                spot * (1 + width),
                Optional.of(coverage(level)),
                Optional.empty());
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
            days.add(BreakoutDay.of(
                    offset, random.nextDouble(), Level.MEDIUM, 0.12, Edge.EDGE, modelled("buyer_breakout")));
        }
        return new BuyerOutlook(
                BreakoutToday.of(
                        random.nextDouble(), Level.HIGH, 0.12, Edge.EDGE, contributions(), modelled("buyer_breakout")),
                days,
                SpikeBias.of(random.nextDouble(), 0.44, Edge.NO_EDGE, 143, modelled("buyer_spike")),
                BreakoutLevels.of(
                        spot - 180,
                        spot + 190,
                        random.nextDouble() * 2,
                        random.nextDouble(),
                        spot - 700,
                        spot + 400,
                        Source.formula("atr_donchian")),
                windows(),
                Source.formula("intraday_variance_share"),
                gammaByStrike(),
                theta(),
                Optional.of(BuyerOutlook.Regime.CHOPPY),
                BuyerOutlook.RegimeDetail.of(random.nextDouble() + 0.5, 18.4, Source.formula("variance_ratio_adx")),
                BuyerEnvironment.of(
                        BuyerOutlook.EnvironmentLabel.SPECULATIVE_ONLY,
                        List.of("HIGH_BREAKOUT_SCORE"),
                        Source.formula("buyer_environment")),
                OptionalDouble.of(0.116),
                RateDetail.of(250, 0.079, 0.163, 250, Source.formula("share_of_sessions")));
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
                OptionalDouble.of(random.nextDouble()),
                Optional.of(BuyerOutlook.ThetaLabel.BORDERLINE),
                OptionalDouble.of(random.nextDouble()),
                OptionalDouble.of(random.nextGaussian() * 0.1),
                OptionalDouble.of(-0.9),
                OptionalDouble.of(1.4),
                OptionalDouble.of(0.41),
                Optional.of(Edge.EDGE),
                Optional.of("vix_straddle_1"),
                OptionalDouble.of(0.0071),
                Source.proxy("vix_straddle_1", "the at-the-money straddle of an option chain"),
                modelled("buyer_theta"));
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
