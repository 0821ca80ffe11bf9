package io.aegismatrix.data.internal.upstox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.internal.json.Json;
import io.aegismatrix.data.internal.live.VendorBars.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads candles: lists of start, open, high, low, close, volume and open interest, the newest first. A day may have none.
 */
final class UpstoxCandles {

    private static final int PRICES = 4;

    private UpstoxCandles() {}

    /** The rows, the oldest first. */
    static List<Row> rows(InputStream body, String place) throws IOException {
        JsonNode candles = UpstoxAnswer.data(body, place).path("candles");
        if (!candles.isArray() && !candles.isNull() && !candles.isMissingNode()) {
            throw new MarketDataException(place + ": data.candles must be a list, was " + candles.getNodeType());
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode candle : candles) {
            rows.add(row(candle, place));
        }
        Collections.reverse(rows);
        return rows;
    }

    private static Row row(JsonNode candle, String place) {
        String stamp = candle.path(0).asText("");
        double[] prices = new double[PRICES];
        for (int i = 0; i < PRICES; i++) {
            prices[i] = price(candle.path(i + 1), stamp, place);
        }
        return new Row(
                UpstoxAnswer.moment(stamp)
                        .orElseThrow(() -> new MarketDataException(
                                place + ": a candle must begin with a moment like 2024-12-31T09:15:00+05:30, was '"
                                        + stamp + "'")),
                prices[0],
                prices[1],
                prices[2],
                prices[3],
                Json.number(candle.path(PRICES + 1)).orElse(0));
    }

    /** Where there is no price there is null, and in one that is made of nothing 0. */
    private static double price(JsonNode node, String stamp, String place) {
        if (node.isNull() || node.isMissingNode()) {
            return Double.NaN;
        }
        double value = Json.number(node)
                .orElseThrow(() -> new MarketDataException(
                        place + ": the candle of " + stamp + " must hold numbers, held '" + node.asText() + "'"));
        return value == 0 ? Double.NaN : value;
    }
}
