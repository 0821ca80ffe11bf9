package io.aegismatrix.data.internal.nse;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.internal.Stamps;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** NSE's list of the contracts of one underlying. */
final class NseContracts {

    private NseContracts() {}

    /** The expiries that are listed, in the order sent. */
    static List<LocalDate> expiries(InputStream body, String place) throws IOException {
        JsonNode days = Json.tree(body).path("expiryDates");
        List<LocalDate> listed = new ArrayList<>();
        for (JsonNode day : days) {
            listed.add(Stamps.nseDay(day.asText())
                    .orElseThrow(() -> new MarketDataException(
                            place + ": expiryDates must be like 31-Jan-2024, was '" + day.asText() + "'")));
        }
        if (listed.isEmpty()) {
            throw new MarketDataException(place + ": expiryDates must list expiries, was " + days.getNodeType());
        }
        return listed;
    }
}
