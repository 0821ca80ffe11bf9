package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How wide is safe, how likely is a breach, and is the premium a trap.
 *
 * @param safeRange the headline range
 * @param ranges ranges by kind, horizon and level
 * @param maxPain where option writers lose least
 * @param trap the odds that premium sold today is a trap
 * @param skew how much dearer puts are than calls
 * @param expiryStress how dangerous the time to expiry is
 * @param regime the volatility regime to come
 * @param breach odds of passing each distance
 * @param sellerFlag the verdict
 * @param hitRate share of past headline ranges that held
 * @param premiumValue how dear the option chain is; unavailable in files of before it was looked at
 */
public record SellerOutlook(
        Block<SafeRange> safeRange,
        @Flat(source = "ranges_source") Block<List<RangeForecast>> ranges,
        Block<MaxPain> maxPain,
        Block<TrapRisk> trap,
        Block<Skew> skew,
        Block<ExpiryStress> expiryStress,
        @JsonProperty("volatility_regime") Block<RegimeForecast> regime,
        @Flat(source = "breach_source") Block<BreachOdds> breach,
        Block<SellerFlag> sellerFlag,

        @Headline("historical_hit_rate") @JsonProperty("hit_rate_detail")
        Block<HistoricalRate> hitRate,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Block<PremiumValue> premiumValue)
        implements OldNames {

    /** What stands for a value of premiums in files of before it was looked at; written back as nothing. */
    static final Block<PremiumValue> BEFORE_PREMIUMS = Block.unavailable("the file is older than this field");

    /** Validates, and demands nested ranges and that a proxy calls itself one. */
    public SellerOutlook {
        Checks.present(safeRange, "safeRange");
        ranges = Checks.present(ranges, "ranges").map(some -> Checks.some(some, "ranges"));
        Checks.present(maxPain, "maxPain");
        Checks.present(trap, "trap");
        Checks.present(skew, "skew");
        Checks.present(expiryStress, "expiryStress");
        Checks.present(regime, "regime");
        Checks.present(breach, "breach");
        Checks.present(sellerFlag, "sellerFlag");
        Checks.present(hitRate, "hitRate");
        premiumValue = Objects.requireNonNullElse(premiumValue, BEFORE_PREMIUMS);
        ranges.find().ifPresent(NestedRanges::require);
        if (maxPain instanceof Block.Known<MaxPain> known) {
            MaxPain.Method method = known.value().method();
            requireKind(method, method == MaxPain.Method.RETURN_MODE_PROXY, known.source());
        }
        if (skew instanceof Block.Known<Skew> known) {
            Skew.Method method = known.value().method();
            requireKind(method, method == Skew.Method.SEMIVARIANCE_PROXY, known.source());
        }
    }

    private static void requireKind(Enum<?> method, boolean isProxy, Source source) {
        if (isProxy != (source.kind() == Source.Kind.PROXY)) {
            throw new IllegalArgumentException("the source of method " + method + " must " + (isProxy ? "be" : "not be")
                    + " a PROXY, was " + source.kind() + " (" + source.id() + ")");
        }
    }

    @Override
    public SortedMap<String, Optional<String>> oldNames() {
        return new TreeMap<>(Map.of(
                "daily_flag",
                        sellerFlag.find().map(flag -> switch (flag.label()) {
                            case FAVOURABLE -> "FAVOURABLE";
                            case CAUTION -> "NEUTRAL";
                            case HOSTILE -> "RISKY";
                        }),
                "regime",
                        regime.find().map(forecast -> switch (forecast.label()) {
                            case LOW -> "CALM";
                            case MEDIUM -> "CAUTIOUS";
                            case HIGH -> "HOSTILE";
                        })));
    }

    /** No outlook, and why. */
    public static SellerOutlook unavailable(String reason) {
        return new SellerOutlook(
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason),
                Block.unavailable(reason));
    }

    /** The same outlook with other ranges: for those that carry the record of what was published. */
    public SellerOutlook withRanges(Block<SafeRange> headline, Block<List<RangeForecast>> others) {
        return new SellerOutlook(
                headline, others, maxPain, trap, skew, expiryStress, regime, breach, sellerFlag, hitRate, premiumValue);
    }

    /** The range of a kind, horizon in sessions and level (compared within 1e-6). */
    public Optional<RangeForecast> findRange(RangeKind kind, int horizonSessions, double level) {
        return ranges.find().stream()
                .flatMap(List::stream)
                .filter(range -> range.kind() == kind && range.horizonSessions() == horizonSessions)
                .filter(range -> Math.abs(range.level() - level) <= 1e-6)
                .findFirst();
    }
}
