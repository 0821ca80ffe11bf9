package io.aegismatrix.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Invented prices in the shapes that Upstox's data service uses, and tokens of nobody. */
public final class UpstoxJson {

    /** Units of one contract. */
    public static final int LOT = 75;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private UpstoxJson() {}

    /** A token that says when it ends, and whose signature nobody made. */
    public static String token(Instant end) {
        return part("{\"alg\":\"HS256\"}") + "."
                + part("{\"iss\":\"udapi-gateway-service\",\"exp\":" + end.getEpochSecond() + "}") + "."
                + part("SECRET");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode success() {
        return MAPPER.createObjectNode().put("status", "success");
    }

    /** Candles of days, the newest first. */
    public static ObjectNode days(List<DailyBar> bars) {
        List<DailyBar> newestFirst = new ArrayList<>(bars);
        Collections.reverse(newestFirst);
        ObjectNode root = success();
        ArrayNode candles = root.putObject("data").putArray("candles");
        newestFirst.forEach(bar -> candles.addArray()
                .add(STAMP.format(bar.session().atStartOfDay(INDIA).toOffsetDateTime()))
                .add(bar.open())
                .add(bar.high())
                .add(bar.low())
                .add(bar.close())
                .add(0)
                .add(0));
        return root;
    }

    /** Candles of five minutes, the newest first. */
    public static ObjectNode minutes(List<IntradayBar> bars) {
        List<IntradayBar> newestFirst = new ArrayList<>(bars);
        Collections.reverse(newestFirst);
        ObjectNode root = success();
        ArrayNode candles = root.putObject("data").putArray("candles");
        newestFirst.forEach(bar -> candles.addArray()
                .add(STAMP.format(bar.start().atZone(INDIA).toOffsetDateTime()))
                .add(bar.open())
                .add(bar.high())
                .add(bar.low())
                .add(bar.close())
                .add(0)
                .add(0));
        return root;
    }

    /** Live prices; add them with {@link #quote}. */
    public static ObjectNode quotes() {
        ObjectNode root = success();
        root.putObject("data");
        return root;
    }

    /** Adds a live price under a name with a colon, as the service does. */
    public static ObjectNode quote(ObjectNode quotes, String key, double price, Instant at) {
        ((ObjectNode) quotes.get("data"))
                .putObject(key.replace('|', ':'))
                .put("instrument_token", key)
                .put("last_price", price)
                .put("timestamp", STAMP.format(at.atZone(INDIA).toOffsetDateTime()))
                .put("net_change", 12.5);
        return quotes;
    }

    /** One contract a listed expiry. */
    public static ObjectNode contracts(String key, List<LocalDate> expiries) {
        ObjectNode root = success();
        ArrayNode list = root.putArray("data");
        expiries.forEach(expiry -> list.addObject()
                .put("name", "NIFTY")
                .put("expiry", expiry.toString())
                .put("lot_size", LOT)
                .put("underlying_key", key)
                .put("instrument_type", "CE")
                .put("strike_price", 23_600.0));
        return root;
    }

    /** A chain of five strikes around the spot. */
    public static ObjectNode chain(String key, LocalDate expiry, double spot) {
        ObjectNode root = success();
        ArrayNode rows = root.putArray("data");
        for (int i = -2; i <= 2; i++) {
            double strike = 50 * Math.rint(spot / 50) + 50 * i;
            ObjectNode row = rows.addObject()
                    .put("expiry", expiry.toString())
                    .put("pcr", 0.9)
                    .put("strike_price", strike)
                    .put("underlying_key", key)
                    .put("underlying_spot_price", spot);
            leg(row.putObject("call_options"));
            leg(row.putObject("put_options"));
        }
        return root;
    }

    private static void leg(ObjectNode leg) {
        leg.put("instrument_key", "NSE_FO|40566");
        leg.putObject("market_data")
                .put("ltp", 101.5)
                .put("volume", 4000 * LOT)
                .put("oi", 1250.0 * LOT)
                .put("bid_price", 101.0)
                .put("ask_price", 102.0);
        leg.putObject("option_greeks").put("iv", 14.23).put("delta", 0.5);
    }

    /** A refusal in the service's own words. */
    public static ObjectNode error(String code, String message) {
        ObjectNode root = MAPPER.createObjectNode().put("status", "error");
        root.putArray("errors")
                .addObject()
                .put("errorCode", code)
                .put("message", message)
                .putNull("propertyPath")
                .put("error_code", code);
        return root;
    }
}
