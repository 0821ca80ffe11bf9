package io.aegismatrix.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The market of {@link LiveFixtures} as Upstox tells it: what it answers to which path. */
public final class UpstoxHosts {

    /** Where Upstox is said to be. */
    public static final URI UPSTOX = URI.create("https://upstox.test");
    /** The index. */
    public static final String NIFTY = "NSE_INDEX%7CNifty%2050";
    /** The volatility index. */
    public static final String VIX = "NSE_INDEX%7CIndia%20VIX";
    /** Everything about bars of past days. */
    public static final String HISTORY = "/v3/historical-candle/";
    /** Everything about today's bars. */
    public static final String TODAY = "/v3/historical-candle/intraday/";
    /** Live prices. */
    public static final String QUOTES = "/v2/market-quote/quotes?.*";
    /** What is listed. */
    public static final String CONTRACTS = "/v2/option/contract?.*";
    /** Option chains. */
    public static final String CHAIN = "/v2/option/chain?.*";

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private UpstoxHosts() {}

    /** What it answers at noon, by path and query, in which only {@code .*} is special. Later ones win. */
    public static Map<String, ObjectNode> answers() {
        return answers(LiveFixtures.evening(), LiveFixtures.NOON, LiveFixtures.spot());
    }

    /** What it answers at a moment of one of the last sessions of {@link LiveFixtures#evening()}. */
    public static Map<String, ObjectNode> answers(Instant moment) {
        return answers(LiveFixtures.evening(), moment);
    }

    /** The same of another market, known to the end of its last day. */
    public static Map<String, ObjectNode> answers(MarketSnapshot evening, Instant moment) {
        return answers(evening, moment, spot(evening, moment));
    }

    /** The index at a moment inside one of a market's last sessions. */
    public static double spot(MarketSnapshot evening, Instant moment) {
        List<IntradayBar> bars = untilNow(evening, moment);
        return bars.get(bars.size() - 1).close();
    }

    private static Map<String, ObjectNode> answers(MarketSnapshot evening, Instant moment, double spot) {
        LocalDate today = moment.atZone(INDIA).toLocalDate();
        Instant midnight = today.atStartOfDay(INDIA).toInstant();
        Map<String, ObjectNode> answers = new LinkedHashMap<>();
        answers.put(HISTORY + NIFTY + "/days/1/.*", UpstoxJson.days(before(evening.daily(), today)));
        answers.put(HISTORY + VIX + "/days/1/.*", UpstoxJson.days(before(evening.volatilityIndex(), today)));
        List<IntradayBar> bars =
                evening.intraday().orElseThrow().from(today.minusDays(15)).bars();
        answers.put(
                HISTORY + NIFTY + "/minutes/5/.*",
                UpstoxJson.minutes(bars.stream()
                        .filter(bar -> bar.start().isBefore(midnight))
                        .toList()));
        List<IntradayBar> now = untilNow(evening, moment);
        double volatility = evening.volatilityIndex().until(today).last().close();
        answers.put(TODAY + NIFTY + "/minutes/5", UpstoxJson.minutes(now));
        answers.put(TODAY + VIX + "/minutes/5", UpstoxJson.minutes(volatility(now, volatility)));
        answers.put(QUOTES, quotes(moment.minusSeconds(30), spot, volatility));
        List<LocalDate> expiries =
                List.of(LocalDate.of(2024, 12, 26), LiveFixtures.EXPIRY, LiveFixtures.FURTHER, LiveFixtures.MONTHLY);
        answers.put(
                CONTRACTS,
                UpstoxJson.contracts(
                        "NSE_INDEX|Nifty 50",
                        expiries.stream().filter(day -> !day.isBefore(today)).toList()));
        for (LocalDate expiry : expiries) {
            answers.put(CHAIN + "expiry_date=" + expiry, UpstoxJson.chain("NSE_INDEX|Nifty 50", expiry, spot));
        }
        return answers;
    }

    /** Both live prices. */
    public static ObjectNode quotes() {
        return quotes(LiveFixtures.PRICED, LiveFixtures.spot(), LiveFixtures.volatility());
    }

    private static ObjectNode quotes(Instant at, double spot, double volatility) {
        ObjectNode quotes = UpstoxJson.quotes();
        UpstoxJson.quote(quotes, "NSE_INDEX|Nifty 50", spot, at);
        return UpstoxJson.quote(quotes, "NSE_INDEX|India VIX", volatility, at);
    }

    private static List<DailyBar> before(BarSeries series, LocalDate day) {
        return series.until(day.minusDays(1)).bars();
    }

    /** The last one is still being formed. */
    private static List<IntradayBar> untilNow(MarketSnapshot evening, Instant moment) {
        return evening.intraday().orElseThrow().session(moment.atZone(INDIA).toLocalDate()).stream()
                .filter(bar -> !bar.start().isAfter(moment))
                .toList();
    }

    private static List<IntradayBar> volatility(List<IntradayBar> like, double level) {
        List<IntradayBar> bars = new ArrayList<>();
        like.forEach(bar -> bars.add(new IntradayBar(bar.start(), level, level + 0.1, level - 0.1, level)));
        return bars;
    }

    /** Adds Upstox to hosts without a network. */
    public static FakeHosts on(FakeHosts hosts) {
        answers().forEach(hosts::json);
        return hosts;
    }

    /** Settings with it, near, and with a token or none. */
    public static LiveSettings settings(String token) {
        UpstoxSettings upstox = UpstoxSettings.defaults().withBase(UPSTOX);
        return LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE)
                .withUpstox(token.isEmpty() ? upstox : upstox.withToken(AccessToken.of(token, "the test")));
    }
}
