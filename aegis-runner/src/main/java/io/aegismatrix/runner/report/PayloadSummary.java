package io.aegismatrix.runner.report;

import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.BreakoutToday;
import io.aegismatrix.payload.BuyerEnvironment;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.ForecastVolatility;
import io.aegismatrix.payload.HorizonForecast;
import io.aegismatrix.payload.MarketBlock;
import io.aegismatrix.payload.MarketRegime;
import io.aegismatrix.payload.MoveForecast;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.SafeRange;
import io.aegismatrix.payload.SellerFlag;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.SpikeBias;
import io.aegismatrix.payload.ThetaEdge;
import io.aegismatrix.payload.TrapRisk;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A payload in a page for people, 80 columns wide. Where there is no edge, or no value, it says so. */
public final class PayloadSummary {

    private static final int WIDTH = 80;
    private static final String NONE = "-";
    private static final List<TableColumn<HorizonForecast>> HORIZONS = List.of(
            TableColumn.left("horizon", HorizonForecast::label),
            TableColumn.left("direction", forecast -> word(forecast.close(), HorizonForecast.Close::direction)),
            TableColumn.right("conviction", forecast -> percent(forecast.close(), HorizonForecast.Close::conviction)),
            TableColumn.right("move", forecast -> number("%.0f", forecast.move(), MoveForecast::expectedMovePoints)),
            TableColumn.right("interval", PayloadSummary::interval),
            TableColumn.left("edge", forecast -> word(forecast.close(), HorizonForecast.Close::edge)));

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

    /** The reasons of a verdict, one a line: codes are short. */
    private void reasons(List<String> reasons) {
        reasons.forEach(reason ->
                line("              %s", reason.toLowerCase(Locale.ROOT).replace('_', ' ')));
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
        line("VIX           %s, regime %s", number("%.2f", market.vix()), word(market.regime(), MarketRegime::label));
        line(
                "Volatility    forecast %s over 1 session, %s over 20, a year",
                percent(market.forecastVolatility(), ForecastVolatility::h1),
                percent(market.forecastVolatility(), ForecastVolatility::h20));
        text.append('\n');
    }

    private void direction() {
        text.append("Direction, moves in points").append('\n');
        text.append(Tables.of(payload.direction().horizons().all(), HORIZONS, WIDTH))
                .append("\n\n");
    }

    private void seller() {
        SellerOutlook seller = payload.seller();
        text.append("Seller").append('\n');
        line("  Safe range  %s", safeRange(seller.safeRange()));
        line(
                "  Trap        %s (%s), base rate %s, %s",
                percent(seller.trap(), TrapRisk::score),
                word(seller.trap(), TrapRisk::label),
                percent(seller.trap(), TrapRisk::baseRate),
                word(seller.trap(), TrapRisk::edge));
        line("  Verdict     %s", word(seller.sellerFlag(), SellerFlag::label));
        reasons(seller.sellerFlag().find().map(SellerFlag::reasons).orElse(List.of()));
        text.append('\n');
    }

    private void buyer() {
        BuyerOutlook buyer = payload.buyer();
        text.append("Buyer").append('\n');
        line(
                "  Breakout    %s (%s), base rate %s, %s",
                percent(buyer.breakoutToday(), BreakoutToday::score),
                word(buyer.breakoutToday(), BreakoutToday::label),
                percent(buyer.breakoutToday(), BreakoutToday::baseRate),
                word(buyer.breakoutToday(), BreakoutToday::edge));
        line(
                "  If so, up   %s, base rate %s, %s",
                percent(buyer.spikeDirectionBias(), SpikeBias::upProb),
                percent(buyer.spikeDirectionBias(), SpikeBias::baseRate),
                word(buyer.spikeDirectionBias(), SpikeBias::edge));
        line(
                "  Straddle    %s, wins %s, %s",
                word(buyer.thetaEdge(), ThetaEdge::label),
                percent(buyer.thetaEdge(), ThetaEdge::winProbability),
                word(buyer.thetaEdge(), ThetaEdge::edge));
        line("  Verdict     %s", word(buyer.buyerEnvironment(), BuyerEnvironment::label));
        reasons(buyer.buyerEnvironment().find().map(BuyerEnvironment::reasons).orElse(List.of()));
        text.append('\n');
    }

    private static String interval(HorizonForecast forecast) {
        return forecast.move()
                .find()
                .map(MoveForecast::interval)
                .map(interval ->
                        String.format(Locale.ROOT, "%+.0f to %+.0f", interval.lowPoints(), interval.highPoints()))
                .orElse(NONE);
    }

    private static String safeRange(Block<SafeRange> block) {
        if (block instanceof Block.Unavailable<SafeRange> nothing) {
            return "unavailable: " + nothing.reason();
        }
        SafeRange range = block.find().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%.0f to %.0f over %d sessions at %s;\n              held %s",
                range.lower(),
                range.upper(),
                range.horizonSessions(),
                percent(range.level()),
                range.coverage()
                        .find()
                        .map(coverage -> percent(coverage.value()) + " of the time, n " + coverage.n())
                        .orElse("? of the time"));
    }

    private static <T> String word(Block<T> block, Function<T, ? extends Enum<?>> word) {
        return block.find().<String>map(value -> word.apply(value).name()).orElse(NONE);
    }

    private static <T> String percent(Block<T> block, ToDoubleFunction<T> share) {
        return block.find().map(value -> percent(share.applyAsDouble(value))).orElse(NONE);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static <T> String number(String format, Block<T> block, ToDoubleFunction<T> number) {
        return number(format, block.find().stream().mapToDouble(number).findFirst());
    }

    private static String number(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : NONE;
    }
}
