package io.aegismatrix.runner.report;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook.HorizonForecast;
import io.aegismatrix.payload.MarketBlock;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.Source;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A payload in a page for people. Where there is no edge, or no value, it says so. */
public final class PayloadSummary {

    private static final String NONE = "-";
    private static final List<ColumnData<HorizonForecast>> HORIZONS = List.of(
            Tables.left("horizon", HorizonForecast::label),
            Tables.left("direction", forecast -> word(forecast.direction())),
            Tables.right("conviction", forecast -> percent(forecast.conviction())),
            Tables.right("move, points", forecast -> number("%.0f", forecast.expectedMovePoints())),
            Tables.right("interval, points", PayloadSummary::interval),
            Tables.left("edge", forecast -> word(forecast.edge())));

    private final Payload payload;
    private final StringBuilder text = new StringBuilder();

    private PayloadSummary(Payload payload) {
        this.payload = payload;
    }

    public static String of(Payload payload) {
        PayloadSummary summary = new PayloadSummary(payload);
        summary.market();
        summary.direction();
        summary.seller();
        summary.buyer();
        return summary.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void market() {
        MarketBlock market = payload.market();
        line(
                "%s as of %s%s",
                payload.underlying(),
                payload.asOf(),
                payload.synthetic() ? " (SYNTHETIC market, invented prices)" : "");
        line(
                "Spot          %.2f (%+.2f, %+.2f %%)",
                market.spot(), market.spotChange(), 100 * market.spotChangeFraction());
        line("VIX           %s, regime %s", number("%.2f", market.vix()), word(market.regime()));
        line(
                "Volatility    forecast %s over 1 session, %s over 20, a year",
                percent(market.forecastVolatility().h1()),
                percent(market.forecastVolatility().h20()));
        text.append('\n');
    }

    private void direction() {
        text.append("Direction").append('\n');
        text.append(Tables.of(payload.direction().horizons().all(), HORIZONS)).append("\n\n");
    }

    private void seller() {
        SellerOutlook seller = payload.seller();
        SellerOutlook.SafeRange range = seller.safeRange();
        text.append("Seller").append('\n');
        if (range.source().available()) {
            line(
                    "  Safe range  %.0f to %.0f over %d sessions at %s; held %s of the time%s",
                    range.lower().orElseThrow(),
                    range.upper().orElseThrow(),
                    range.horizonSessions().orElseThrow(),
                    percent(range.level()),
                    range.coverage()
                            .map(coverage -> percent(OptionalDouble.of(coverage.value())))
                            .orElse("?"),
                    range.coverage().map(coverage -> ", n " + coverage.n()).orElse(""));
        } else {
            line("  Safe range  %s", why(range.source()));
        }
        line(
                "  Trap        %s (%s), base rate %s, %s",
                percent(seller.trap().score()),
                word(seller.trap().label()),
                percent(seller.trap().baseRate()),
                word(seller.trap().edge()));
        line(
                "  Verdict     %s %s",
                word(seller.sellerFlag().label()), seller.sellerFlag().reasons());
        text.append('\n');
    }

    private void buyer() {
        BuyerOutlook buyer = payload.buyer();
        text.append("Buyer").append('\n');
        line(
                "  Breakout    %s (%s), base rate %s, %s",
                percent(buyer.breakoutToday().score()),
                word(buyer.breakoutToday().label()),
                percent(buyer.breakoutToday().baseRate()),
                word(buyer.breakoutToday().edge()));
        line(
                "  If so, up   %s, base rate %s, %s",
                percent(buyer.spikeDirectionBias().upProb()),
                percent(buyer.spikeDirectionBias().baseRate()),
                word(buyer.spikeDirectionBias().edge()));
        line(
                "  Straddle    %s, wins %s, %s",
                word(buyer.thetaEdge().label()),
                percent(buyer.thetaEdge().winProbability()),
                word(buyer.thetaEdge().edge()));
        line(
                "  Verdict     %s %s",
                word(buyer.buyerEnvironment().label()), buyer.buyerEnvironment().reasons());
        text.append('\n');
    }

    private static String interval(HorizonForecast forecast) {
        return forecast.interval()
                .map(interval ->
                        String.format(Locale.ROOT, "%+.0f to %+.0f", interval.lowPoints(), interval.highPoints()))
                .orElse(NONE);
    }

    private static String why(Source source) {
        return "unavailable: " + source.reason().orElse("no reason given");
    }

    private static String word(Optional<? extends Enum<?>> value) {
        return value.<String>map(Enum::name).orElse(NONE);
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * value.getAsDouble()) : NONE;
    }

    private static String number(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : NONE;
    }
}
