package io.aegismatrix.data.internal.upstox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The options of one expiry. Open interest and volume come in units and are turned into contracts; implied volatility comes in
 * percent; a price, or a volatility, of 0 is none.
 *
 * @param spot the index the prices were made with, points
 * @param quotes one entry a leg that is there
 */
record UpstoxChain(double spot, List<OptionQuote> quotes) {

    /** What was asked for, to be found again in the answer. */
    record Asked(String key, LocalDate expiry, int lotSize) {}

    static UpstoxChain read(InputStream body, String place, Asked asked) throws IOException {
        JsonNode rows = UpstoxAnswer.data(body, place);
        if (!rows.isArray() || rows.isEmpty()) {
            throw new MarketDataException(place + ": no option expires on " + asked.expiry());
        }
        List<OptionQuote> quotes = new ArrayList<>();
        double spot = 0;
        for (JsonNode row : rows) {
            require(row, "underlying_key", asked.key(), place);
            require(row, "expiry", asked.expiry().toString(), place);
            spot = spot > 0 ? spot : number(row, "underlying_spot_price");
            for (Right right : Right.values()) {
                leg(row, right, asked, place).ifPresent(quotes::add);
            }
        }
        if (!(spot > 0)) {
            throw new MarketDataException(
                    place + ": underlying_spot_price, the index level, is missing or 0 in every row");
        }
        if (quotes.stream().allMatch(UpstoxChain::isEmpty)) {
            throw new MarketDataException(place + ": every price and every open interest is 0");
        }
        return new UpstoxChain(spot, quotes);
    }

    private static boolean isEmpty(OptionQuote quote) {
        return quote.openInterest() == 0
                && quote.lastPrice().isEmpty()
                && quote.bid().isEmpty()
                && quote.ask().isEmpty();
    }

    private static void require(JsonNode row, String name, String wanted, String place) {
        String found = row.path(name).asText("");
        if (!found.equals(wanted)) {
            throw new MarketDataException(place + ": " + name + " must be " + wanted + ", was '" + found + "'");
        }
    }

    private static Optional<OptionQuote> leg(JsonNode row, Right right, Asked asked, String place) {
        JsonNode leg = row.path(right == Right.CALL ? "call_options" : "put_options");
        JsonNode market = leg.path("market_data");
        if (!market.isObject()) {
            return Optional.empty();
        }
        double strike = number(row, "strike_price");
        try {
            return Optional.of(new OptionQuote(
                    asked.expiry(),
                    strike,
                    right,
                    number(market, "oi") / asked.lotSize(),
                    number(market, "volume") / asked.lotSize(),
                    volatility(leg.path("option_greeks")),
                    positive(market, "ltp"),
                    positive(market, "bid_price"),
                    positive(market, "ask_price")));
        } catch (IllegalArgumentException e) {
            throw new MarketDataException(place + ": " + right + " of strike " + strike + ": " + e.getMessage(), e);
        }
    }

    private static OptionalDouble volatility(JsonNode greeks) {
        OptionalDouble percent = positive(greeks, "iv");
        return percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent;
    }

    private static double number(JsonNode parent, String name) {
        return Json.number(parent.path(name)).orElse(0);
    }

    private static OptionalDouble positive(JsonNode parent, String name) {
        double value = number(parent, name);
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
