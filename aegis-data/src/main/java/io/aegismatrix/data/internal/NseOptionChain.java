package io.aegismatrix.data.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads NSE's option chain JSON, the old shape and the newer v3 shape. NSE writes 0 where there is no price or no
 * implied volatility; here such a value is absent. Dates inside a row are {@code dd-MMM-yyyy} or {@code dd-MM-yyyy}.
 */
public final class NseOptionChain {

    private final String place;
    private final ZoneId zone;

    private NseOptionChain(String place, ZoneId zone) {
        this.place = place;
        this.zone = zone;
    }

    /**
     * Reads one snapshot; its {@link OptionChain#underlying()} is NSE's own symbol.
     *
     * @param in the JSON text
     * @param place file or address, for messages
     * @param zone the exchange's time zone, in which the snapshot's time is written
     * @throws IOException if the stream fails
     * @throws MarketDataException if the JSON is cut short or is not an option chain
     */
    public static OptionChain parse(InputStream in, String place, ZoneId zone) throws IOException {
        try {
            return new NseOptionChain(place, zone).chain(new ObjectMapper().readTree(in));
        } catch (JsonProcessingException e) {
            throw new MarketDataException(
                    place + ":" + e.getLocation().getLineNr() + ": not complete JSON (" + e.getOriginalMessage() + ")",
                    e);
        }
    }

    private OptionChain chain(JsonNode root) {
        JsonNode records = root.path("records");
        JsonNode rows = records.path("data");
        if (!rows.isArray() || rows.isEmpty()) {
            throw new MarketDataException(place + ": records.data must be a list with rows, was " + kind(rows));
        }
        List<OptionQuote> quotes = new ArrayList<>();
        String symbol = "";
        double spot = records.path("underlyingValue").asDouble();
        for (JsonNode row : rows) {
            for (Right right : Right.values()) {
                JsonNode leg = row.path(right == Right.CALL ? "CE" : "PE");
                if (leg.isObject()) {
                    quotes.add(quote(row, leg, right));
                    symbol = symbol.isEmpty() ? leg.path("underlying").asText() : symbol;
                    spot = spot > 0 ? spot : leg.path("underlyingValue").asDouble();
                }
            }
        }
        if (symbol.isEmpty()) {
            throw new MarketDataException(place + ": no row names its underlying");
        }
        try {
            return new OptionChain(symbol, asOf(records), spot, quotes);
        } catch (IllegalArgumentException e) {
            throw new MarketDataException(place + ": " + e.getMessage(), e);
        }
    }

    private static String kind(JsonNode node) {
        return node.isArray() ? "an empty list" : node.getNodeType().toString();
    }

    private Instant asOf(JsonNode records) {
        String text = records.path("timestamp").asText();
        return Stamps.moment(text, zone)
                .orElseThrow(() -> new MarketDataException(
                        place + ": records.timestamp must be like 31-Jan-2024 15:30:00, was '" + text + "'"));
    }

    private OptionQuote quote(JsonNode row, JsonNode leg, Right right) {
        double strike = row.path("strikePrice").asDouble();
        try {
            return new OptionQuote(
                    expiry(row, leg),
                    strike,
                    right,
                    leg.path("openInterest").asDouble(),
                    leg.path("totalTradedVolume").asDouble(),
                    percent(positive(leg, "impliedVolatility")),
                    positive(leg, "lastPrice"),
                    positive(leg, "bidprice", "buyPrice1"),
                    positive(leg, "askPrice", "sellPrice1"));
        } catch (IllegalArgumentException e) {
            throw new MarketDataException(place + ": " + right + " of strike " + strike + ": " + e.getMessage(), e);
        }
    }

    private LocalDate expiry(JsonNode row, JsonNode leg) {
        for (String text : List.of(
                row.path("expiryDate").asText(),
                row.path("expiryDates").asText(),
                leg.path("expiryDate").asText())) {
            Optional<LocalDate> day = Stamps.nseDay(text);
            if (day.isPresent()) {
                return day.get();
            }
        }
        throw new MarketDataException(place + ": expiryDate must be like 31-Jan-2024, was '"
                + leg.path("expiryDate").asText() + "' at strike "
                + row.path("strikePrice").asText());
    }

    private static OptionalDouble positive(JsonNode leg, String... names) {
        for (String name : names) {
            double value = leg.path(name).asDouble();
            if (value > 0) {
                return OptionalDouble.of(value);
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble percent(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / 100) : value;
    }
}
