package io.aegismatrix.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Invented prices in the shapes that Yahoo's chart service and NSE's site use. */
public final class VendorJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private VendorJson() {}

    /** A chart without bars; add them with the other methods. */
    public static ObjectNode chart(String symbol, String interval, double price, Instant at) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode chart = root.putObject("chart");
        ObjectNode result = chart.putArray("result").addObject();
        chart.putNull("error");
        result.putObject("meta")
                .put("currency", "INR")
                .put("symbol", symbol)
                .put("regularMarketTime", at.getEpochSecond())
                .put("exchangeTimezoneName", INDIA.getId())
                .put("regularMarketPrice", price)
                .put("dataGranularity", interval);
        result.putArray("timestamp");
        ObjectNode quote = result.putObject("indicators").putArray("quote").addObject();
        List.of("open", "high", "low", "close", "volume").forEach(quote::putArray);
        return root;
    }

    /** The arrays of a chart: {@code timestamp}, or one of the prices. */
    public static ArrayNode column(ObjectNode chart, String name) {
        String path = name.equals("timestamp") ? "/chart/result/0/timestamp" : "/chart/result/0/indicators/quote/0/";
        return (ArrayNode) chart.at(name.equals("timestamp") ? path : path + name);
    }

    /** Adds one bar, or one of nulls for NaN. */
    public static void addBar(ObjectNode chart, Instant stamp, double open, double high, double low, double close) {
        column(chart, "timestamp").add(stamp.getEpochSecond());
        add(chart, "open", open);
        add(chart, "high", high);
        add(chart, "low", low);
        add(chart, "close", close);
        column(chart, "volume").add(0);
    }

    private static void add(ObjectNode chart, String name, double value) {
        if (Double.isNaN(value)) {
            column(chart, name).addNull();
        } else {
            column(chart, name).add(value);
        }
    }

    /** A chart of daily bars, stamped at 09:15 in India. */
    public static ObjectNode daily(String symbol, List<DailyBar> bars, double price, Instant at) {
        ObjectNode chart = chart(symbol, "1d", price, at);
        bars.forEach(bar -> addBar(chart, opening(bar.session()), bar.open(), bar.high(), bar.low(), bar.close()));
        return chart;
    }

    /** The same of an instrument at home elsewhere, stamped at half past nine of New York as its own clock tells it. */
    public static ObjectNode american(String symbol, String zone, List<DailyBar> bars, Instant at) {
        DailyBar last = bars.get(bars.size() - 1);
        ObjectNode chart = chart(symbol, "1d", last.close(), at);
        ((ObjectNode) chart.at("/chart/result/0/meta")).put("exchangeTimezoneName", zone);
        bars.forEach(bar -> addBar(
                chart,
                bar.session().atTime(9, 30).atZone(NEW_YORK).toInstant(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close()));
        return chart;
    }

    private static Instant opening(LocalDate session) {
        return session.atTime(9, 15).atZone(INDIA).toInstant();
    }

    /** A chart of five-minute bars. */
    public static ObjectNode intraday(String symbol, List<IntradayBar> bars, double price, Instant at) {
        ObjectNode chart = chart(symbol, "5m", price, at);
        bars.forEach(bar -> addBar(chart, bar.start(), bar.open(), bar.high(), bar.low(), bar.close()));
        return chart;
    }

    /** NSE's list of two indices; some numbers are text there. */
    public static ObjectNode indices(Instant at, double last, double previous, double volatility, double before) {
        return indices(Underlying.NIFTY50, at, last, previous, volatility, before);
    }

    /** The same with another index in place of the NIFTY 50. */
    public static ObjectNode indices(
            Underlying index, Instant at, double last, double previous, double volatility, double before) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode rows = root.putArray("data");
        rows.addObject()
                .put("index", index.nseIndexName())
                .put("last", last)
                .put("previousClose", previous)
                .put("pe", "19.96")
                .put("declines", "26");
        rows.addObject()
                .put("index", index.nseVolatilityIndexName())
                .put("last", String.valueOf(volatility))
                .put("previousClose", before)
                .put("pe", "-");
        root.put("timestamp", stamp(at, "dd-MMM-yyyy HH:mm"));
        return root;
    }

    private static String stamp(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(INDIA)
                .format(at);
    }

    /** NSE's option chain of the NIFTY 50 in the v3 shape: one expiry, three strikes around the spot. */
    public static ObjectNode chainV3(Instant at, double spot, LocalDate expiry) {
        return chainV3(Underlying.NIFTY50, at, spot, expiry);
    }

    /** The same of any index. */
    public static ObjectNode chainV3(Underlying index, Instant at, double spot, LocalDate expiry) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode records = root.putObject("records");
        ArrayNode rows = records.putArray("data");
        double step = index.strikeStep();
        for (int strikes = -1; strikes <= 1; strikes++) {
            double strike = step * Math.rint(spot / step) + step * strikes;
            ObjectNode row = rows.addObject();
            row.put("strikePrice", strike);
            row.put("expiryDates", nseDay(expiry));
            leg(row.putObject("CE"), index, strike, spot, expiry);
            leg(row.putObject("PE"), index, strike, spot, expiry);
        }
        records.put("timestamp", stamp(at, "dd-MMM-yyyy HH:mm:ss"));
        records.put("underlyingValue", spot);
        records.putArray("strikePrices").add("23600").add("23650");
        return root;
    }

    /** A day as NSE's addresses and rows have it. */
    public static String nseDay(LocalDate day) {
        return DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH).format(day);
    }

    /** NSE's list of contracts. */
    public static ObjectNode contracts(List<LocalDate> expiries) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode days = root.putArray("expiryDates");
        expiries.forEach(day -> days.add(nseDay(day)));
        root.putArray("strikePrice").add("23600").add("23650");
        return root;
    }

    private static void leg(ObjectNode leg, Underlying index, double strike, double spot, LocalDate expiry) {
        leg.put("underlying", index.nseSymbol())
                .put("underlyingValue", spot)
                .put("strikePrice", strike)
                .put(
                        "expiryDate",
                        DateTimeFormatter.ofPattern("dd-MM-yyyy", Locale.ENGLISH)
                                .format(expiry))
                .put("openInterest", "1,250")
                .put("totalTradedVolume", 4000)
                .put("impliedVolatility", 0)
                .put("lastPrice", 101.5)
                .put("buyPrice1", 101)
                .put("sellPrice1", 102);
    }

    /** NSE's option chain in the old shape: every expiry, here one. */
    public static ObjectNode chainOld(Instant at, double spot, LocalDate expiry) {
        ObjectNode root = chainV3(at, spot, expiry);
        root.at("/records/data").forEach(row -> {
            ObjectNode old = (ObjectNode) row;
            old.set("expiryDate", old.remove("expiryDates"));
            for (String side : List.of("CE", "PE")) {
                ObjectNode leg = (ObjectNode) old.get(side);
                leg.set("bidprice", leg.remove("buyPrice1"));
                leg.set("askPrice", leg.remove("sellPrice1"));
                leg.set("expiryDate", old.get("expiryDate"));
                leg.put("impliedVolatility", 13.5);
            }
        });
        return root;
    }
}
