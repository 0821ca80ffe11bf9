package io.aegismatrix.direction;

import com.google.common.primitives.Doubles;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.direction.internal.FeatureScaler;
import io.aegismatrix.direction.internal.SequenceEnsemble;
import io.aegismatrix.direction.internal.SequenceTable;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.LastAnswer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.PublishedSkill;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Basis;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Skill;
import io.aegismatrix.payload.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which way the market is likely to close, and how far from here: today and over the next 1, 3, 5, 10, 20 and 40
 * sessions. Immutable, thread-safe, native-free.
 *
 * <p>Directions come from recurrent networks over the last 60 sessions, shallow trees and a logistic regression, mixed
 * with base rates by the skill they proved out of sample; the source says in what shares, and networks without any at all
 * horizons are left unread. Distances come from boosted trees in units of what the path is forecast to reach, in equal
 * parts with the usual distance where that proved better. In the morning of a session today's close is forecast from the
 * night abroad, where models and market have one.
 */
public final class DirectionEngine implements Engine<DirectionOutlook> {

    /** What the engine is called. */
    public static final EngineId ID = new EngineId("direction");

    private final ModelBundle bundle;
    private final Optional<SequenceEnsemble> networks;
    private final DirectionParameters parameters;
    private final MoveTrees trees;
    private final SignedMoves moves;
    private final SortedMap<Integer, OddsModels> challengers = new TreeMap<>();
    private final VolatilityForecast volatility;
    private final VolatilityForecast reach;
    private final OutcomeTracks tracks;
    private final Optional<NightModel> night;
    private final LastAnswer<FeatureFrame, Day> day = new LastAnswer<>();

    private DirectionEngine(ModelBundle bundle) {
        if (!bundle.manifest().engine().equals(ID)) {
            throw new ModelException("expected a direction bundle, was "
                    + bundle.manifest().engine().id());
        }
        this.bundle = bundle;
        this.parameters = DirectionParameters.parse(bundle.file(DirectionFiles.PARAMETERS), DirectionFiles.PARAMETERS);
        // Seven of nine megabytes, and most of the arithmetic: only where they have a say.
        this.networks = parameters.networksHaveASay()
                ? Optional.of(SequenceEnsemble.read(bundle, parameters.networks()))
                : Optional.empty();
        this.trees = MoveTrees.read(bundle);
        this.moves = SignedMoves.parse(bundle.file(DirectionFiles.MOVES), DirectionFiles.MOVES);
        VolatilityModel shared = VolatilityModel.of(bundle);
        this.volatility = shared.forecast(ForecastTarget.REALIZED);
        this.reach = shared.forecast(ForecastTarget.REACH);
        this.tracks = OutcomeTracks.of(bundle);
        this.night = NightModel.find(bundle);
        parameters.horizons().forEach((sessions, horizon) -> {
            if (horizon.challenged()) {
                challengers.put(sessions, OddsModels.read(bundle, sessions));
            }
        });
    }

    /** The engine in use in a store. @throws ModelException if there is none, or it is corrupt */
    public static DirectionEngine load(ModelSource store) {
        return of(store.load(ID));
    }

    /** The engine of a trained bundle. @throws ModelException if it is not a complete direction bundle */
    public static DirectionEngine of(ModelBundle bundle) {
        return new DirectionEngine(bundle);
    }

    /** Trains the engine; needs XGBoost4J and DJL's PyTorch on the class path. */
    public static EngineTrainer trainer() {
        return new DirectionTrainer();
    }

    @Override
    public EngineId engine() {
        return ID;
    }

    @Override
    public ModelManifest manifest() {
        return bundle.manifest();
    }

    @Override
    public DirectionOutlook evaluate(FeatureSet features) {
        bundle.requireSchema(features);
        InputColumns.requireComplete(features.daily(), features.decisionRow());
        Day day = this.day.to(features.daily(), () -> day(features));
        return new DirectionOutlook(
                TodayView.of(features, day.views().get(0), day.past(), mornings(features)),
                DirectionOutlook.Horizons.of(sessions ->
                        day.views().get(Horizons.DIRECTION.indexOf(sessions)).forecast()),
                day.risk().published());
    }

    @Override
    public List<Forecast> forecasts(FeatureSet features, DirectionOutlook outlook) {
        return DirectionForecasts.of(features, outlook);
    }

    /** What the completed sessions say, whatever the running one does; a view a horizon. */
    private record Day(List<HorizonView> views, RiskView risk, PastForecasts past) {}

    private Day day(FeatureSet features) {
        List<HorizonView> views = views(features);
        RiskView risk = RiskView.of(
                features, volatility, views.get(Horizons.DIRECTION.indexOf(5)).probabilities());
        return new Day(views, risk, pastForecasts(features));
    }

    private List<HorizonView> views(FeatureSet features) {
        Optional<double[][]> heads = networks.map(ensemble -> ensemble.probabilities(sequence(features)));
        List<HorizonView> views = new ArrayList<>();
        for (int head = 0; head < Horizons.DIRECTION.size(); head++) {
            int sessions = Horizons.DIRECTION.get(head);
            List<Double> baseRates = parameters.horizon(sessions).baseRates();
            int number = head;
            double[] network = heads.map(each -> each[number]).orElseGet(() -> Doubles.toArray(baseRates));
            views.add(view(features, sessions, network));
        }
        return List.copyOf(views);
    }

