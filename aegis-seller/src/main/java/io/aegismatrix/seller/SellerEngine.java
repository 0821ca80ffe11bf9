package io.aegismatrix.seller;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.OutcomeTracks;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.RegimeLabels;
import io.aegismatrix.features.label.TrapLabels;
import io.aegismatrix.payload.Contribution;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.RateDetail;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.SellerOutlook.BreachPoint;
import io.aegismatrix.payload.SellerOutlook.ExpiryStress;
import io.aegismatrix.payload.SellerOutlook.MaxPain;
import io.aegismatrix.payload.SellerOutlook.MaxPainMethod;
import io.aegismatrix.payload.SellerOutlook.RangeForecast;
import io.aegismatrix.payload.SellerOutlook.RegimeForecast;
import io.aegismatrix.payload.SellerOutlook.RegimeProbabilities;
import io.aegismatrix.payload.SellerOutlook.TrapRisk;
import io.aegismatrix.payload.Source;
import io.aegismatrix.seller.PinZone.Zone;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How wide is safe, how likely a breach, is premium a trap: three models, a volatility forecast and the excursions of
 * past paths, turned into a {@link SellerOutlook}. Immutable, thread-safe, native-free.
 */
public final class SellerEngine implements Engine<SellerOutlook> {

    private static final List<Level> LEVELS = List.of(Level.LOW, Level.MEDIUM, Level.HIGH);

    private final ModelBundle bundle;
    private final TreeEnsemble trap;
    private final TreeEnsemble regime;
    private final TreeEnsemble breach;
    private final VolatilityForecast volatility;
    private final Excursions excursions;
    private final OutcomeTracks tracks;

    private SellerEngine(ModelBundle bundle) {
        this.bundle = bundle;
        this.trap = trees(bundle, SellerFiles.TRAP);
        this.regime = trees(bundle, SellerFiles.REGIME);
        this.breach = trees(bundle, SellerFiles.BREACH);
        this.volatility = VolatilityForecast.parse(bundle.file(SellerFiles.VOLATILITY), SellerFiles.VOLATILITY);
        this.excursions = Excursions.parse(bundle.file(SellerFiles.EXCURSIONS), SellerFiles.EXCURSIONS);
        this.tracks = OutcomeTracks.parse(bundle.file(SellerFiles.RECORDS), SellerFiles.RECORDS);
    }

    private static TreeEnsemble trees(ModelBundle bundle, String model) {
        return TreeEnsemble.parse(bundle.file(SellerFiles.trees(model)), model);
    }

    /** The engine in use in a store. @throws io.aegismatrix.engine.ModelException if there is none, or it is corrupt */
    public static SellerEngine load(ModelStore store) {
        return of(store.load(EngineKind.SELLER));
    }

    /** The engine of a bundle. @throws io.aegismatrix.engine.ModelException if a file of it cannot be read */
    public static SellerEngine of(ModelBundle bundle) {
        return new SellerEngine(bundle);
    }

    /** Trains this engine; needs XGBoost on the class path. */
    public static EngineTrainer trainer() {
        return new SellerTrainer();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.SELLER;
    }

    @Override
    public ModelManifest manifest() {
        return bundle.manifest();
    }

    @Override
    public SellerOutlook evaluate(FeatureSet features) {
        bundle.requireSchema(features);
        Situation situation = Situation.of(features, volatility);
        RegimeLabels labels = RegimeLabels.of(situation.history());
        List<RangeForecast> ranges = new SafeRanges(situation, excursions, tracks).all();
        BreachSurface surface = new BreachSurface(situation, excursions, breach, manifest());
        TrapRisk trapRisk = trapRisk(situation);
        RegimeForecast regimeForecast = regimeForecast(situation, labels);
        double premiumPercentile = situation.feature("variance_risk_premium_percentile_252");
        ExpiryStress stress = stress(situation, regimeForecast, premiumPercentile);
        Optional<Share> hitRate =
                HitRate.measured(situation, excursions, tracks, manifest().trainedThrough());
        List<BreachPoint> headlineBreaches = surface.horizon(situation.spot(), Horizons.HEADLINE_RANGE);
        return new SellerOutlook(
                SafeRanges.headline(ranges),
                ranges,
                SafeRanges.SOURCE,
                maxPain(situation),
                trapRisk,
                VolatilityState.semivarianceSkew(situation.history(), situation.row()),
                stress,
                regimeForecast,
                headlineBreaches,
                surface.all(situation.spot()),
                Source.modelled(manifest().modelId(SellerFiles.BREACH)),
                FlagRule.flag(
                        stress.label().orElseThrow(),
                        trapRisk.label().orElseThrow(),
                        trapRisk.edge().orElseThrow(),
                        regimeForecast.label().orElseThrow(),
                        situation.feature("variance_risk_premium"),
                        premiumPercentile),
                hitRate.map(share -> OptionalDouble.of(share.value())).orElse(OptionalDouble.empty()),
                hitRate.map(SellerEngine::rateDetail)
                        .orElse(RateDetail.unavailable("no headline range had been resolved by the decision session")));
    }

    private static RateDetail rateDetail(Share share) {
        return RateDetail.of(
                share.n(), share.lower(), share.upper(), HitRate.WINDOW, Source.formula("walk_forward_record"));
    }

