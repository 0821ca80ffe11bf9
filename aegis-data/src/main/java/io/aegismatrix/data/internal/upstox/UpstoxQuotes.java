package io.aegismatrix.data.internal.upstox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Live prices by the key they were asked for. The answer's own keys have a colon where keys have a bar, so an entry is known by
 * its token.
 *
 * @param byKey prices that are there; on closed days there may be none
 */
record UpstoxQuotes(Map<String, Quote> byKey) {

    static final UpstoxQuotes NONE = new UpstoxQuotes(Map.of());

    static UpstoxQuotes read(InputStream body, String place) throws IOException {
        JsonNode data = UpstoxAnswer.data(body, place);
        Map<String, Quote> found = new HashMap<>();
        for (JsonNode entry : data) {
            double price = Json.number(entry.path("last_price")).orElse(0);
            String key = entry.path("instrument_token").asText("");
            if (price > 0 && !key.isEmpty()) {
                found.put(key, new Quote(at(entry, key, place), price));
            }
        }
        return new UpstoxQuotes(Map.copyOf(found));
    }

    private static Instant at(JsonNode entry, String key, String place) {
        String text = entry.path("timestamp").asText("");
        return UpstoxAnswer.moment(text)
                .orElseThrow(() -> new MarketDataException(place + ": timestamp of " + key
                        + " must be like 2024-12-31T12:00:00+05:30, was '" + text
                        + "'; a price without its time is of no use"));
    }

    /** The moment of the newest one. */
    Optional<Instant> newest() {
        return byKey.values().stream().map(Quote::at).max(Comparator.naturalOrder());
    }
}
