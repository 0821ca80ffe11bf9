package io.aegismatrix.runner.publish;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketEvent;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.volatility.EventMultipliers;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.ExpectedMove;
import io.aegismatrix.payload.ForecastVolatility;
import io.aegismatrix.payload.KnownEvent;
import io.aegismatrix.payload.MarketBlock;
import io.aegismatrix.payload.MarketRegime;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The payload's market block. Its formulas:
 *
 * <ul>
 *   <li>{@code har_vix}: the volatility forecast the seller was trained beside; {@code volatility_combination} where other
 *       forecasters than that regression have weight in what the seller makes of it.
 *   <li>{@code har_vix_sqrt_time}: spot · σ̂_h · √(h / 252), one standard deviation over h = {@value
 *       #EXPECTED_MOVE_SESSIONS} sessions.
 *   <li>{@code vix_sqrt_time}: the same with VIX / 100 for σ̂_h.
 *   <li>{@code vix_percentile_trend_20}: the regime. With p the volatility index's percentile in 252 sessions and m the
 *       log return of the last 20: LOW_VOL_BULL if p &lt; 1/3 and m &gt; 0; HIGH_VOL_BEAR if p &gt; 2/3 and m &lt; 0;
 *       else TREND_FOLLOWING if |m| is at least the {@code σ·√20} a driftless walk of the same daily volatility makes
 *       (σ over the same 20 sessions); else SIDEWAYS_CHOP.
 * </ul>
 */
public final class MarketBlocks {

    /** Horizon of the expected move: one trading week. */
    static final int EXPECTED_MOVE_SESSIONS = 5;

    private static final int TREND_SESSIONS = 20;
    private static final String PERCENTILE = "vix_percentile_252";

    private MarketBlocks() {}

    /**
     * Makes the block.
     *
     * @param forecast the volatility forecast; empty if the seller's models could not be loaded
     * @param reason why there is no forecast; unused if there is one
     */
    public static MarketBlock of(FeatureSet features, Optional<CombinedVolatility> forecast, String reason) {
        MarketNow now = features.now();
        double previous = now.previousClose()
                .orElseThrow(() -> new MarketDataException(features.history().instrument() + ": one session only, on "
                        + features.decisionSession() + "; a change needs two"));
        Block<ForecastVolatility> volatility =
                forecast.map(model -> volatility(features, model)).orElseGet(() -> Block.unavailable(reason));
        return new MarketBlock(
                now.spot(),
                now.spot() - previous,
                now.spot() / previous - 1,
                now.volatilityIndex(),
                vixChange(now),
                vixChangeFraction(now),
                vixReason(features, now),
                regime(features),
                volatility,
                expectedMove(now.spot(), volatility),
                expectedMoveByVix(features, now),
                OptionChainBlocks.of(features, forecast),
                events(features, forecast));
    }

    private static List<KnownEvent> events(FeatureSet features, Optional<CombinedVolatility> forecast) {
        return features.events().after(features.decisionRow()).stream()
                .map(ahead -> event(
                        ahead.event(),
                        forecast.flatMap(model -> model.event(ahead.event().kind()))))
                .toList();
    }

    private static KnownEvent event(MarketEvent event, Optional<EventMultipliers.Multiplier> measured) {
        return new KnownEvent(
                event.date(),
                event.session(),
                event.kind(),
                event.name(),
                measured.map(found -> OptionalDouble.of(found.variance())).orElseGet(OptionalDouble::empty),
                measured.map(EventMultipliers.Multiplier::n).orElse(0));
    }

    private static OptionalDouble vixChange(MarketNow now) {
        return known(now)
                ? OptionalDouble.of(now.volatilityIndex().getAsDouble()
                        - now.previousVolatilityIndex().getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble vixChangeFraction(MarketNow now) {
        return known(now)
                ? OptionalDouble.of(now.volatilityIndex().getAsDouble()
                                / now.previousVolatilityIndex().getAsDouble()
                        - 1)
                : OptionalDouble.empty();
    }

    private static boolean known(MarketNow now) {
        return now.volatilityIndex().isPresent()
                && now.previousVolatilityIndex().isPresent();
    }

    private static Optional<String> vixReason(FeatureSet features, MarketNow now) {
        String index = features.snapshot().underlying().volatilityIndex();
        LocalDate session = features.decisionSession();
        if (known(now)) {
            return now.volatilityIndexOf().map(day -> vixOfAnotherDay(index, day, session));
        }
        return Optional.of(
                now.volatilityIndex().isEmpty()
                        ? index + " has no value for " + session
                        : index + " has no close to compare with before " + session);
    }

    private static String vixOfAnotherDay(String index, LocalDate day, LocalDate session) {
        if (day.equals(session)) {
            return "of " + day + ", the last close: " + index + " has no live value";
        }
        return day.isBefore(session)
                ? "of " + day + ": " + index + " has no value for " + session
                : "of " + day + ", newer than the last daily bar of the index, " + session;
    }

    private static Block<MarketRegime> regime(FeatureSet features) {
        double percentile = features.daily().value(features.decisionRow(), PERCENTILE);
        double trend = trend(features);
        if (Double.isNaN(percentile) || Double.isNaN(trend)) {
            return Block.unavailable("no " + (Double.isNaN(trend) ? "20-session trend" : PERCENTILE) + " on "
                    + features.decisionSession());
        }
        double walk = features.history().sigma(features.decisionRow()) * Math.sqrt(TREND_SESSIONS);
        return Block.known(
                new MarketRegime(regime(percentile, trend, walk), percentile, trend),
                Source.formula("vix_percentile_trend_20"));
    }

    private static double trend(FeatureSet features) {
        MarketHistory history = features.history();
        int row = features.decisionRow();
        return row < TREND_SESSIONS ? Double.NaN : Math.log(history.close(row) / history.close(row - TREND_SESSIONS));
    }

    /** The regime's rule, see the class comment; {@code walk} is σ·√20. */
    public static MarketRegime.Label regime(double percentile, double trend, double walk) {
        if (percentile < 1.0 / 3 && trend > 0) {
            return MarketRegime.Label.LOW_VOL_BULL;
        }
        if (percentile > 2.0 / 3 && trend < 0) {
            return MarketRegime.Label.HIGH_VOL_BEAR;
        }
        return Math.abs(trend) >= walk ? MarketRegime.Label.TREND_FOLLOWING : MarketRegime.Label.SIDEWAYS_CHOP;
    }

    private static Block<ForecastVolatility> volatility(FeatureSet features, CombinedVolatility model) {
        int row = features.decisionRow();
        double h1 = model.annualized(features, row, 1);
        if (Double.isNaN(h1)) {
            return Block.unavailable("an input of the volatility forecast is missing on " + features.decisionSession()
                    + ": " + features.daily().missing(row));
        }
        ForecastVolatility volatility = new ForecastVolatility(
                h1,
                model.annualized(features, row, 5),
                model.annualized(features, row, 10),
                model.annualized(features, row, 20),
                model.annualized(features, row, 30));
        return Block.known(volatility, Source.formula(model.harXAlone() ? "har_vix" : "volatility_combination"));
    }

    private static Block<ExpectedMove> expectedMove(double spot, Block<ForecastVolatility> volatility) {
        Block<ExpectedMove> moves = volatility.map(forecast -> move(spot, forecast.h5()));
        return moves instanceof Known<ExpectedMove> known
                ? Block.known(known.value(), Source.formula(known.source().id() + "_sqrt_time"))
                : moves;
    }

    private static Block<ExpectedMove> expectedMoveByVix(FeatureSet features, MarketNow now) {
        if (now.volatilityIndex().isEmpty()) {
            return Block.unavailable(vixReason(features, now).orElseThrow());
        }
        return Block.known(
                move(now.spot(), now.volatilityIndex().getAsDouble() / 100), Source.formula("vix_sqrt_time"));
    }

    private static ExpectedMove move(double spot, double volatility) {
        double fraction = volatility * Math.sqrt((double) EXPECTED_MOVE_SESSIONS / TradingCalendar.SESSIONS_PER_YEAR);
        return new ExpectedMove(EXPECTED_MOVE_SESSIONS, spot * fraction, fraction);
    }
}
