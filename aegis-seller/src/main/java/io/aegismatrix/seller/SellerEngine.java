package io.aegismatrix.seller;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.LastAnswer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.ExpiryStress;
import io.aegismatrix.payload.HistoricalRate;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RegimeForecast;
import io.aegismatrix.payload.SellerFlag;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.TrapRisk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How wide is safe, how likely a breach, is premium a trap: three models, the shared volatility forecast and the excursions
 * of past paths, turned into a {@link SellerOutlook}. Immutable, thread-safe, native-free.
 */
public final class SellerEngine implements Engine<SellerOutlook> {

    /** What the engine is called. */
    public static final EngineId ID = new EngineId("seller");

    private static final String REGIME_UNKNOWN = "the volatility regime is not known";

    private final ModelBundle bundle;
    private final TreeEnsemble trap;
    private final TrapPrior trapPrior;
    private final RegimeOdds regime;
    private final RegimeBase regimeBase;
    private final TreeEnsemble breach;
    private final VolatilityForecast volatility;
    private final VolatilityForecast reach;
    private final Excursions excursions;
    private final Optional<Excursions> fromOpen;
    private final Excursions odds;
    private final Optional<Excursions> oddsFromOpen;
    private final OutcomeTracks tracks;
    private final LastAnswer<FeatureFrame, Day> day = new LastAnswer<>();

    private SellerEngine(ModelBundle bundle) {
        if (!bundle.manifest().engine().equals(ID)) {
            throw new ModelException("expected a bundle of the seller engine, was "
                    + bundle.manifest().engine().id());
        }
        this.bundle = bundle;
        this.trap = trees(bundle, SellerFiles.TRAP);
        this.trapPrior = TrapPrior.parse(bundle.file(SellerFiles.TRAP_PRIOR), SellerFiles.TRAP_PRIOR);
        this.regime = RegimeOdds.parse(
                bundle.file(SellerFiles.trees(SellerFiles.REGIME)),
                bundle.file(SellerFiles.REGIME_LINES),
                SellerFiles.REGIME);
        this.regimeBase = RegimeBase.parse(bundle.file(SellerFiles.REGIME_BASE), SellerFiles.REGIME_BASE);
        this.breach = trees(bundle, SellerFiles.BREACH);
        VolatilityModel shared = VolatilityModel.of(bundle);
        this.volatility = shared.forecast(ForecastTarget.REALIZED);
        this.reach = shared.forecast(ForecastTarget.REACH_UNIT);
        this.excursions = Excursions.parse(bundle.file(SellerFiles.EXCURSIONS), SellerFiles.EXCURSIONS);
        this.fromOpen = ifThere(bundle, SellerFiles.EXCURSIONS_FROM_OPEN);
        this.odds = Excursions.parse(bundle.file(SellerFiles.ODDS), SellerFiles.ODDS);
        this.oddsFromOpen = ifThere(bundle, SellerFiles.ODDS_FROM_OPEN);
        this.tracks = OutcomeTracks.of(bundle);
    }

    /** Empty for bundles of releases that had no such file. */
    private static Optional<Excursions> ifThere(ModelBundle bundle, String file) {
        return bundle.manifest().files().containsKey(file)
                ? Optional.of(Excursions.parse(bundle.file(file), file))
                : Optional.empty();
    }

    private static TreeEnsemble trees(ModelBundle bundle, String model) {
        return TreeEnsemble.parse(bundle.file(SellerFiles.trees(model)), model);
    }

    /** The engine in use in a store. @throws io.aegismatrix.engine.ModelException if there is none, or it is corrupt */
    public static SellerEngine load(ModelSource store) {
        return of(store.load(ID));
    }

    /**
     * The engine of a bundle.
     *
     * @throws io.aegismatrix.engine.ModelException if it is another engine's, or a file of it cannot be read
     */
    public static SellerEngine of(ModelBundle bundle) {
        return new SellerEngine(bundle);
    }

