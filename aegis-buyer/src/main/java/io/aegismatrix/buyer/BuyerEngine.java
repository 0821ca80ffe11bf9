package io.aegismatrix.buyer;

import io.aegismatrix.data.MarketDataException;
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
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.BreakoutToday;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.BuyerRegime;
import io.aegismatrix.payload.HistoricalRate;
import io.aegismatrix.payload.SpikeBias;
import io.aegismatrix.payload.ThetaEdge;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Is a breakout likely, on which side, and is the premium worth paying: the outlook of whoever buys options. Immutable,
 * thread-safe, needs no native library.
 */
public final class BuyerEngine implements Engine<BuyerOutlook> {

    /** What the engine is called. */
    public static final EngineId ID = new EngineId("buyer");

    /** A breakout score below this multiple of its base rate is LOW. */
    public static final double LOW_MULTIPLE = BreakoutBlock.LOW_MULTIPLE;

    /** A breakout score above this multiple of its base rate is HIGH. */
    public static final double HIGH_MULTIPLE = BreakoutBlock.HIGH_MULTIPLE;

    /** Sessions the straddle of the outlook is held; it has the better record. */
    public static final int HEADLINE_STRADDLE = 1;

    /** Sessions a straddle can be asked about. */
    public static final List<Integer> STRADDLES = ThetaRows.HORIZONS;

    private final ModelBundle bundle;
    private final VolatilityForecast volatility;
    private final Excursions excursions;
    private final OutcomeTracks tracks;
    private final BreakoutModel breakout;
    private final TreeEnsemble spike;
    private final TreesAndLine ratio;
    private final LastAnswer<FeatureFrame, Day> day = new LastAnswer<>();
    private final SortedMap<Integer, TreesAndLine> straddles = new TreeMap<>();
    private final SortedMap<Integer, PayoffErrors> errors = new TreeMap<>();

    private BuyerEngine(ModelBundle bundle) {
        this.bundle = bundle;
        String version = "buyer " + bundle.manifest().version() + " ";
        this.volatility = VolatilityModel.of(bundle).forecast(ForecastTarget.REALIZED);
        this.excursions = Excursions.parse(bundle.file(BuyerFiles.EXCURSIONS), version + BuyerFiles.EXCURSIONS);
        this.tracks = OutcomeTracks.of(bundle);
        SafeTensors lines = SafeTensors.parse(bundle.file(BuyerFiles.LINES), version + BuyerFiles.LINES);
        this.breakout = breakout(lines);
        this.spike = spike();
        this.ratio = model(BuyerFiles.THETA_RATIO, lines, RidgeScore.Link.IDENTITY, ThetaRows.OWN_RATIO_COLUMNS);
        SafeTensors payoffs =
                SafeTensors.parse(bundle.file(BuyerFiles.PAYOFF_ERRORS), version + BuyerFiles.PAYOFF_ERRORS);
        for (int horizon : STRADDLES) {
            straddles.put(
                    horizon,
                    model(BuyerFiles.straddle(horizon), lines, RidgeScore.Link.IDENTITY, ThetaRows.OWN_PAYOFF_COLUMNS));
            errors.put(horizon, PayoffErrors.parse(payoffs, BuyerFiles.errors(horizon)));
        }
    }

    private BreakoutModel breakout(SafeTensors lines) {
        TreesAndLine shared = model(BuyerFiles.BREAKOUT, lines, RidgeScore.Link.LOGIT, BreakoutRows.OWN_COLUMNS);
        return new BreakoutModel(
                shared,
                BreakoutRows.AHEAD.stream()
                        .map(k -> RidgeScore.parse(
                                lines,
                                BuyerFiles.rangeLine(k),
                                shared.trees().columns().size()))
                        .toList());
    }

    /** A model of all daily features it was trained with, whatever catalogue that was, and of its own columns. */
    private TreesAndLine model(String file, SafeTensors lines, RidgeScore.Link link, List<String> own) {
        TreeEnsemble trees = trees(file);
        List<String> columns = trees.columns();
        require(
                columns.size() > own.size()
                        && columns.subList(columns.size() - own.size(), columns.size())
                                .equals(own),
                file,
                "columns that end with " + own,
                columns);
        return new TreesAndLine(trees, RidgeScore.parse(lines, file, columns.size()), link);
    }

    private TreeEnsemble trees(String file) {
        return TreeEnsemble.parse(
                bundle.file(file), "buyer " + bundle.manifest().version() + " " + file);
    }

    private TreeEnsemble spike() {
        TreeEnsemble trees = trees(BuyerFiles.SPIKE);
        require(
                trees.columns().equals(SpikeRows.COLUMNS),
                BuyerFiles.SPIKE,
                "the columns " + SpikeRows.COLUMNS,
                trees.columns());
        return trees;
    }

