package io.aegismatrix.runner.train;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.gate.Gate;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.runner.config.AsOf;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.EnginePart;
import io.aegismatrix.runner.publish.EngineResult;
import io.aegismatrix.runner.publish.EngineResults;
import io.aegismatrix.runner.publish.ModelExpiry;
import io.aegismatrix.runner.publish.PayloadAssembler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether what an engine says obeys the laws of its outputs. It is asked about sessions spread over the last two years
 * of its history, about the morning of the last, and about a crash, a leap and a session without any move put in place of the last one; each answer is
 * made into a whole payload, whose records and schema hold the laws: every number finite, probabilities that sum to 1,
 * breach odds that fall with distance and rise with the horizon, touches at least as likely as closes beyond, ranges
 * nested in level and horizon.
 */
final class PropertyGate {

    private static final Duration BEFORE_OPEN = Duration.ofMinutes(30);
    private static final int SESSIONS = 20;
    private static final int YEARS = 2;
    private static final int SESSIONS_A_YEAR = 252;
    private static final String NOT_ASKED = "not asked while another engine is checked";

    private final EngineLibrary engines;
    private final Clock clock;
    private final List<Market> markets;

    /** A market to ask about, with a word for messages. */
    private record Market(String name, FeatureSet features) {}

    /** @param history what the engines were trained on */
    PropertyGate(EngineLibrary engines, Clock clock, FeatureSet history) {
        this.engines = engines;
        this.clock = clock;
        this.markets = new ArrayList<>(pastSessions(history));
        morning(history).ifPresent(markets::add);
        markets.add(changed(history, "a crash", 0.88, 0.85, 2));
        markets.add(changed(history, "a leap", 1.1, 0.99, 1.5));
        markets.add(changed(history, "a session without a move", 1, 1, 0.7));
    }

    private static List<Market> pastSessions(FeatureSet history) {
        int last = history.decisionRow();
        int span = Math.min(YEARS * SESSIONS_A_YEAR, last);
        return IntStream.range(0, SESSIONS)
                .parallel()
                .map(i -> last - i * span / SESSIONS)
                .filter(row -> history.daily().complete(row) && hasExpiry(history, row))
                .mapToObj(row -> asOf(history, row))
                .toList();
    }

    /** The last session half an hour before its open, when the night abroad is known where there are companions. */
    private static Optional<Market> morning(FeatureSet history) {
        int row = history.decisionRow();
        if (row < 1 || !history.daily().complete(row - 1) || !hasExpiry(history, row)) {
            return Optional.empty();
        }
        MarketSnapshot market = history.snapshot();
        Instant moment = market.calendar().open(history.decisionSession()).minus(BEFORE_OPEN);
        return Optional.of(
                new Market("the morning of " + history.decisionSession(), FeatureSet.of(market.cutAt(moment))));
    }

    /** Before an index had listed options there was nothing to publish. */
    private static boolean hasExpiry(FeatureSet history, int row) {
        LocalDate session = history.history().session(row);
        return history.snapshot().calendar().findMonthlyExpiry(session, session).isPresent();
    }

    private static Market asOf(FeatureSet history, int row) {
        MarketSnapshot market = history.snapshot();
        var session = history.history().session(row);
        return new Market(
                session.toString(),
                row == history.decisionRow()
                        ? history
                        : FeatureSet.of(market.cutAt(AsOf.afterClose(session, market.calendar()))));
    }

    /** The last session made extreme: close and low as multiples of the close before, the volatility index of its own. */
    private static Market changed(FeatureSet history, String name, double close, double low, double volatilityIndex) {
        MarketSnapshot market = history.snapshot();
        return new Market(
                name,
                FeatureSet.of(MarketSnapshot.at(market.asOf(), market.underlying(), market.calendar())
                        .daily(withLastMove(market.daily(), close, low))
                        .volatilityIndex(withLastScaled(market.volatilityIndex(), volatilityIndex))
                        .quality(market.quality())
                        .synthetic(market.synthetic())
                        .build()));
    }

    private static BarSeries withLastMove(BarSeries series, double close, double low) {
        DailyBar last = series.last();
        double before = series.bar(Math.max(0, series.size() - 2)).close();
        return withLast(
                series,
                new DailyBar(
                        last.session(),
                        before,
                        before * Math.max(1, close),
                        before * low,
                        before * close,
                        last.volume()));
    }

    private static BarSeries withLastScaled(BarSeries series, double factor) {
        DailyBar last = series.last();
        return withLast(
                series,
                new DailyBar(
                        last.session(),
                        last.open() * factor,
                        last.high() * factor,
                        last.low() * factor,
                        last.close() * factor,
                        last.volume()));
    }

    private static BarSeries withLast(BarSeries series, DailyBar bar) {
        List<DailyBar> bars = new ArrayList<>(series.bars());
        bars.set(bars.size() - 1, bar);
        return BarSeries.of(series.instrument(), bars);
    }

    /** Asks one engine about every market. */
    GateResult check(ModelBundle bundle) {
        EngineId kind = bundle.manifest().engine();
        ModelBundle dated = bundle.withTrainedAt(clock.instant());
        try {
            Answers answers = answers(engines.part(dated), dated);
            for (Market market : markets) {
                try {
                    requireValid(market.features(), answers.of(market.features()));
                } catch (ModelException | MarketDataException | PayloadException | IllegalArgumentException e) {
                    return GateResult.failed(Gate.PROPERTIES, kind, market.name() + ": " + e.getMessage());
                }
            }
            return GateResult.passed(Gate.PROPERTIES, kind, markets.size() + " markets, three of them invented");
        } catch (ModelException e) {
            return GateResult.failed(Gate.PROPERTIES, kind, "cannot be opened: " + e.getMessage());
        }
    }

    private void requireValid(FeatureSet features, EngineResults results) {
        PayloadJson.bytes(new PayloadAssembler(
                        new PayloadAssembler.Stamp(clock.instant(), "property-gate"),
                        ModelExpiry.STANDARD,
                        warning -> {})
                .assemble(features, results));
    }

    /** What a payload says where only one engine was asked. */
    private interface Answers {
        EngineResults of(FeatureSet features);
    }

    private static <O> Answers answers(EnginePart<O> part, ModelBundle bundle) {
        Engine<O> engine = part.open().apply(bundle);
        return market -> part.alone(EngineResult.of(bundle, engine, market), NOT_ASKED);
    }
}
