package io.aegismatrix.runner.publish;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.payload.Basis;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Coverage;
import io.aegismatrix.payload.LiveBlock;
import io.aegismatrix.payload.LogStand;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.Skill;
import io.aegismatrix.payload.Source;
import io.aegismatrix.runner.log.LiveRecords;
import io.aegismatrix.runner.log.LiveRecords.RecordKey;
import io.aegismatrix.runner.log.LiveRecords.Score;
import io.aegismatrix.runner.log.LiveRecords.Span;
import io.aegismatrix.runner.log.LogWitness;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.PredictionLogException;
import io.aegismatrix.seller.SellerEngine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rolling record of what was published, as the payload and the table of {@code score} show it. */
public final class LiveView {

    private static final Source SOURCE = Source.formula("prediction_log");
    private static final String FREQUENCY = "expanding_frequency";

    /**
     * How the payload calls a target, which model made it, and what it is compared with.
     *
     * @param name front of the name of its scores
     * @param model the model
     * @param baseline the simple forecast
     */
    private record Name(String name, String model, String baseline) {}

    private static final Map<Target, Name> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(Target.DIRECTION, new Name("direction", "direction_seq", FREQUENCY)),
            Map.entry(Target.EXPECTED_ABS_MOVE, new Name("move", "direction_magnitude", "expanding_median")),
            Map.entry(Target.REALIZED_VOLATILITY, new Name("volatility", "seller_volatility", "ewma_0.94")),
            Map.entry(Target.PREOPEN_DIRECTION, new Name("preopen_direction", "direction_preopen", FREQUENCY)),
            Map.entry(Target.PREOPEN_VOLATILITY, new Name("preopen_volatility", "direction_preopen", "ewma_0.94")),
            Map.entry(Target.TOUCH_EITHER_PROBABILITY, new Name("touch", "seller_breach", FREQUENCY)),
            Map.entry(Target.CLOSE_BEYOND_PROBABILITY, new Name("close_beyond", "seller_breach", FREQUENCY)),
            Map.entry(Target.TRAP_PROBABILITY, new Name("trap", "seller_trap", FREQUENCY)),
            Map.entry(Target.REGIME, new Name("regime", "seller_regime", FREQUENCY)),
            Map.entry(Target.BREAKOUT_PROBABILITY, new Name("breakout", "buyer_breakout", FREQUENCY)),
            Map.entry(Target.SPIKE_UP_PROBABILITY, new Name("spike_up", "buyer_spike", FREQUENCY)),
            Map.entry(Target.LONG_STRADDLE_WIN_PROBABILITY, new Name("straddle", "buyer_theta", FREQUENCY))));

    /** Classes, whose likeliest can be held against what happened; a regime is held against the one before. */
    private static final Map<Target, String> HIT_BASELINES =
            Map.of(Target.DIRECTION, FREQUENCY, Target.PREOPEN_DIRECTION, FREQUENCY, Target.REGIME, "persistence");

    private final LiveRecords records;
    private final Optional<LiveBlock> block;

    /**
     * One record as a line of a table.
     *
     * @param engine the engine that stated the forecasts
     * @param model the model it belongs to; empty text for ranges, which are a formula's, and for engines from outside this
     *     project, whose record is the engine's
     * @param metric name of the record
     */
    public record Line(
            EngineId engine,
            String model,
            String metric,
            double value,
            double baseline,
            String baselineName,
            double lower,
            double upper,
            int n) {

        Skill skill() {
            return new Skill(metric, value, baseline, baselineName, lower, upper, n, Basis.LIVE);
        }
    }

    private LiveView(LiveRecords records, Optional<LiveBlock> block) {
        this.records = records;
        this.block = block;
    }

    /**
     * What was known at the market shown. A log that cannot be read is said to be so in the payload, and does not keep it
     * from being published.
     *
     * @param tellsStand whether to tell how the log stands; a replay that goes on where it was cut finds the rows of the step it
     *     repeats, and its payloads must not tell
     */
    public static LiveView of(Optional<PredictionLog> log, MarketSnapshot market, boolean tellsStand) {
        if (log.isEmpty()) {
            return new LiveView(LiveRecords.none(), Optional.empty());
        }
        Optional<String> lost = log.get().lost().map(LiveView::lost);
        if (lost.isPresent()) {
            return new LiveView(LiveRecords.none(), lost.map(LiveBlock::unavailable));
        }
        try {
            LiveRecords records = log.get().live(market.underlying().name(), market.synthetic(), market.lastSession());
            Optional<LogStand> stand = log.get()
                    .head()
                    .filter(head -> tellsStand && head.rows() > 0)
                    .map(head -> new LogStand(head.rows(), head.hash()));
            return new LiveView(records, Optional.of(new LiveBlock(block(records), stand)));
        } catch (PredictionLogException e) {
            return new LiveView(
                    LiveRecords.none(),
                    Optional.of(LiveBlock.unavailable("the prediction log cannot be read: " + e.getMessage())));
        }
    }

    /** What is said of a log that is gone. */
    public static String lost(LogWitness known) {
        return "the prediction log is gone: " + known.where() + " knows it with "
                + known.head().rows() + " rows at " + known.at();
    }

    private static Block<LiveBlock.Span> block(LiveRecords records) {
        return records.span()
                .map(LiveView::block)
                .orElseGet(() -> Block.unavailable("no outcome of a logged forecast was known"));
    }

    private static Block<LiveBlock.Span> block(Span span) {
        return Block.known(
                new LiveBlock.Span(span.first(), span.last(), span.sessions(), span.replayed(), PredictionLog.WINDOW),
                SOURCE);
    }

    /** Every record there is, ranges last. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (RecordKey key : records.keys()) {
            name(key).ifPresent(name -> {
                loss(key, name).ifPresent(lines::add);
                hitRate(key, name).ifPresent(lines::add);
            });
        }
        records.keys().stream()
                .filter(key -> key.topic().what().form() == Target.Form.RANGE)
                .forEach(key -> records.coverage(key).ifPresent(share -> lines.add(coverage(key, share))));
        return lines;
    }

    /** Empty for ranges. */
    private static Optional<Name> name(RecordKey key) {
        return Optional.ofNullable(NAMES.get(key.topic().what()))
                .map(name -> isShipped(key.engine())
                        ? name
                        : new Name(key.engine().id() + "." + name.name(), "", name.baseline()));
    }

    private static boolean isShipped(EngineId engine) {
        return EngineLibrary.SHIPPED.contains(engine);
    }

    private Optional<Line> loss(RecordKey key, Name name) {
        return records.loss(key)
                .map(score -> line(key, name, records.metric(key).orElseThrow(), score, name.baseline()));
    }

    private Optional<Line> hitRate(RecordKey key, Name name) {
        return Optional.ofNullable(HIT_BASELINES.get(key.topic().what()))
                .flatMap(baseline -> records.hitRate(key).map(score -> line(key, name, "hit_rate", score, baseline)));
    }

    private static Line line(RecordKey key, Name name, String metric, Score score, String baselineName) {
        return new Line(
                key.engine(),
                name.model(),
                name.name() + "_" + key.topic().horizon() + "." + metric,
                score.value(),
                score.baseline(),
                baselineName,
                score.lower(),
                score.upper(),
                score.n());
    }

    private static Line coverage(RecordKey key, Share share) {
        Topic<Target> range = key.topic();
        String owner = isShipped(key.engine()) ? "" : key.engine().id() + ".";
        return new Line(
                key.engine(),
                "",
                String.format(
                        Locale.ROOT,
                        "%s%s_%d_%s.coverage",
                        owner,
                        range.what().text(),
                        range.horizon(),
                        range.parameter()),
                share.value(),
                range.parameter(),
                "level",
                share.lower(),
                share.upper(),
                share.n());
    }

    /** The payload with the records beside its walk-forward ones; unchanged if no log is kept. */
    public Payload addTo(Payload payload) {
        return block.map(known -> payload.withLive(known, models(payload), seller(payload.seller())))
                .orElse(payload);
    }

    private List<ModelRef> models(Payload payload) {
        List<Line> lines = lines();
        Set<String> told = new HashSet<>();
        List<ModelRef> models = new ArrayList<>();
        for (ModelRef model : payload.models()) {
            boolean first = told.add(model.engine());
            models.add(model.withLive(lines.stream()
                    .filter(line -> isOf(line, model, first))
                    .map(Line::skill)
                    .toList()));
        }
        return List.copyOf(models);
    }

    /** What an engine from outside this project stated stands with the first of its models. */
    private static boolean isOf(Line line, ModelRef model, boolean first) {
        return isShipped(line.engine())
                ? line.model().equals(model.model())
                : first && line.engine().id().equals(model.engine());
    }

    private SellerOutlook seller(SellerOutlook seller) {
        return seller.withRanges(
                seller.safeRange()
                        .map(range -> range.withLive(coverage(RangeKind.PATH, range.horizonSessions(), range.level()))),
                seller.ranges().map(ranges -> ranges.stream().map(this::range).toList()));
    }

    private RangeForecast range(RangeForecast range) {
        return range.expiry().isPresent()
                ? range
                : range.withLive(coverage(range.kind(), range.horizonSessions(), range.level()));
    }

    private Optional<Coverage> coverage(RangeKind kind, int horizon, double level) {
        Target target = kind == RangeKind.PATH ? Target.PATH_RANGE : Target.CLOSE_RANGE;
        return records.coverage(new RecordKey(SellerEngine.ID, new Topic<>(target, horizon, level)))
                .map(share -> new Coverage(share.value(), share.n(), share.lower(), share.upper(), Basis.LIVE));
    }
}