    private void require(boolean fits, String file, String expected, List<String> columns) {
        if (!fits) {
            throw new ModelException("buyer " + bundle.manifest().version() + " " + file + ": expected " + expected
                    + ", was " + columns + "; train again with this release");
        }
    }

    /**
     * The engine in use of a store.
     *
     * @throws ModelException if there is none, or it cannot be used
     */
    public static BuyerEngine load(ModelSource store) {
        return of(store.load(ID));
    }

    /** The engine of a bundle. @throws ModelException if it is another engine's, or a file is not readable */
    public static BuyerEngine of(ModelBundle bundle) {
        if (!bundle.manifest().engine().equals(ID)) {
            throw new ModelException("expected a bundle of the buyer engine, was "
                    + bundle.manifest().engine().id() + " " + bundle.manifest().version());
        }
        return new BuyerEngine(bundle);
    }

    /** Trains buyer engines. Needs XGBoost on the class path. */
    public static EngineTrainer trainer() {
        return new BuyerTrainer();
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
     * {@inheritDoc}
     *
     * <p>Needs every feature of the decision session, the volatility index included.
     */
    @Override
    public BuyerOutlook evaluate(FeatureSet features) {
        Day day = this.day.to(features.daily(), () -> day(features));
        MarketNow now = features.now();
        Block<BreakoutToday> today = day.breakouts().today(now);
        Known<ThetaEdge> theta = straddle(features, day.inputs(), day.skill(), HEADLINE_STRADDLE);
        return new BuyerOutlook(
                today,
                day.breakouts().next(),
                day.bias(),
                LevelsBlock.of(day.inputs(), features.decisionRow(), now, excursions),
                GammaBlock.of(features.snapshot(), now.session()),
                StrikeGammaBlock.of(features),
                theta,
                day.regime(),
                EnvironmentBlock.of(
                        today, theta.value().label(), day.regime().value().label(), day.thetaRatio()),
                day.rate());
    }

    @Override
    public List<Forecast> forecasts(FeatureSet features, BuyerOutlook outlook) {
        return BuyerForecasts.of(outlook);
    }

    /** What the completed sessions say, whatever the running one does. */
    private record Day(
            BuyerInputs inputs,
            PublishedSkill skill,
            BreakoutBlock breakouts,
            Block<SpikeBias> bias,
            Known<BuyerRegime> regime,
            double thetaRatio,
            Block<HistoricalRate> rate) {}

    private Day day(FeatureSet features) {
        BuyerInputs inputs = inputs(features);
        int row = features.decisionRow();
        PublishedSkill skill = new PublishedSkill(manifest(), tracks, features.decisionSession());
        return new Day(
                inputs,
                skill,
                new BreakoutBlock(breakout, skill, inputs, row),
                SpikeBlock.bias(spike, skill, inputs, row),
                RegimeBlock.of(inputs, row),
                ThetaBlock.ratio(ratio, skill, inputs, row),
                SpikeBlock.rate(features.history()));
    }

    /**
     * The worth of a straddle over another horizon than the outlook's.
     *
     * @param horizon one of {@link #STRADDLES}
     * @throws IllegalArgumentException if it is none of them
     * @throws ModelException as {@link #evaluate}
     * @throws MarketDataException as {@link #evaluate}
     */
    public Block<ThetaEdge> straddle(FeatureSet features, int horizon) {
        return straddle(
                features,
                inputs(features),
                new PublishedSkill(manifest(), tracks, features.decisionSession()),
                horizon);
    }

    private Known<ThetaEdge> straddle(FeatureSet features, BuyerInputs inputs, PublishedSkill skill, int horizon) {
        TreesAndLine model = straddles.get(horizon);
        PayoffErrors ratios = errors.get(horizon);
        if (model == null || ratios == null) {
            throw new IllegalArgumentException("horizon must be one of " + STRADDLES + ", was " + horizon);
        }
        int row = features.decisionRow();
        return ThetaBlock.of(model, ratios, skill, inputs, row, horizon, Premium.of(features, row, horizon));
    }

    private BuyerInputs inputs(FeatureSet features) {
        bundle.requireSchema(features);
        int row = features.decisionRow();
        MarketHistory history = features.history();
        if (!features.daily().complete(row)) {
            String vix = Double.isNaN(history.vix(row)) ? "the volatility index has no bar of that session; " : "";
            throw new MarketDataException(history.instrument() + " " + history.session(row) + ": " + vix
                    + "no buyer outlook without the features "
                    + features.daily().missing(row));
        }
        BuyerInputs inputs = BuyerInputs.current(features, volatility);
        if (!inputs.known(row)) {
            throw new ModelException("buyer: no volatility forecast for " + history.session(row));
        }
        return inputs;
    }
}