    private float[][] sequence(FeatureSet features) {
        FeatureFrame frame = features.daily();
        int row = features.decisionRow();
        FeatureScaler scaler = parameters.scaler();
        SequenceTable table = SequenceTable.newest(frame, scaler.features());
        if (!table.ends(row)) {
            throw new MarketDataException("direction: needs " + SequenceTable.WINDOW
                    + " sessions with all features known among the last "
                    + (SequenceTable.WINDOW + SequenceTable.MOST_LEFT_OUT) + " until " + features.decisionSession()
                    + "; load a longer history, or fill the gaps of the volatility index");
        }
        return scaler.sequence(table, table.position(row));
    }

    /** The one-session forecasts of the models in use at past rows. */
    private PastForecasts pastForecasts(FeatureSet features) {
        return new PastForecasts() {

            // Every moment of a day asks for the same few rows.
            private final Map<Integer, Double> units = new ConcurrentHashMap<>();

            @Override
            public double deviation(int row) {
                return DirectionEngine.this.deviation(features, row, 1);
            }

            @Override
            public double unit(int row) {
                return units.computeIfAbsent(row, this::unitOf);
            }

            private double unitOf(int row) {
                double forecast = reach.annualized(features, row, 1);
                double index = reach.index(features, row, 1);
                double[] sizes = trees.forecast(MoveRows.inputs(features, row, 1, forecast, index));
                return MoveRows.unit(forecast, index, 1) * relative(parameters.horizon(1), sizes, MoveStatistic.UPPER);
            }
        };
    }

    private Optional<TodayView.Mornings> mornings(FeatureSet features) {
        return night.map(model -> abroad -> new NightView(
                features,
                model,
                abroad,
                volatility.annualized(features, features.decisionRow(), 1),
                new PublishedSkill(manifest(), tracks, features.decisionSession())));
    }

    private double deviation(FeatureSet features, int row, int sessions) {
        return MoveUnit.of(volatility.annualized(features, row, sessions), sessions);
    }

    private HorizonView view(FeatureSet features, int sessions, double[] network) {
        DirectionParameters.Horizon horizon = parameters.horizon(sessions);
        int row = features.decisionRow();
        double forecast = reach.annualized(features, row, sessions);
        double index = reach.index(features, row, sessions);
        double unit = MoveRows.unit(forecast, index, sessions);
        double[] sizes = trees.forecast(MoveRows.inputs(features, row, sessions, forecast, index));
        List<Double> probabilities =
                mix(horizon, sessions, network, OddsRows.inputs(features, row, sessions, forecast));
        double wide = relative(horizon, sizes, MoveStatistic.UPPER);
        return new HorizonView(
                sessions,
                features.history().close(row),
                probabilities,
                horizon.baseRates(),
                edge(features, horizon, sessions),
                skill(features, sessions),
                deviation(features, row, sessions),
                horizon.size()
                        .size(horizon.move(MoveStatistic.MEDIAN).blend(sizes[MoveStatistic.MEDIAN.position()]) * unit),
                expectedReturn(horizon, probabilities) * relative(horizon, sizes, MoveStatistic.MEAN) * unit,
                Distribution.of(moves.over(sessions), unit * wide),
                source(horizon),
                moveSource(horizon));
    }

    private List<Double> mix(DirectionParameters.Horizon horizon, int sessions, double[] network, float[] inputs) {
        Optional<double[][]> others =
                Optional.ofNullable(challengers.get(sessions)).map(models -> models.said(inputs));
        double[][] said = OddsModels.beside(network, others, horizon.baseRates());
        return Stacking.mix(horizon.weights(), said, horizon.baseRates());
    }

    private static double relative(DirectionParameters.Horizon horizon, double[] sizes, MoveStatistic statistic) {
        return horizon.move(statistic).relative(sizes[statistic.position()]);
    }

    /** Sum over the classes of probability times mean move of the class, in units. */
    private static double expectedReturn(DirectionParameters.Horizon horizon, List<Double> probabilities) {
        double sum = 0;
        for (int outcome = 0; outcome < probabilities.size(); outcome++) {
            sum += probabilities.get(outcome) * horizon.classMeans().get(outcome);
        }
        return sum;
    }

    private Edge edge(FeatureSet features, DirectionParameters.Horizon horizon, int sessions) {
        boolean shown = horizon.modelled() > 0
                && known(features, sessions)
                        .filter(io.aegismatrix.engine.metric.Skill::significant)
                        .isPresent();
        return shown ? Edge.EDGE : Edge.NO_EDGE;
    }

    private Optional<io.aegismatrix.engine.metric.Skill> known(FeatureSet features, int sessions) {
        return tracks.track(DirectionFiles.direction(sessions))
                .skillKnownBy(tracks.lastRowBy(features.decisionSession()));
    }

    /** The skill as published; empty while there are too few outcomes for an interval. */
    private Optional<Skill> skill(FeatureSet features, int sessions) {
        return known(features, sessions)
                .filter(skill -> Double.isFinite(skill.lower()) && Double.isFinite(skill.upper()))
                .map(skill -> new Skill(
                        "log_loss_skill",
                        skill.skill(),
                        0,
                        DirectionFiles.FREQUENCY,
                        skill.lower(),
                        skill.upper(),
                        skill.n(),
                        Basis.WALK_FORWARD));
    }

    private Source source(DirectionParameters.Horizon horizon) {
        return horizon.modelled() > 0
                ? Source.modelled(manifest().modelId(SequenceEnsemble.MODEL)).remarking(horizon.shares())
                : Source.formula("base_rate");
    }

    private Source moveSource(DirectionParameters.Horizon horizon) {
        boolean modelled = horizon.move(MoveStatistic.MEDIAN).weight() > 0
                || horizon.move(MoveStatistic.UPPER).weight() > 0;
        return modelled
                ? Source.modelled(manifest().modelId(MoveTrees.MODEL))
                : Source.formula("past_moves_in_forecast_reach");
    }
}
