package io.aegismatrix.data.internal.yahoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.internal.json.Json;
import io.aegismatrix.data.internal.live.VendorBars.Row;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One answer of Yahoo's chart service, read and not yet judged.
 *
 * @param quote the newest price and when it was valid; empty if the answer has none
 * @param rows the bars in the order sent, prices missing where the vendor has null
 */
record YahooChart(Optional<Quote> quote, List<Row> rows) {

    /** What was asked for, to be found again in the answer: the service changes symbols and intervals silently. */
    record Asked(String symbol, String interval, Set<ZoneId> zones) {

        Asked {
            zones = Set.copyOf(zones);
        }

        private boolean isOfZone(String name) {
            return zones.stream().anyMatch(zone -> sameZone(name, zone));
        }
    }

    static YahooChart read(InputStream body, String place, Asked asked) throws IOException {
        JsonNode chart = Json.tree(body).path("chart");
        JsonNode error = chart.path("error");
        if (error.isObject()) {
            throw new MarketDataException(place + ": " + error.path("code").asText() + ", "
                    + error.path("description").asText());
        }
        JsonNode result = chart.path("result").path(0);
        if (!result.isObject()) {
            throw new MarketDataException(place + ": chart.result must hold one chart, was "
                    + chart.path("result").getNodeType());
        }
        requireAsked(result.path("meta"), place, asked);
        return new YahooChart(quote(result.path("meta")), rows(result, place));
    }

    private static void requireAsked(JsonNode meta, String place, Asked asked) {
        require(meta, "symbol", asked.symbol(), place);
        require(meta, "dataGranularity", asked.interval(), place);
        JsonNode zone = meta.path("exchangeTimezoneName");
        if (!zone.isMissingNode() && !asked.isOfZone(zone.asText())) {
            throw new MarketDataException(place + ": meta.exchangeTimezoneName must be "
                    + asked.zones().stream().map(ZoneId::getId).sorted().collect(Collectors.joining(" or "))
                    + ", was '" + zone.asText() + "'");
        }
    }

    private static void require(JsonNode meta, String name, String wanted, String place) {
        String found = meta.path(name).asText("");
        if (!found.equals(wanted)) {
            throw new MarketDataException(place + ": meta." + name + " must be " + wanted + ", was '" + found + "'");
        }
    }

    private static boolean sameZone(String name, ZoneId zone) {
        try {
            return ZoneId.of(name).getRules().equals(zone.getRules());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<Quote> quote(JsonNode meta) {
        OptionalDouble price = Json.number(meta.path("regularMarketPrice"));
        return price.isPresent() && price.getAsDouble() > 0
                ? Json.moment(meta.path("regularMarketTime")).map(time -> new Quote(time, price.getAsDouble()))
                : Optional.empty();
    }

    private static List<Row> rows(JsonNode result, String place) {
        JsonNode stamps = result.path("timestamp");
        JsonNode prices = result.path("indicators").path("quote").path(0);
        double[] open = column(prices, "open", stamps.size(), place);
        double[] high = column(prices, "high", stamps.size(), place);
        double[] low = column(prices, "low", stamps.size(), place);
        double[] close = column(prices, "close", stamps.size(), place);
        double[] volume = column(prices, "volume", stamps.size(), place);
        List<Row> rows = new ArrayList<>(stamps.size());
        for (int i = 0; i < stamps.size(); i++) {
            rows.add(new Row(stamp(stamps.get(i), place), open[i], high[i], low[i], close[i], volume[i]));
        }
        return rows;
    }

    private static Instant stamp(JsonNode node, String place) {
        return Json.moment(node)
                .orElseThrow(() -> new MarketDataException(
                        place + ": timestamp must hold whole seconds since 1970, was '" + node.asText() + "'"));
    }

    private static double[] column(JsonNode prices, String name, int length, String place) {
        JsonNode values = prices.path(name);
        if (values.size() != length) {
            throw new MarketDataException(place + ": " + name + " must hold as many values as timestamp, " + length
                    + ", was " + values.size());
        }
        double[] column = new double[length];
        for (int i = 0; i < length; i++) {
            column[i] = value(values.get(i), name, i, place);
        }
        return column;
    }

    private static double value(JsonNode node, String name, int position, String place) {
        if (node.isNull()) {
            return Double.NaN;
        }
        OptionalDouble value = Json.number(node);
        return shortest(value.orElseThrow(() -> new MarketDataException(
                place + ": " + name + "[" + position + "] must be a number or null, was '" + node.asText() + "'")));
    }

    /** Undoes the vendor's widening of single-precision prices: 12719.9501953125 was written down as 12719.95. */
    private static double shortest(double value) {
        float single = (float) value;
        return single == value ? Double.parseDouble(Float.toString(single)) : value;
    }
}
