package io.aegismatrix.data.internal.nse;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.internal.Stamps;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * NSE's list of indices at one moment.
 *
 * @param at the moment
 * @param byName the indices by their name there, such as {@code INDIA VIX}
 */
record NseIndices(Instant at, Map<String, Index> byName) {

    /**
     * One index.
     *
     * @param last newest value, points
     * @param previousClose close of the session before, points; empty where there is none
     */
    record Index(double last, OptionalDouble previousClose) {}

    static NseIndices read(InputStream body, String place, ZoneId zone) throws IOException {
        JsonNode root = Json.tree(body);
        JsonNode rows = root.path("data");
        if (!rows.isArray() || rows.isEmpty()) {
            throw new MarketDataException(place + ": data must be a list with rows, was " + rows.getNodeType());
        }
        String time = root.path("timestamp").asText("");
        Instant at = Stamps.moment(time, zone)
                .orElseThrow(() -> new MarketDataException(place + ": timestamp must be like 31-Jan-2024 15:30, was '"
                        + time + "'; a price without its time is of no use"));
        Map<String, Index> byName = new HashMap<>();
        for (JsonNode row : rows) {
            index(row).ifPresent(index -> byName.put(row.path("index").asText(), index));
        }
        return new NseIndices(at, byName);
    }

    private static Optional<Index> index(JsonNode row) {
        OptionalDouble last = Json.number(row.path("last"));
        OptionalDouble previous = Json.number(row.path("previousClose"));
        return last.isPresent() && last.getAsDouble() > 0
                ? Optional.of(new Index(last.getAsDouble(), previous.orElse(0) > 0 ? previous : OptionalDouble.empty()))
                : Optional.empty();
    }
}
