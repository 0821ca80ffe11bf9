package io.aegismatrix.engine.volatility.challenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelJson;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.EventMultipliers;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.GjrGarch;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The published forecast of realised volatility, annualised decimal: HAR-X and whatever proved to improve on it, with
 * the weights it earned ({@link VolatilityCombination}). Immutable, thread-safe, native-free.
 */
public final class CombinedVolatility {

    /** Name of the file with weights and the GARCH model; trees have files of their own, HAR-X a bundle. */
    public static final String FILE = "volatility_combination.json";

    private final VolatilityForecast harX;
    private final Optional<GjrGarch> garch;
    private final SortedMap<Integer, VolatilityMix> mixes;
    private final SortedMap<Integer, TreeEnsemble> trees;

    /** What {@link #FILE} holds. */
    private record Content(Optional<GjrGarch> garch, SortedMap<Integer, VolatilityMix> mixes) {}

    CombinedVolatility(
            VolatilityForecast harX,
            Optional<GjrGarch> garch,
            SortedMap<Integer, VolatilityMix> mixes,
            SortedMap<Integer, TreeEnsemble> trees) {
        this.harX = harX;
        this.garch = garch;
        this.mixes = mixes;
        this.trees = trees;
    }

    /** HAR-X and nothing else. */
    public static CombinedVolatility alone(VolatilityForecast harX) {
        SortedMap<Integer, VolatilityMix> mixes = new TreeMap<>();
        Horizons.VOLATILITY.forEach(h -> mixes.put(h, VolatilityMix.alone()));
        return new CombinedVolatility(harX, Optional.empty(), mixes, new TreeMap<>());
    }

    /** What was measured of a kind of known event; empty if nothing was. */
    public Optional<EventMultipliers.Multiplier> event(String kind) {
        return harX.events().find(kind);
    }

    /** Whether nothing but HAR-X has weight at any horizon. */
    public boolean harXAlone() {
        return mixes.values().stream().allMatch(VolatilityMix::harXAlone);
    }

    /** Weight of a member at a horizon of {@link Horizons#VOLATILITY}. */
    public double weight(VolatilityMember member, int horizon) {
        return mix(horizon).weight(member);
    }

    /** Weights that are not 0, such as {@code weight.5.har_x = 0.750}, for a model card. */
    public SortedMap<String, String> describe() {
        SortedMap<String, String> weights = new TreeMap<>();
        mixes.forEach((horizon, mix) -> {
            for (VolatilityMember member : VolatilityMember.values()) {
                if (mix.weight(member) > 0) {
                    weights.put(
                            "weight." + horizon + "." + member.id(),
                            String.format(Locale.ROOT, "%.3f", mix.weight(member)));
                }
            }
        });
        return weights;
    }

    private VolatilityMix mix(int horizon) {
        VolatilityMix mix = mixes.get(horizon);
        if (mix == null) {
            throw new IllegalArgumentException("no weights for " + horizon + " sessions; there are " + mixes.keySet());
        }
        return mix;
    }

    /**
     * Forecast volatility over the {@code sessions} after a row; between horizons as in {@link VolatilityForecast}.
     *
     * @return NaN where an input of HAR-X is missing
     */
    public double annualized(FeatureSet features, int row, double sessions) {
        double variance =
                garch.map(model -> model.variances(features.history())[row]).orElse(Double.NaN);
        return VolatilityForecast.across(
                new TreeSet<>(mixes.keySet()), sessions, h -> annualized(features, row, h, variance));
    }

    private double annualized(FeatureSet features, int row, int horizon, double variance) {
        double regression = harX.annualized(features, row, horizon);
        VolatilityMix mix = mix(horizon);
        if (mix.harXAlone()) {
            return regression;
        }
        double[] logForecasts = new double[VolatilityMember.values().length];
        for (VolatilityMember member : VolatilityMember.values()) {
            logForecasts[member.position()] = switch (member) {
                case HAR_X -> Math.log(regression);
                case SCALED_VIX -> Math.log(features.history().vix(row) / 100);
                case GJR_GARCH ->
                    garch.map(model -> Math.log(model.annualized(variance, horizon)))
                            .orElse(Double.NaN);
                case BOOSTED_TREES ->
                    Math.log(regression)
                            + Optional.ofNullable(trees.get(horizon))
                                    .map(grown -> VolatilityTrees.logRatio(grown, features.daily(), row))
                                    .orElse(Double.NaN);
            };
        }
        return Math.exp(mix.combine(logForecasts));
    }

    /** Everything but HAR-X as files of a model bundle. */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try {
            files.put(
                    FILE,
                    ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(garch, mixes)));
        } catch (JsonProcessingException e) {
            throw new ModelException("volatility combination: cannot be written", e);
        }
        trees.forEach((horizon, grown) -> files.put(treesFile(horizon), grown.toBytes()));
        return files;
    }

    private static String treesFile(int horizon) {
        return "volatility_trees_" + horizon + ".ubj";
    }

    /**
     * Reads what {@link #files()} wrote.
     *
     * @param harX the regression that was trained with it
     * @param file content of a file of the same bundle by name
     * @throws ModelException if it is anything else
     */
    public static CombinedVolatility parse(VolatilityForecast harX, Function<String, byte[]> file) {
        Content content = content(file.apply(FILE));
        SortedMap<Integer, TreeEnsemble> trees = new TreeMap<>();
        content.mixes().forEach((horizon, mix) -> {
            if (mix.weight(VolatilityMember.BOOSTED_TREES) > 0) {
                String name = treesFile(horizon);
                trees.put(horizon, TreeEnsemble.parse(file.apply(name), name));
            }
            if (mix.weight(VolatilityMember.GJR_GARCH) > 0 && content.garch().isEmpty()) {
                throw new ModelException(FILE + ": GJR-GARCH has weight over " + horizon + " sessions, but no model");
            }
        });
        return new CombinedVolatility(harX, content.garch(), content.mixes(), trees);
    }

    /** That of an engine's bundle. Those from before other forecasters were weighed publish the regression alone. */
    public static CombinedVolatility of(ModelBundle engine) {
        return engine.parsed(CombinedVolatility.class, CombinedVolatility::read);
    }

    private static CombinedVolatility read(ModelBundle engine) {
        VolatilityForecast harX = VolatilityModel.of(engine).forecast(ForecastTarget.REALIZED);
        return engine.manifest().files().containsKey(FILE) ? parse(harX, engine::file) : alone(harX);
    }

    private static Content content(byte[] json) {
        try {
            Content content = ModelJson.read(json, new TypeReference<>() {}, FILE);
            if (content.mixes() == null
                    || !content.mixes().keySet().equals(new TreeSet<>(Horizons.VOLATILITY))
                    || content.mixes().values().stream().anyMatch(Objects::isNull)) {
                throw new ModelException(FILE + ": expected weights for each of " + Horizons.VOLATILITY
                        + " sessions, was " + new String(json, UTF_8));
            }
            return content;
        } catch (IOException e) {
            throw new ModelException(FILE + ": not a volatility combination: " + e.getMessage(), e);
        }
    }
}
