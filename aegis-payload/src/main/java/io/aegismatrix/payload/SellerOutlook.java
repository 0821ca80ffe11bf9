package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How wide is safe, how likely is a breach, and is the premium a trap.
 *
 * @param safeRange the headline range
 * @param ranges ranges by kind, horizon and level; empty if {@code rangesSource} is unavailable
 * @param rangesSource what made the ranges
 * @param maxPain where option writers lose least
 * @param trap the odds that premium sold today is a trap
 * @param skew how much dearer puts are than calls
 * @param expiryStress how dangerous the time to expiry is
 * @param regime the volatility regime to come
 * @param breachProbabilities odds of passing each distance over the headline horizon, nearest first; empty if
 *     {@code breachSource} is unavailable
 * @param breachSurface the same over every horizon
 * @param breachSource what made the breach odds
 * @param sellerFlag the verdict
 * @param historicalHitRate share of past headline ranges that held, 0 to 1
 * @param hitRateDetail the record behind it
 */
public record SellerOutlook(
        SafeRange safeRange,
        List<RangeForecast> ranges,
        Source rangesSource,
        MaxPain maxPain,
        TrapRisk trap,
        Skew skew,
        ExpiryStress expiryStress,
        RegimeForecast regime,
        List<BreachPoint> breachProbabilities,
        List<BreachPoint> breachSurface,
        Source breachSource,
        SellerFlag sellerFlag,
        OptionalDouble historicalHitRate,
        RateDetail hitRateDetail) {

    /** What a range promises. */
    public enum RangeKind {
        /** Every price up to the horizon stays inside. */
        PATH,
        /** The close at the horizon is inside. */
        CLOSE
    }

    /** How the max-pain zone was found. */
    public enum MaxPainMethod {
        /** Least total payout over the open interest of an option chain. */
        OPEN_INTEREST,
        /** Most frequent region of past returns: stands in for open interest. */
        RETURN_MODE_PROXY
    }

    /** How the skew was measured. */
    public enum SkewMethod {
        /** Implied volatility of 25-delta puts and calls against at-the-money. */
        OPTION_CHAIN_25_DELTA,
        /** Asymmetry of past downward and upward variance: stands in for the smile. */
        SEMIVARIANCE_PROXY
    }

    /** The steps of expiry stress. */
    public enum StressLabel {
        /** Little stress. */
        CALM,
        /** Some stress. */
        CAUTION,
        /** Much stress. */
        HOSTILE
    }

    /** The verdict on selling conditions. */
    public enum SellerLabel {
        /** Conditions favour sellers. */
        FAVOURABLE,
        /** Mixed conditions. */
        CAUTION,
        /** Conditions are against sellers. */
        HOSTILE
    }

    /**
     * The headline range.
     *
     * @param lower lower end, index points
     * @param upper upper end, index points
     * @param horizonSessions horizon in sessions
     * @param level probability with which it is meant to hold
     * @param coverage how often past ranges of this kind held
     * @param coverageReason why the coverage is unknown
     * @param live how often the ranges published in the past held, once their outcomes were known; empty, and left out of
     *     the file, while there are none
     * @param source what made the range
     */
    public record SafeRange(
            OptionalDouble lower,
            OptionalDouble upper,
            @JsonProperty("horizon_days") OptionalInt horizonSessions,
            OptionalDouble level,
            Optional<Coverage> coverage,
            Optional<String> coverageReason,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Coverage> live,
            Source source) {

        /** Validates and rounds. */
        public SafeRange {
            Checks.present(live, "live");
            lower = Decimals.price(lower, "lower");
            upper = Decimals.price(upper, "upper");
            level = Decimals.level(level);
            Checks.ordered(lower, "lower", upper, "upper");
            Checks.atLeast(1, horizonSessions, "horizonSessions");
            Checks.text(coverageReason, "coverageReason");
            Checks.present(source, "source")
                    .explains("lower", lower)
                    .explains("upper", upper)
                    .explains("horizonSessions", horizonSessions.isPresent(), horizonSessions)
                    .explains("level", level);
            Checks.reasonFor(source.available() && coverage.isEmpty(), "coverage", coverageReason, "coverageReason");
        }

        /** A range without a live record. */
        public SafeRange(
                OptionalDouble lower,
                OptionalDouble upper,
                OptionalInt horizonSessions,
                OptionalDouble level,
                Optional<Coverage> coverage,
                Optional<String> coverageReason,
                Source source) {
            this(lower, upper, horizonSessions, level, coverage, coverageReason, Optional.empty(), source);
        }

        /** The same range with the record of those published. */
        public SafeRange withLive(Optional<Coverage> held) {
            return new SafeRange(lower, upper, horizonSessions, level, coverage, coverageReason, held, source);
        }

        /** A range whose coverage was measured. */
        public static SafeRange of(
                double lower, double upper, int horizonSessions, double level, Coverage coverage, Source source) {
            return new SafeRange(
                    OptionalDouble.of(lower),
                    OptionalDouble.of(upper),
                    OptionalInt.of(horizonSessions),
                    OptionalDouble.of(level),
                    Optional.of(coverage),
                    Optional.empty(),
                    source);
        }

        /** No range, and why. */
        public static SafeRange unavailable(String reason) {
            return new SafeRange(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Source.unavailable(reason));
        }

        /** The lower end with its source. */
        public Estimate lowerEstimate() {
            return Estimate.of(lower, source);
        }

        /** The upper end with its source. */
        public Estimate upperEstimate() {
            return Estimate.of(upper, source);
        }
    }

    /**
     * A range for one kind, horizon and level.
     *
     * @param kind what it promises
     * @param horizonSessions horizon in sessions, above zero
     * @param expiry the expiry the horizon reaches to, if it was chosen for one
     * @param level probability with which it is meant to hold
     * @param lower lower end, index points
     * @param upper upper end, index points
     * @param coverage how often past ranges of this kind held; empty if none was resolved
     * @param coverageReason why the coverage is unknown
     * @param live how often the ranges published in the past held, once their outcomes were known; empty, and left out of
     *     the file, while there are none
     */
    public record RangeForecast(
            RangeKind kind,
            int horizonSessions,
            Optional<LocalDate> expiry,
            double level,
            double lower,
            double upper,
            Optional<Coverage> coverage,
            Optional<String> coverageReason,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Coverage> live) {

        /** Validates and rounds. */
        public RangeForecast {
            Checks.present(live, "live");
            Checks.present(kind, "kind");
            Checks.atLeast(1, horizonSessions, "horizonSessions");
            Checks.present(expiry, "expiry");
            Checks.present(coverage, "coverage");
            Checks.text(coverageReason, "coverageReason");
            Checks.reasonFor(coverage.isEmpty(), "coverage", coverageReason, "coverageReason");
            level = Decimals.level(level);
            lower = Decimals.price(lower, "lower");
            upper = Decimals.price(upper, "upper");
            Checks.ordered(lower, "lower", upper, "upper");
        }

        /** A range without a live record. */
        public RangeForecast(
                RangeKind kind,
                int horizonSessions,
                Optional<LocalDate> expiry,
                double level,
                double lower,
                double upper,
                Optional<Coverage> coverage,
                Optional<String> coverageReason) {
            this(kind, horizonSessions, expiry, level, lower, upper, coverage, coverageReason, Optional.empty());
        }

        /** The same range with the record of those published. */
        public RangeForecast withLive(Optional<Coverage> held) {
            return new RangeForecast(
                    kind, horizonSessions, expiry, level, lower, upper, coverage, coverageReason, held);
        }
    }

    /**
     * Where option writers as a whole lose least.
     *
     * @param lower lower end of the zone, index points
     * @param upper upper end of the zone, index points
     * @param confidence measured share of past closes inside such a zone, 0 to 1
     * @param confidenceRecord the record behind the confidence: the same share, with count and interval
     * @param confidenceReason why the confidence is unknown
     * @param strike the strike of least payout; empty for the proxy
     * @param method how the zone was found
     * @param expiry the expiry it belongs to; empty for the proxy
     * @param source {@code FORMULA} for open interest, {@code PROXY} for the return mode
     */
    public record MaxPain(
            OptionalDouble lower,
            OptionalDouble upper,
            OptionalDouble confidence,
            Optional<Coverage> confidenceRecord,
            Optional<String> confidenceReason,
            OptionalDouble strike,
            Optional<MaxPainMethod> method,
            Optional<LocalDate> expiry,
            Source source) {

        /** Validates, rounds, and demands that a proxy calls itself one. */
        public MaxPain {
            lower = Decimals.price(lower, "lower");
            upper = Decimals.price(upper, "upper");
            strike = Decimals.price(strike, "strike");
            confidence = Decimals.probability(confidence, "confidence");
            Checks.ordered(lower, "lower", upper, "upper");
            Checks.text(confidenceReason, "confidenceReason");
            Checks.present(expiry, "expiry");
            Checks.present(source, "source")
                    .explains("lower", lower)
                    .explains("upper", upper)
                    .explains("method", method);
            Checks.reasonFor(
                    source.available() && confidence.isEmpty(), "confidence", confidenceReason, "confidenceReason");
            requireRecord(confidence, confidenceRecord);
            requireKind(method, MaxPainMethod.RETURN_MODE_PROXY, source);
        }

        private static void requireRecord(OptionalDouble confidence, Optional<Coverage> confidenceRecord) {
            OptionalDouble measured = confidenceRecord
                    .map(record -> OptionalDouble.of(record.value()))
                    .orElse(OptionalDouble.empty());
            if (!confidence.equals(measured)) {
                throw new IllegalArgumentException(
                        "confidence must be that of its record, was " + confidence + " beside " + confidenceRecord);
            }
        }

        /** No zone, and why. */
        public static MaxPain unavailable(String reason) {
            return new MaxPain(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Source.unavailable(reason));
        }

        /** The middle of the zone with its source. */
        public Estimate estimate() {
            OptionalDouble middle = lower.isPresent() && upper.isPresent()
                    ? OptionalDouble.of((lower.getAsDouble() + upper.getAsDouble()) / 2)
                    : OptionalDouble.empty();
            return Estimate.of(middle, source);
        }
    }

    /**
     * The odds that premium sold today is a trap: that realised volatility outruns what the premium paid for.
     *
     * @param score calibrated probability of a trap
     * @param label the score in three steps
     * @param ivPercentile percentile of implied volatility in its last 252 sessions, 0 to 1
     * @param rvPercentile percentile of realised volatility in its last 252 sessions, 0 to 1
     * @param baseRate how often past sessions were traps
     * @param edge whether the score has skill over the base rate
     * @param varianceRiskPremium VIX minus realised volatility over the last 22 sessions, annualised decimal
     * @param vrpPercentile its percentile in its last 252 sessions, 0 to 1
     * @param percentileReason why a percentile or the premium is unknown
     * @param contributions the five features that moved the score most
     * @param source what made the score
     */
    public record TrapRisk(
            OptionalDouble score,
            Optional<Level> label,
            OptionalDouble ivPercentile,
            OptionalDouble rvPercentile,
            OptionalDouble baseRate,
            Optional<Edge> edge,
            OptionalDouble varianceRiskPremium,
            OptionalDouble vrpPercentile,
            Optional<String> percentileReason,
            List<Contribution> contributions,
            Source source) {

        /** Validates and rounds. */
        public TrapRisk {
            score = Decimals.probability(score, "trap score");
            ivPercentile = Decimals.probability(ivPercentile, "ivPercentile");
            rvPercentile = Decimals.probability(rvPercentile, "rvPercentile");
            baseRate = Decimals.probability(baseRate, "trap baseRate");
            varianceRiskPremium = Decimals.fraction(varianceRiskPremium, "varianceRiskPremium");
            vrpPercentile = Decimals.probability(vrpPercentile, "vrpPercentile");
            Checks.text(percentileReason, "percentileReason");
            contributions = Checks.top(contributions);
            Checks.present(source, "source")
                    .explains("score", score)
                    .explains("label", label)
                    .explains("baseRate", baseRate)
                    .explains("edge", edge);
            boolean partial = ivPercentile.isEmpty()
                    || rvPercentile.isEmpty()
                    || varianceRiskPremium.isEmpty()
                    || vrpPercentile.isEmpty();
            Checks.reasonFor(source.available() && partial, "a percentile", percentileReason, "percentileReason");
        }

        /** No score, and why. */
        public static TrapRisk unavailable(String reason) {
            return new TrapRisk(
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
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
     * How much dearer downside protection is than upside, each part in [-1, 1].
     *
     * @param putSkew puts against at-the-money
     * @param callSkew calls against at-the-money
     * @param netSkew puts against calls
     * @param putVolatility implied volatility of the 25-delta put, annualised decimal; empty for the proxy
     * @param callVolatility implied volatility of the 25-delta call; empty for the proxy
     * @param atTheMoneyVolatility implied volatility at the forward; empty for the proxy
     * @param expiry whose smile it is; empty for the proxy
     * @param method how it was measured
     * @param source {@code FORMULA} from a chain, {@code PROXY} from past returns
     */
    public record Skew(
            OptionalDouble putSkew,
            OptionalDouble callSkew,
            OptionalDouble netSkew,
            OptionalDouble putVolatility,
            OptionalDouble callVolatility,
            OptionalDouble atTheMoneyVolatility,
            Optional<LocalDate> expiry,
            Optional<SkewMethod> method,
            Source source) {

        /** Validates, rounds, and demands that a proxy calls itself one. */
        public Skew {
            putSkew = Decimals.signedScore(putSkew, "putSkew");
            callSkew = Decimals.signedScore(callSkew, "callSkew");
            netSkew = Decimals.signedScore(netSkew, "netSkew");
            putVolatility = Decimals.nonNegative(putVolatility, "putVolatility");
            callVolatility = Decimals.nonNegative(callVolatility, "callVolatility");
            atTheMoneyVolatility = Decimals.nonNegative(atTheMoneyVolatility, "atTheMoneyVolatility");
            Checks.present(expiry, "expiry");
            Checks.present(source, "source")
                    .explains("putSkew", putSkew)
                    .explains("callSkew", callSkew)
                    .explains("netSkew", netSkew)
                    .explains("method", method);
            requireKind(method, SkewMethod.SEMIVARIANCE_PROXY, source);
        }

        /** A skew that no smile is behind. */
        public static Skew of(double putSkew, double callSkew, double netSkew, SkewMethod method, Source source) {
            return new Skew(
                    OptionalDouble.of(putSkew),
                    OptionalDouble.of(callSkew),
                    OptionalDouble.of(netSkew),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.of(method),
                    source);
        }

        /** No skew, and why. */
        public static Skew unavailable(String reason) {
            OptionalDouble none = OptionalDouble.empty();
            return new Skew(
                    none, none, none, none, none, none, Optional.empty(), Optional.empty(), Source.unavailable(reason));
        }

        /** The net skew with its source. */
        public Estimate estimate() {
            return Estimate.of(netSkew, source);
        }
    }

    /**
     * How dangerous the time to expiry is for open short positions.
     *
     * @param score composite, 0 to 1
     * @param label the score in three steps
     * @param components what the score is made of
     * @param source how it was computed
     */
    public record ExpiryStress(
            OptionalDouble score, Optional<StressLabel> label, List<Component> components, Source source) {

        /** Validates and rounds. */
        public ExpiryStress {
            score = Decimals.probability(score, "expiry stress score");
            components = List.copyOf(components);
            Checks.present(source, "source").explains("score", score).explains("label", label);
        }

        /** A computed stress. */
        public static ExpiryStress of(double score, StressLabel label, List<Component> components, Source source) {
            return new ExpiryStress(OptionalDouble.of(score), Optional.of(label), components, source);
        }

        /** No score, and why. */
        public static ExpiryStress unavailable(String reason) {
            return new ExpiryStress(OptionalDouble.empty(), Optional.empty(), List.of(), Source.unavailable(reason));
        }

        /** The score with its source. */
        public Estimate estimate() {
            return Estimate.of(score, source);
        }
    }

    /**
     * Probabilities of the volatility regimes to come; they sum to 1 within 1e-4.
     *
     * @param low probability of low volatility
     * @param medium probability of medium volatility
     * @param high probability of high volatility
     */
    public record RegimeProbabilities(double low, double medium, double high) {

        /** Validates and rounds. */
        public RegimeProbabilities {
            low = Decimals.probability(low, "low");
            medium = Decimals.probability(medium, "medium");
            high = Decimals.probability(high, "high");
            double sum = low + medium + high;
            if (Math.abs(sum - 1) > ClassProbabilities.SUM_TOLERANCE) {
                throw new IllegalArgumentException(
                        "low, medium and high must sum to 1, was " + low + " + " + medium + " + " + high + " = " + sum);
            }
        }
    }

    /**
     * The volatility regime to come.
     *
     * @param label likeliest regime
     * @param probabilities calibrated probabilities of the regimes
     * @param persistence how often the current regime has lasted, 0 to 1
     * @param edge whether the forecast beats persistence
     * @param source what made the forecast
     */
    public record RegimeForecast(
            Optional<Level> label,
            Optional<RegimeProbabilities> probabilities,
            OptionalDouble persistence,
            Optional<Edge> edge,
            Source source) {

        /** Validates and rounds. */
        public RegimeForecast {
            persistence = Decimals.probability(persistence, "persistence");
            Checks.present(source, "source")
                    .explains("label", label)
                    .explains("probabilities", probabilities)
                    .explains("persistence", persistence)
                    .explains("edge", edge);
        }

        /** A forecast regime. */
        public static RegimeForecast of(
                Level label, RegimeProbabilities probabilities, double persistence, Edge edge, Source source) {
            return new RegimeForecast(
                    Optional.of(label),
                    Optional.of(probabilities),
                    OptionalDouble.of(persistence),
                    Optional.of(edge),
                    source);
        }

        /** No forecast, and why. */
        public static RegimeForecast unavailable(String reason) {
            return new RegimeForecast(
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Source.unavailable(reason));
        }
    }

    /**
     * The odds of passing one distance from spot over one horizon.
     *
     * @param horizonSessions horizon in sessions, above zero
     * @param distance distance from spot in whole index points, above zero
     * @param distanceFraction the same as a fraction of spot
     * @param probability probability that any price up to the horizon is that far away, on either side
     * @param up probability that any price is that far above
     * @param down probability that any price is that far below
     * @param closeProbability probability that the close at the horizon is beyond, on either side
     * @param closeUp probability that the close is beyond above
     * @param closeDown probability that the close is beyond below
     */
    public record BreachPoint(
            int horizonSessions,
            int distance,
            @JsonProperty("distance_pct") double distanceFraction,
            double probability,
            double up,
            double down,
            double closeProbability,
            double closeUp,
            double closeDown) {

        /** Validates, rounds, and demands that a close beyond is never likelier than a touch. */
        public BreachPoint {
            Checks.atLeast(1, horizonSessions, "horizonSessions");
            Checks.atLeast(1, distance, "distance");
            distanceFraction = Decimals.fraction(distanceFraction, "distanceFraction");
            if (distanceFraction <= 0) {
                throw new IllegalArgumentException("distanceFraction must be above 0, was " + distanceFraction);
            }
            probability = Decimals.probability(probability, "touch probability");
            up = Decimals.probability(up, "up");
            down = Decimals.probability(down, "down");
            closeProbability = Decimals.probability(closeProbability, "closeProbability");
            closeUp = Decimals.probability(closeUp, "closeUp");
            closeDown = Decimals.probability(closeDown, "closeDown");
            String where = " at " + distance + " points over " + horizonSessions + " sessions";
            BreachSurfaces.requireAtMost(closeProbability, "closeProbability", probability, "probability", where);
            BreachSurfaces.requireAtMost(closeUp, "closeUp", up, "up", where);
            BreachSurfaces.requireAtMost(closeDown, "closeDown", down, "down", where);
            BreachSurfaces.requireAtMost(up, "up", probability, "probability", where);
            BreachSurfaces.requireAtMost(down, "down", probability, "probability", where);
        }
    }

    /**
     * The verdict on selling conditions.
     *
     * @param label the verdict
     * @param color its traffic light
     * @param reasons codes of what decided it, most important first
     * @param source how it was decided
     */
    public record SellerFlag(
            Optional<SellerLabel> label, Optional<FlagColor> color, List<String> reasons, Source source) {

        /** Validates that the color fits the verdict. */
        public SellerFlag {
            reasons = List.copyOf(reasons);
            Checks.present(source, "source").explains("label", label).explains("color", color);
            if (label.isPresent() && !color.equals(Optional.of(color(label.get())))) {
                throw new IllegalArgumentException(
                        "color of " + label.get() + " must be " + color(label.get()) + ", was " + color.get());
            }
        }

        /** A verdict, with the color that goes with it. */
        public static SellerFlag of(SellerLabel label, List<String> reasons, Source source) {
            return new SellerFlag(Optional.of(label), Optional.of(color(label)), reasons, source);
        }

        /** No verdict, and why. */
        public static SellerFlag unavailable(String reason) {
            return new SellerFlag(Optional.empty(), Optional.empty(), List.of(), Source.unavailable(reason));
        }

        private static FlagColor color(SellerLabel label) {
            return switch (label) {
                case FAVOURABLE -> FlagColor.GREEN;
                case CAUTION -> FlagColor.AMBER;
                case HOSTILE -> FlagColor.RED;
            };
        }
    }

    /** Validates, rounds, and demands nested ranges and monotone breach odds. */
    public SellerOutlook {
        Checks.present(safeRange, "safeRange");
        Checks.present(maxPain, "maxPain");
        Checks.present(trap, "trap");
        Checks.present(skew, "skew");
        Checks.present(expiryStress, "expiryStress");
        Checks.present(regime, "regime");
        Checks.present(sellerFlag, "sellerFlag");
        ranges = List.copyOf(ranges);
        breachProbabilities = List.copyOf(breachProbabilities);
        breachSurface = List.copyOf(breachSurface);
        Checks.present(rangesSource, "rangesSource").explains("ranges", !ranges.isEmpty(), ranges);
        Checks.present(breachSource, "breachSource")
                .explains("breachProbabilities", !breachProbabilities.isEmpty(), breachProbabilities)
                .explains("breachSurface", !breachSurface.isEmpty(), breachSurface);
        historicalHitRate = Decimals.probability(historicalHitRate, "historicalHitRate");
        Checks.present(hitRateDetail, "hitRateDetail").source().explains("historicalHitRate", historicalHitRate);
        NestedRanges.require(ranges);
        BreachSurfaces.requireMonotone(breachProbabilities);
        BreachSurfaces.requireMonotone(breachSurface);
    }

    /** No outlook, and why. */
    public static SellerOutlook unavailable(String reason) {
        Source none = Source.unavailable(reason);
        return new SellerOutlook(
                SafeRange.unavailable(reason),
                List.of(),
                none,
                MaxPain.unavailable(reason),
                TrapRisk.unavailable(reason),
                Skew.unavailable(reason),
                ExpiryStress.unavailable(reason),
                RegimeForecast.unavailable(reason),
                List.of(),
                List.of(),
                none,
                SellerFlag.unavailable(reason),
                OptionalDouble.empty(),
                RateDetail.unavailable(reason));
    }

    /** The same outlook with other ranges: for those that carry the record of what was published. */
    public SellerOutlook withRanges(SafeRange headline, List<RangeForecast> others) {
        return new SellerOutlook(
                headline,
                others,
                rangesSource,
                maxPain,
                trap,
                skew,
                expiryStress,
                regime,
                breachProbabilities,
                breachSurface,
                breachSource,
                sellerFlag,
                historicalHitRate,
                hitRateDetail);
    }

    /** The range of a kind, horizon in sessions and level (compared within 1e-6). */
    public Optional<RangeForecast> findRange(RangeKind kind, int horizonSessions, double level) {
        return ranges.stream()
                .filter(range -> range.kind() == kind && range.horizonSessions() == horizonSessions)
                .filter(range -> Math.abs(range.level() - level) <= 1e-6)
                .findFirst();
    }

    /** The breach odds over a horizon in sessions at a distance that is a fraction of spot (compared within 1e-6). */
    public Optional<BreachPoint> findBreach(int horizonSessions, double distanceFraction) {
        return breachSurface.stream()
                .filter(point -> point.horizonSessions() == horizonSessions)
                .filter(point -> Math.abs(point.distanceFraction() - distanceFraction) <= 1e-6)
                .findFirst();
    }

    /** The touch probability over a horizon in sessions at a distance that is a fraction of spot, with its source. */
    public Estimate breachEstimate(int horizonSessions, double distanceFraction) {
        if (!breachSource.available()) {
            return Estimate.of(OptionalDouble.empty(), breachSource);
        }
        return findBreach(horizonSessions, distanceFraction)
                .map(point -> Estimate.of(OptionalDouble.of(point.probability()), breachSource))
                .orElseGet(() -> new Estimate.Unavailable(
                        "no breach odds at " + distanceFraction + " over " + horizonSessions + " sessions"));
    }

    /** The historical hit rate with its source. */
    public Estimate hitRateEstimate() {
        return Estimate.of(historicalHitRate, hitRateDetail.source());
    }

    private static <T> void requireKind(Optional<T> method, T proxy, Source source) {
        boolean isProxy = source.kind() == Source.Kind.PROXY;
        if (method.isPresent() && method.get().equals(proxy) != isProxy) {
            throw new IllegalArgumentException("the source of method " + method.get() + " must "
                    + (isProxy ? "not be" : "be") + " a PROXY, was " + source.kind() + " (" + source.id() + ")");
        }
    }
}
