package io.aegismatrix.data.internal.upstox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The envelope of every answer, and how moments and days are written in it. */
final class UpstoxAnswer {

    private UpstoxAnswer() {}

    /** The data of an answer; null and nothing are a missing node. */
    static JsonNode data(InputStream body, String place) throws IOException {
        JsonNode root = Json.tree(body);
        String status = root.path("status").asText("");
        if (!status.equals("success")) {
            throw new MarketDataException(place + ": status must be success, was '" + status + "'");
        }
        return root.path("data");
    }

    /** A moment with its offset from UTC. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Json::onCalendar);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A day. */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
