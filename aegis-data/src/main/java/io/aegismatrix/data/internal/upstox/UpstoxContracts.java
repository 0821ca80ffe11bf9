package io.aegismatrix.data.internal.upstox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The options that are listed.
 *
 * @param lotSizes units of one contract, by expiry
 */
record UpstoxContracts(Map<LocalDate, Integer> lotSizes) {

    static UpstoxContracts read(InputStream body, String place, String key) throws IOException {
        Map<LocalDate, Integer> lots = new TreeMap<>();
        for (JsonNode contract : UpstoxAnswer.data(body, place)) {
            String of = contract.path("underlying_key").asText(key);
            if (!of.equals(key)) {
                throw new MarketDataException(place + ": underlying_key must be " + key + ", was '" + of + "'");
            }
            String text = contract.path("expiry").asText("");
            LocalDate expiry = UpstoxAnswer.day(text)
                    .orElseThrow(() ->
                            new MarketDataException(place + ": expiry must be like 2024-12-31, was '" + text + "'"));
            int lot = (int) Json.whole(contract.path("lot_size")).orElse(0);
            if (lot < 1) {
                throw new MarketDataException(place + ": lot_size must be at least 1, was '"
                        + contract.path("lot_size").asText() + "' for " + expiry);
            }
            lots.put(expiry, lot);
        }
        if (lots.isEmpty()) {
            throw new MarketDataException(place + ": no option of " + key + " is listed");
        }
        return new UpstoxContracts(Map.copyOf(lots));
    }

    List<LocalDate> expiries() {
        return List.copyOf(lotSizes.keySet());
    }

    /** Units of one contract of an expiry that is listed. */
    int lotSize(LocalDate expiry) {
        return Objects.requireNonNull(lotSizes.get(expiry), () -> "no lot size of " + expiry);
    }
}
