package io.aegismatrix.data.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.internal.json.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads NSE's option chain JSON, the old shape and the newer v3 shape. NSE writes 0 where there is no price or no
 * implied volatility; here such a value is absent. Numbers may be written as text. The v3 shape has one expiry, names it
 * {@code expiryDates} in a row and writes it {@code dd-MM-yyyy} inside a leg, where the best bid and ask are
 * {@code buyPrice1} and {@code sellPrice1}.
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
            JsonNode root = Json.tree(in);
            requireAnswer(root, place);
            return new NseOptionChain(place, zone).chain(root);
        } catch (JsonProcessingException e) {
            String what = e.getOriginalMessage().startsWith("Unexpected character ('<'")
                    ? ": this is a web page, not an option chain, as a refused visit gives it"
                    : line(e.getLocation()) + ": not complete JSON (" + e.getOriginalMessage() + ")";
            throw new MarketDataException(place + what, e);
        } catch (CharConversionException e) {
            throw new MarketDataException(place + ": not text (" + e.getMessage() + ")", e);
        }
    }

    /** The exchange answers without rows when it does not like the caller or does not list the expiry. */
    private static void requireAnswer(JsonNode root, String place) {
        if (root.isMissingNode()) {
            throw new MarketDataException(place + ": the file is empty");
        }
        if (root.isEmpty()) {
            throw new MarketDataException(place + ": the exchange answered empty (" + root + "); download it again");
        }
        if (root.path("records").path("data").isMissingNode()
                && root.path("filtered").has("data")) {
            throw new MarketDataException(
                    place + ": only the filtered part is there, which tells no moment; save the whole answer");
        }
    }

    /** A document that exceeds a limit is refused without saying where. */
    private static String line(@Nullable JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr();
    }

    private OptionChain chain(JsonNode root) {
        JsonNode records = root.path("records");
        JsonNode rows = records.path("data");
        if (!rows.isArray() || rows.isEmpty()) {
            throw new MarketDataException(place + ": records.data must be a list with rows, was " + kind(rows));
        }
        List<OptionQuote> quotes = new ArrayList<>();
        String symbol = "";
        double spot = number(records, "underlyingValue");
        for (JsonNode row : rows) {
            for (Right right : Right.values()) {
                JsonNode leg = row.path(right == Right.CALL ? "CE" : "PE");
                if (leg.isObject()) {
                    quotes.add(quote(row, leg, right));
                    symbol = symbol.isEmpty() ? leg.path("underlying").asText() : symbol;
                    spot = spot > 0 ? spot : number(leg, "underlyingValue");
                }
            }
        }
        if (symbol.isEmpty()) {
            throw new MarketDataException(place + ": no row names its underlying");
        }
        if (!(spot > 0)) {
            throw new MarketDataException(place + ": underlyingValue, the index level, is missing or 0 in every row");
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
        double strike = number(row, "strikePrice");
        strike = strike > 0 ? strike : number(leg, "strikePrice");
        try {
            return new OptionQuote(
                    expiry(row, leg),
                    strike,
                    right,
                    number(leg, "openInterest"),
                    number(leg, "totalTradedVolume"),
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

    /** A number, also one written as text; 0 where there is none, which NSE writes as 0, as a dash or not at all. */
    private static double number(JsonNode parent, String name) {
        return Json.number(parent.path(name)).orElse(0);
    }

    private static OptionalDouble positive(JsonNode leg, String... names) {
        for (String name : names) {
            double value = number(leg, name);
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