    /** Trains this engine; needs XGBoost on the class path. */
    public static EngineTrainer trainer() {
        return new SellerTrainer();
    }

    @Override
    public EngineId engine() {
        return ID;
    }

    @Override
    public ModelManifest manifest() {
        return bundle.manifest();
    }

    /**
     * Answers for the newest completed session. Ranges and odds reach from the newest price: while a session runs, over what
     * is left of it and the sessions after.
     *
     * @throws io.aegismatrix.data.MarketDataException if a feature of that session is not known
     * @throws io.aegismatrix.engine.ModelException if the features are of another schema, or a number is not finite
     */
    @Override
    public SellerOutlook evaluate(FeatureSet features) {
        bundle.requireSchema(features);
        Situation situation = Situation.of(features, volatility, reach);
        Day day = this.day.to(features.daily(), () -> day(situation));
        PathsAhead ahead = PathsAhead.of(situation, excursions, fromOpen);
        List<RangeForecast> ranges = new SafeRanges(ahead, tracks, day.since()).all();
        BreachSurface surface = BreachSurface.of(PathsAhead.of(situation, odds, oddsFromOpen), breach, day.skill());
        Block<ExpiryStress> stress = stress(situation, day.regime());
        return new SellerOutlook(
                SafeRanges.headline(ranges),
                Block.known(ranges, SafeRanges.SOURCE),
                MaxPainBlock.of(ahead, tracks),
                day.trap(),
                SkewBlock.of(situation),
                stress,
                day.regime(),
                Block.known(surface.odds(situation.spot()), BreachSurface.source(day.skill())),
                flag(situation, stress, day.trap().value(), day.regime()),
                day.hitRate(),
                PremiumValueBlock.of(ahead));
    }

    @Override
    public List<Forecast> forecasts(FeatureSet features, SellerOutlook outlook) {
        return SellerForecasts.of(features, outlook, CombinedVolatility.of(bundle));
    }

    /** What the completed sessions say, whatever the running one does. */
    private record Day(
            PublishedSkill skill,
            SinceTraining since,
            Known<TrapRisk> trap,
            Block<RegimeForecast> regime,
            Block<HistoricalRate> hitRate) {}

    private Day day(Situation situation) {
        PublishedSkill skill = new PublishedSkill(manifest(), tracks, situation.session());
        SinceTraining since =
                SinceTraining.measure(situation, excursions, manifest().trainedThrough());
        return new Day(
                skill,
                since,
                TrapBlock.of(situation, trap, trapPrior, skill),
                RegimeBlock.of(situation, regime, regimeBase, skill),
                HitRate.measured(tracks, situation.session(), since).published());
    }

    private static Block<ExpiryStress> stress(Situation situation, Block<RegimeForecast> regime) {
        OptionalInt sessions = ExpiryKind.findSessionsToNearest(situation.features(), situation.row());
        if (sessions.isEmpty()) {
            return Block.unavailable(ExpiryKind.NONE_LISTED);
        }
        return regime.find()
                .map(forecast -> StressRule.stress(
                        sessions.getAsInt(),
                        forecast.probabilities().high(),
                        situation.premiumPercentile(),
                        situation
                                .chainExpiry()
                                .map(ExpiryAnalytics::openInterestNearSpot)
                                .orElse(OptionalDouble.empty())))
                .orElseGet(() -> Block.unavailable(REGIME_UNKNOWN));
    }

    private static Block<SellerFlag> flag(
            Situation situation, Block<ExpiryStress> stress, TrapRisk trap, Block<RegimeForecast> regime) {
        if (!(regime instanceof Known<RegimeForecast> forecast)) {
            return Block.unavailable(REGIME_UNKNOWN);
        }
        if (!(stress instanceof Known<ExpiryStress> known)) {
            return Block.unavailable(ExpiryKind.NONE_LISTED);
        }
        return FlagRule.flag(
                known.value().label(),
                trap.label(),
                trap.edge(),
                forecast.value().label(),
                situation.premium(),
                situation.premiumPercentile());
    }
}
