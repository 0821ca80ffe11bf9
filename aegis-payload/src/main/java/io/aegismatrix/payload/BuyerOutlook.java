package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Is a breakout likely, on which side, and is the premium worth paying.
 *
 * @param breakoutToday odds of a breakout today, or of one tomorrow while there is no session
 * @param breakoutNext odds of a breakout on each of the next five sessions, nearest first
 * @param spikeDirectionBias which side a breakout would take
 * @param breakoutLevels the prices that would make one
 * @param gammaWindows when in the day the market moves; empty if {@code gammaWindowsSource} is unavailable
 * @param gammaWindowsSource what the windows were measured from
 * @param gammaByStrike where dealers' gamma lies
 * @param thetaEdge whether a long straddle is worth its decay
 * @param regime how the market has been moving
 * @param regimeDetail what the regime was read from
 * @param buyerEnvironment the verdict
 * @param historicalSpikeRate share of past sessions with a breakout, 0 to 1
 * @param spikeRateDetail the record behind it
 */
public record BuyerOutlook(
        BreakoutToday breakoutToday,
        List<BreakoutDay> breakoutNext,
        SpikeBias spikeDirectionBias,
        BreakoutLevels breakoutLevels,
        List<GammaWindow> gammaWindows,
        Source gammaWindowsSource,
        GammaByStrike gammaByStrike,
        ThetaEdge thetaEdge,
        Optional<Regime> regime,
        RegimeDetail regimeDetail,
        BuyerEnvironment buyerEnvironment,
        OptionalDouble historicalSpikeRate,
        RateDetail spikeRateDetail) {

    /** How many sessions ahead {@code breakoutNext} looks. */
    public static final int BREAKOUT_SESSIONS = 5;

    /** How the market has been moving. */
    public enum Regime {
        /** Moves continue. */
        TREND_FOLLOWING,
        /** Moves reverse. */
        MEAN_REVERT,
        /** Neither. */
        CHOPPY
    }

    /** Whether a long straddle is worth its decay. */
    public enum ThetaLabel {
        /** The expected move does not pay for the decay. */
        DONT_WASTE_PREMIUM,
        /** Close to even. */
        BORDERLINE,
        /** The expected move pays for the decay. */
        EDGE_JUSTIFIES_PREMIUM
    }

    /** The verdict on buying conditions. */
    public enum EnvironmentLabel {
        /** Conditions favour buyers. */
        PREMIUM_FRIENDLY,
        /** Mixed conditions. */
        SPECULATIVE_ONLY,
        /** Conditions are against buyers. */
        UNFAVOURABLE
    }

    /**
     * Odds of a breakout today.
     *
     * @param score calibrated probability
     * @param label the score against its base rate, in three steps
     * @param baseRate how often past sessions broke out
     * @param edge whether the score has skill over the base rate
     * @param contributions the five features that moved the score most
     * @param source what made the score
     */
    public record BreakoutToday(
            OptionalDouble score,
            Optional<Level> label,
            OptionalDouble baseRate,
            Optional<Edge> edge,
            List<Contribution> contributions,
            Source source) {

        /** Validates and rounds. */
        public BreakoutToday {
            score = Decimals.probability(score, "breakout score");
            baseRate = Decimals.probability(baseRate, "breakout baseRate");
            contributions = Checks.top(contributions);
            Checks.present(source, "source")
                    .explains("score", score)
                    .explains("label", label)
                    .explains("baseRate", baseRate)
                    .explains("edge", edge);
        }

        /** Known odds. */
        public static BreakoutToday of(
                double score,
                Level label,
                double baseRate,
                Edge edge,
                List<Contribution> contributions,
                Source source) {
            return new BreakoutToday(
                    OptionalDouble.of(score),
                    Optional.of(label),
                    OptionalDouble.of(baseRate),
                    Optional.of(edge),
                    contributions,
                    source);
        }

        /** No odds, and why. */
        public static BreakoutToday unavailable(String reason) {
            return new BreakoutToday(
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    List.of(),
                    Source.unavailable(reason));
        }

        /** The score with its source. */
        public Estimate estimate() {
            return Estimate.of(score, source);
        }
    }

    /**
     * Odds of a breakout on one coming session.
     *
     * @param dayOffset sessions ahead, 1 to 5
     * @param score calibrated probability
     * @param label the score against its base rate, in three steps
     * @param baseRate how often past sessions broke out at this offset
     * @param edge whether the score has skill over the base rate
     * @param source what made the score
     */
    public record BreakoutDay(
            int dayOffset,
            OptionalDouble score,
            Optional<Level> label,
            OptionalDouble baseRate,
            Optional<Edge> edge,
            Source source) {

        /** Validates and rounds. */
        public BreakoutDay {
            if (dayOffset < 1 || dayOffset > BREAKOUT_SESSIONS) {
                throw new IllegalArgumentException("dayOffset must be in [1, 5], was " + dayOffset);
            }
            score = Decimals.probability(score, "breakout score");
            baseRate = Decimals.probability(baseRate, "breakout baseRate");
            Checks.present(source, "source")
                    .explains("score", score)
                    .explains("label", label)
                    .explains("baseRate", baseRate)
                    .explains("edge", edge);
        }

        /** Known odds. */
        public static BreakoutDay of(
                int dayOffset, double score, Level label, double baseRate, Edge edge, Source source) {
            return new BreakoutDay(
                    dayOffset,
                    OptionalDouble.of(score),
                    Optional.of(label),
                    OptionalDouble.of(baseRate),
                    Optional.of(edge),
                    source);
        }

        /** No odds for one session, and why. */
        public static BreakoutDay unavailable(int dayOffset, String reason) {
            return new BreakoutDay(
                    dayOffset,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Source.unavailable(reason));
        }

        /** The score with its source. */
        public Estimate estimate() {
            return Estimate.of(score, source);
        }
    }

    /**
     * Which side a breakout would take, given that there is one.
     *
     * @param upProb probability of the upper side
     * @param downProb probability of the lower side; the two sum to 1 within 1e-4
     * @param baseRate how often past breakouts took the upper side
     * @param edge whether the bias has skill over the base rate
     * @param n past breakouts it was learnt from, above zero
     * @param source what made the bias
     */
    public record SpikeBias(
            OptionalDouble upProb,
            OptionalDouble downProb,
            OptionalDouble baseRate,
            Optional<Edge> edge,
            OptionalInt n,
            Source source) {

        /** Validates and rounds. */
        public SpikeBias {
            upProb = Decimals.probability(upProb, "upProb");
            downProb = Decimals.probability(downProb, "downProb");
            baseRate = Decimals.probability(baseRate, "spike baseRate");
            Checks.atLeast(1, n, "n of breakouts");
            Checks.present(source, "source")
                    .explains("upProb", upProb)
                    .explains("downProb", downProb)
                    .explains("baseRate", baseRate)
                    .explains("edge", edge)
                    .explains("n", n.isPresent(), n);
            if (upProb.isPresent() && downProb.isPresent()) {
                requireSumOfOne(upProb.getAsDouble(), downProb.getAsDouble());
            }
        }

        private static void requireSumOfOne(double up, double down) {
            if (Math.abs(up + down - 1) > ClassProbabilities.SUM_TOLERANCE) {
                throw new IllegalArgumentException(
                        "upProb and downProb must sum to 1, was " + up + " + " + down + " = " + (up + down));
            }
        }

        /** A known bias; the lower side's probability is the rest. */
        public static SpikeBias of(double upProb, double baseRate, Edge edge, int n, Source source) {
            return new SpikeBias(
                    OptionalDouble.of(upProb),
                    OptionalDouble.of(1 - upProb),
                    OptionalDouble.of(baseRate),
                    Optional.of(edge),
                    OptionalInt.of(n),
                    source);
        }

        /** No bias, and why. */
        public static SpikeBias unavailable(String reason) {
            return new SpikeBias(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Source.unavailable(reason));
        }

        /** The probability of the upper side with its source. */
        public Estimate estimate() {
            return Estimate.of(upProb, source);
        }
    }

    /**
     * The prices whose passing makes a breakout.
     *
     * @param upper upper level, index points
     * @param lower lower level, index points
     * @param distanceSigma distance of the nearer level from spot in one-session standard deviations, at least 0
     * @param touchProbability probability that the next session touches either level
     * @param donchianUpper highest high of the channel, index points
     * @param donchianLower lowest low of the channel, index points
     * @param source what made the levels
     */
    public record BreakoutLevels(
            OptionalDouble upper,
            OptionalDouble lower,
            OptionalDouble distanceSigma,
            OptionalDouble touchProbability,
            OptionalDouble donchianUpper,
            OptionalDouble donchianLower,
            Source source) {

        /** Validates and rounds. */
        public BreakoutLevels {
            upper = Decimals.price(upper, "upper");
            lower = Decimals.price(lower, "lower");
            distanceSigma = Decimals.nonNegative(distanceSigma, "distanceSigma");
            touchProbability = Decimals.probability(touchProbability, "touchProbability");
            donchianUpper = Decimals.price(donchianUpper, "donchianUpper");
            donchianLower = Decimals.price(donchianLower, "donchianLower");
            Checks.ordered(lower, "lower", upper, "upper");
            Checks.ordered(donchianLower, "donchianLower", donchianUpper, "donchianUpper");
            Checks.present(source, "source")
                    .explains("upper", upper)
                    .explains("lower", lower)
                    .explains("distanceSigma", distanceSigma)
                    .explains("touchProbability", touchProbability)
                    .explains("donchianUpper", donchianUpper)
                    .explains("donchianLower", donchianLower);
        }

        /** Known levels. */
        public static BreakoutLevels of(
                double lower,
                double upper,
                double distanceSigma,
                double touchProbability,
                double donchianLower,
                double donchianUpper,
                Source source) {
            return new BreakoutLevels(
                    OptionalDouble.of(upper),
                    OptionalDouble.of(lower),
                    OptionalDouble.of(distanceSigma),
                    OptionalDouble.of(touchProbability),
                    OptionalDouble.of(donchianUpper),
                    OptionalDouble.of(donchianLower),
                    source);
        }

        /** No levels, and why. */
        public static BreakoutLevels unavailable(String reason) {
            OptionalDouble none = OptionalDouble.empty();
            return new BreakoutLevels(none, none, none, none, none, none, Source.unavailable(reason));
        }

        /** The upper level with its source. */
        public Estimate upperEstimate() {
            return Estimate.of(upper, source);
        }

        /** The lower level with its source. */
        public Estimate lowerEstimate() {
            return Estimate.of(lower, source);
        }

        /** The touch probability with its source. */
        public Estimate touchEstimate() {
            return Estimate.of(touchProbability, source);
        }
    }

    /**
     * How much the market moves in one part of the session.
     *
     * @param window exchange time, {@code HH:MM-HH:MM}
     * @param score activity against the busiest window, 0 to 1
     * @param varianceShare share of the session's variance that falls into the window, 0 to 1
     * @param sessions sessions it was measured on, above zero
     */
    public record GammaWindow(String window, double score, double varianceShare, int sessions) {

        private static final Pattern WINDOW = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");

        /** Validates and rounds. */
        public GammaWindow {
            if (!WINDOW.matcher(Checks.present(window, "window")).matches()) {
                throw new IllegalArgumentException("window must be HH:MM-HH:MM, was \"" + window + "\"");
            }
            score = Decimals.probability(score, "score of " + window);
            varianceShare = Decimals.probability(varianceShare, "varianceShare of " + window);
            Checks.atLeast(1, sessions, "sessions of " + window);
        }
    }

    /**
     * Where dealers' gamma lies at the nearest expiry of the option chain.
     *
     * @param expiry the expiry
     * @param total net gamma over all strikes: contracts times index points that dealers' delta grows by when the index
     *     rises by one percent; times the lot size it is rupees
     * @param balance the total over what it would be if all of it had one sign, in [-1, 1]
     * @param assumption who is taken to hold which side
     * @param strikes the strikes nearest spot, ascending; empty if the source is unavailable
     * @param source how it was computed
     */
    public record GammaByStrike(
            Optional<LocalDate> expiry,
            OptionalDouble total,
            OptionalDouble balance,
            Optional<String> assumption,
            List<StrikeGamma> strikes,
            Source source) {

        /** Validates and rounds. */
        public GammaByStrike {
            total = Decimals.points(total, "total gamma");
            balance = Decimals.signedScore(balance, "gamma balance");
            Checks.text(assumption, "assumption");
            strikes = List.copyOf(strikes);
            Checks.present(source, "source")
                    .explains("expiry", expiry)
                    .explains("total", total)
                    .explains("balance", balance)
                    .explains("assumption", assumption)
                    .explains("strikes", !strikes.isEmpty(), strikes);
        }

        /** No gamma, and why. */
        public static GammaByStrike unavailable(String reason) {
            return new GammaByStrike(
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    List.of(),
                    Source.unavailable(reason));
        }
    }

    /**
     * Dealers' gamma at one strike.
     *
     * @param strike index points
     * @param net in the units of the total
     */
    public record StrikeGamma(double strike, double net) {

        /** Validates and rounds. */
        public StrikeGamma {
            strike = Decimals.price(strike, "strike");
            net = Decimals.points(net, "net gamma of " + strike);
        }
    }

    /**
     * Whether a long at-the-money straddle is worth its decay.
     *
     * @param score attractiveness, 0 to 1
     * @param label the score in three steps
     * @param winProbability calibrated probability that the straddle ends with a gain
     * @param expectedEdge expected gain as a fraction of the premium
     * @param p05 5 % quantile of the gain, fraction of the premium
     * @param p95 95 % quantile of the gain, fraction of the premium
     * @param baseRate how often past straddles ended with a gain
     * @param edge whether the win probability has skill over the base rate
     * @param method how the premium was found, such as {@code vix_straddle_1} or {@code chain_straddle_1}
     * @param premiumFraction the premium as a fraction of spot
     * @param premiumSource {@code FORMULA} from an option chain, {@code PROXY} from the volatility index
     * @param source what made the estimate
     */
    public record ThetaEdge(
            OptionalDouble score,
            Optional<ThetaLabel> label,
            OptionalDouble winProbability,
            @JsonProperty("expected_edge_pct") OptionalDouble expectedEdge,
            @JsonProperty("p05_pct") OptionalDouble p05,
            @JsonProperty("p95_pct") OptionalDouble p95,
            OptionalDouble baseRate,
            Optional<Edge> edge,
            Optional<String> method,
            @JsonProperty("premium_pct") OptionalDouble premiumFraction,
            Source premiumSource,
            Source source) {

        /** Validates and rounds. */
        public ThetaEdge {
            score = Decimals.probability(score, "theta score");
            winProbability = Decimals.probability(winProbability, "winProbability");
            expectedEdge = Decimals.fraction(expectedEdge, "expectedEdge");
            p05 = Decimals.fraction(p05, "p05");
            p95 = Decimals.fraction(p95, "p95");
            baseRate = Decimals.probability(baseRate, "theta baseRate");
            Checks.ordered(p05, "p05", p95, "p95");
            Checks.text(method, "method");
            premiumFraction = Decimals.nonNegative(premiumFraction, "premiumFraction");
            Checks.present(premiumSource, "premiumSource").explains("premiumFraction", premiumFraction);
            Checks.present(source, "source")
                    .explains("score", score)
                    .explains("label", label)
                    .explains("winProbability", winProbability)
                    .explains("expectedEdge", expectedEdge)
                    .explains("p05", p05)
                    .explains("p95", p95)
                    .explains("baseRate", baseRate)
                    .explains("edge", edge)
                    .explains("method", method);
        }

        /** No estimate, and why. */
        public static ThetaEdge unavailable(String reason) {
            OptionalDouble none = OptionalDouble.empty();
            return new ThetaEdge(
                    none,
                    Optional.empty(),
                    none,
                    none,
                    none,
                    none,
                    none,
                    Optional.empty(),
                    Optional.empty(),
                    none,
                    Source.unavailable(reason),
                    Source.unavailable(reason));
        }

        /** The score with its source. */
        public Estimate estimate() {
            return Estimate.of(score, source);
        }

        /** The win probability with its source. */
        public Estimate winEstimate() {
            return Estimate.of(winProbability, source);
        }
    }

    /**
     * What the buyer's regime was read from.
     *
     * @param varianceRatio variance of multi-session returns against that of one-session returns, at least 0
     * @param adx average directional index, 0 to 100
     * @param source how the regime was decided
     */
    public record RegimeDetail(OptionalDouble varianceRatio, OptionalDouble adx, Source source) {

        /** Validates and rounds. */
        public RegimeDetail {
            varianceRatio = Decimals.nonNegative(varianceRatio, "varianceRatio");
            adx = Decimals.nonNegative(adx, "adx");
            Checks.present(source, "source")
                    .explains("varianceRatio", varianceRatio)
                    .explains("adx", adx);
        }

        /** Known readings. */
        public static RegimeDetail of(double varianceRatio, double adx, Source source) {
            return new RegimeDetail(OptionalDouble.of(varianceRatio), OptionalDouble.of(adx), source);
        }

        /** The regime could not be decided, and why. */
        public static RegimeDetail unavailable(String reason) {
            return new RegimeDetail(OptionalDouble.empty(), OptionalDouble.empty(), Source.unavailable(reason));
        }
    }

    /**
     * The verdict on buying conditions.
     *
     * @param label the verdict
     * @param color its traffic light
     * @param reasons codes of what decided it, most important first
     * @param source how it was decided
     */
    public record BuyerEnvironment(
            Optional<EnvironmentLabel> label, Optional<FlagColor> color, List<String> reasons, Source source) {

        /** Validates that the color fits the verdict. */
        public BuyerEnvironment {
            reasons = List.copyOf(reasons);
            Checks.present(source, "source").explains("label", label).explains("color", color);
            if (label.isPresent() && !color.equals(Optional.of(color(label.get())))) {
                throw new IllegalArgumentException(
                        "color of " + label.get() + " must be " + color(label.get()) + ", was " + color.get());
            }
        }

        /** A verdict, with the color that goes with it. */
        public static BuyerEnvironment of(EnvironmentLabel label, List<String> reasons, Source source) {
            return new BuyerEnvironment(Optional.of(label), Optional.of(color(label)), reasons, source);
        }

        /** No verdict, and why. */
        public static BuyerEnvironment unavailable(String reason) {
            return new BuyerEnvironment(Optional.empty(), Optional.empty(), List.of(), Source.unavailable(reason));
        }

        private static FlagColor color(EnvironmentLabel label) {
            return switch (label) {
                case PREMIUM_FRIENDLY -> FlagColor.GREEN;
                case SPECULATIVE_ONLY -> FlagColor.AMBER;
                case UNFAVOURABLE -> FlagColor.RED;
            };
        }
    }

    /** Validates, rounds, and demands one breakout entry per coming session. */
    public BuyerOutlook {
        Checks.present(breakoutToday, "breakoutToday");
        breakoutNext = List.copyOf(breakoutNext);
        requireOffsets(breakoutNext);
        Checks.present(spikeDirectionBias, "spikeDirectionBias");
        Checks.present(breakoutLevels, "breakoutLevels");
        gammaWindows = List.copyOf(gammaWindows);
        Checks.present(gammaWindowsSource, "gammaWindowsSource")
                .explains("gammaWindows", !gammaWindows.isEmpty(), gammaWindows);
        Checks.present(gammaByStrike, "gammaByStrike");
        Checks.present(thetaEdge, "thetaEdge");
        Checks.present(regimeDetail, "regimeDetail").source().explains("regime", regime);
        Checks.present(buyerEnvironment, "buyerEnvironment");
        historicalSpikeRate = Decimals.probability(historicalSpikeRate, "historicalSpikeRate");
        Checks.present(spikeRateDetail, "spikeRateDetail")
                .source()
                .explains("historicalSpikeRate", historicalSpikeRate);
    }

    private static void requireOffsets(List<BreakoutDay> days) {
        List<Integer> offsets = days.stream().map(BreakoutDay::dayOffset).toList();
        if (!offsets.equals(List.of(1, 2, 3, 4, 5))) {
            throw new IllegalArgumentException("breakoutNext must hold day offsets 1 to 5 in order, was " + offsets);
        }
    }

    /** No outlook, and why. */
    public static BuyerOutlook unavailable(String reason) {
        return new BuyerOutlook(
                BreakoutToday.unavailable(reason),
                breakoutNextUnavailable(reason),
                SpikeBias.unavailable(reason),
                BreakoutLevels.unavailable(reason),
                List.of(),
                Source.unavailable(reason),
                GammaByStrike.unavailable(reason),
                ThetaEdge.unavailable(reason),
                Optional.empty(),
                RegimeDetail.unavailable(reason),
                BuyerEnvironment.unavailable(reason),
                OptionalDouble.empty(),
                RateDetail.unavailable(reason));
    }

    /** No odds for any coming session, and why. */
    public static List<BreakoutDay> breakoutNextUnavailable(String reason) {
        return List.of(
                BreakoutDay.unavailable(1, reason),
                BreakoutDay.unavailable(2, reason),
                BreakoutDay.unavailable(3, reason),
                BreakoutDay.unavailable(4, reason),
                BreakoutDay.unavailable(5, reason));
    }

    /** The historical spike rate with its source. */
    public Estimate spikeRateEstimate() {
        return Estimate.of(historicalSpikeRate, spikeRateDetail.source());
    }
}