    private TrapRisk trapRisk(Situation situation) {
        OutputScore score = manifest().card(SellerFiles.TRAP).output(SellerFiles.TRAP_OUTPUT);
        double own = TrapModel.forecastToVix(
                situation.forecast(TrapLabels.HORIZON), situation.history().vix(situation.row()));
        float[] inputs = TrapModel.INPUTS.floats(situation.frame(), situation.row(), own);
        double base = score.baseRates().get(1);
        double probability = Shrinkage.blend(score.weight(), trap.predict(inputs)[0], base);
        return new TrapRisk(
                OptionalDouble.of(probability),
                Optional.of(TrapLevels.of(probability, base)),
                OptionalDouble.of(situation.feature("vix_percentile_252")),
                OptionalDouble.of(VolatilityState.realizedPercentile(situation.history(), situation.row())),
                OptionalDouble.of(base),
                Optional.of(edge(score, situation.session())),
                OptionalDouble.of(situation.feature("variance_risk_premium")),
                OptionalDouble.of(situation.feature("variance_risk_premium_percentile_252")),
                Optional.empty(),
                Contribution.strongest(trap.columns(), trap.contributions(inputs, 0)),
                Source.modelled(manifest().modelId(SellerFiles.TRAP)));
    }

    private Edge edge(OutputScore score, LocalDate session) {
        return tracks.edgeBy(score, session) ? Edge.EDGE : Edge.NO_EDGE;
    }

    private RegimeForecast regimeForecast(Situation situation, RegimeLabels labels) {
        OutputScore score = manifest().card(SellerFiles.REGIME).output(SellerFiles.REGIME_OUTPUT);
        int row = situation.row();
        if (Double.isNaN(labels.lower(row))) {
            return RegimeForecast.unavailable("too few sessions to know the volatility terciles on "
                    + situation.session() + ", at least " + RegimeLabels.MINIMUM + " resolved ones are needed");
        }
        double[] own = RegimeModel.distances(
                situation.history(),
                row,
                situation.forecast(RegimeLabels.HORIZON),
                labels.lower(row),
                labels.upper(row));
        double[] modelled = regime.predict(RegimeModel.INPUTS.floats(situation.frame(), row, own));
        double[] published = new double[modelled.length];
        int likeliest = 0;
        for (int i = 0; i < published.length; i++) {
            published[i] = Shrinkage.blend(
                    score.weight(), modelled[i], score.baseRates().get(i));
            likeliest = published[i] > published[likeliest] ? i : likeliest;
        }
        boolean beatsPersistence = tracks.skillBy(SellerFiles.PERSISTENCE_OUTPUT, situation.session())
                .map(Skill::significant)
                .orElse(false);
        return RegimeForecast.of(
                LEVELS.get(likeliest),
                new RegimeProbabilities(published[0], published[1], published[2]),
                VolatilityState.persistence(situation.history(), labels, row),
                beatsPersistence ? edge(score, situation.session()) : Edge.NO_EDGE,
                Source.modelled(manifest().modelId(SellerFiles.REGIME)));
    }

    private ExpiryStress stress(Situation situation, RegimeForecast forecast, double premiumPercentile) {
        if (forecast.probabilities().isEmpty()) {
            return ExpiryStress.unavailable("the volatility regime is not known");
        }
        return StressRule.stress(
                PinZone.nearestExpiry(situation.features(), situation.row()),
                forecast.probabilities().get().high(),
                premiumPercentile,
                chainExpiry(situation)
                        .map(expiry -> StressRule.concentration(
                                situation.features().snapshot().optionChain().orElseThrow(), expiry)));
    }

    /** The nearest expiry of the option chain that has not passed, if there is a chain. */
    private static Optional<LocalDate> chainExpiry(Situation situation) {
        return situation
                .features()
                .snapshot()
                .optionChain()
                .map(OptionChain::expiries)
                .flatMap(expiries -> expiries.stream()
                        .filter(expiry -> !expiry.isBefore(situation.session()))
                        .findFirst());
    }

    private MaxPain maxPain(Situation situation) {
        Optional<LocalDate> expiry = chainExpiry(situation);
        if (expiry.isPresent()) {
            OptionChain chain = situation.features().snapshot().optionChain().orElseThrow();
            Zone zone = PinZone.maxPain(chain, expiry.get());
            return maxPain(
                    zone,
                    OptionalDouble.empty(),
                    Optional.of("no record of past option chains"),
                    MaxPainMethod.OPEN_INTEREST,
                    expiry,
                    Source.formula("max_pain_open_interest"));
        }
        int sessions = PinZone.nearestExpiry(situation.features(), situation.row());
        Zone zone = PinZone.returnMode(
                excursions, situation.spot(), situation.unit(excursions.weight(), sessions), sessions);
        Optional<Share> held = tracks.track(SellerFiles.PIN_ZONE_RECORD)
                .shareKnownBy(tracks.lastRowBy(situation.session()), Integer.MAX_VALUE);
        return maxPain(
                zone,
                held.map(share -> OptionalDouble.of(share.value())).orElse(OptionalDouble.empty()),
                held.isPresent() ? Optional.empty() : Optional.of("no such zone had been resolved by then"),
                MaxPainMethod.RETURN_MODE_PROXY,
                Optional.empty(),
                Source.proxy("return_mode_zone", "max pain from open interest"));
    }

    private static MaxPain maxPain(
            Zone zone,
            OptionalDouble confidence,
            Optional<String> confidenceReason,
            MaxPainMethod method,
            Optional<LocalDate> expiry,
            Source source) {
        return new MaxPain(
                OptionalDouble.of(zone.lower()),
                OptionalDouble.of(zone.upper()),
                confidence,
                confidenceReason,
                OptionalDouble.of(zone.strike()),
                Optional.of(method),
                expiry,
                source);
    }
}
