package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * The option chain as the exchange's page offers it for download: one expiry, calls left and puts right of the strikes,
 * grouped numbers, dashes for none. The file holds neither its expiry nor its moment nor the index: the symbol and the
 * expiry stand in the exchange's file name, {@code option-chain-ED-NIFTY-29-Aug-2019.csv}.
 *
 * @param symbol the exchange's symbol
 * @param expiry the day in the name
 * @param quotes one entry an option that has any figure
 */
record ChainDownload(String symbol, LocalDate expiry, List<OptionQuote> quotes) {

    private static final Pattern NAME = Pattern.compile(
            "(?i).*option[-_ ]?chain[-_ ](?:ED[-_ ])?([A-Z0-9&]+)[-_ ](\\d{1,2}[-_ ][A-Z]{3}[-_ ]\\d{4}).*");
    private static final int MOST_TITLES = 5;
    private static final int CLOSEST_STRIKES = 3;
    private static final double DAYS_A_YEAR = 365;

    /** Copies the quotes. */
    ChainDownload {
        quotes = List.copyOf(quotes);
    }

    /** Reads a file. @throws MarketDataException if it is not such a download, or names no expiry */
    static ChainDownload read(Path path) {
        String file = path.getFileName().toString();
        Matcher name = NAME.matcher(file);
        Optional<LocalDate> expiry = name.matches()
                ? StampParts.of(name.group(2).replace('_', '-'))
                        .flatMap(parts -> parts.date(parts.shape().forms().get(0)))
                : Optional.empty();
        if (expiry.isEmpty()) {
            throw new MarketDataException(
                    file + ": the file name tells no symbol and expiry; keep the exchange's, such as"
                            + " option-chain-ED-NIFTY-29-Aug-2019.csv");
        }
        Rows rows = new Rows(file, expiry.get());
        CsvTable.read(path, ',', rows);
        if (rows.quotes.isEmpty()) {
            throw new MarketDataException(file + ": no option found below a row with OI, STRIKE and OI");
        }
        return new ChainDownload(name.group(1).toUpperCase(Locale.ROOT), expiry.get(), rows.quotes);
    }

    /** A strike that has a price of both its call and its put. */
    private record Pair(OptionQuote call, OptionQuote put, double callPrice, double putPrice) {

        double difference() {
            return callPrice - putPrice;
        }

        double forward() {
            return call.strike() + difference();
        }

        boolean isNearTheMoney() {
            return Math.abs(difference()) <= (callPrice + putPrice) / 3;
        }

        /** Of the two, or of the one that has any. */
        OptionalDouble impliedVolatility() {
            return DoubleStream.concat(call.impliedVolatility().stream(), put.impliedVolatility().stream())
                    .average();
        }
    }

    /** The strikes where call and put are closest, at most three. */
    private List<Pair> closest() {
        Map<Double, OptionQuote> calls = new HashMap<>();
        quotes.stream().filter(quote -> quote.right() == Right.CALL).forEach(quote -> calls.put(quote.strike(), quote));
        List<Pair> pairs = new ArrayList<>();
        for (OptionQuote put : quotes) {
            OptionQuote call = put.right() == Right.PUT ? calls.get(put.strike()) : null;
            if (call != null && price(call).isPresent() && price(put).isPresent()) {
                pairs.add(new Pair(
                        call, put, price(call).getAsDouble(), price(put).getAsDouble()));
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> Math.abs(pair.difference())));
        return pairs.subList(0, Math.min(CLOSEST_STRIKES, pairs.size()));
    }

    /** The index level that calls and puts agree on, strike + call − put; empty without a strike that has both prices. */
    OptionalDouble forward() {
        return closest().stream().mapToDouble(Pair::forward).average();
    }

    /**
     * Days to the expiry when it was downloaded, as its own prices and implied volatilities tell: at the money half a
     * straddle is worth F σ √(T / 2π) (Brenner and Subrahmanyam 1988). Exact to half a day where the options are traded.
     */
    OptionalDouble daysLeft() {
        double[] days = closest().stream()
                .filter(pair ->
                        pair.isNearTheMoney() && pair.impliedVolatility().isPresent())
                .mapToDouble(pair -> {
                    double half = (pair.callPrice() + pair.putPrice()) / 2;
                    double root =
                            half / (pair.forward() * pair.impliedVolatility().getAsDouble());
                    return 2 * Math.PI * root * root * DAYS_A_YEAR;
                })
                .sorted()
                .toArray();
        return days.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(days[days.length / 2]);
    }

    private static OptionalDouble price(OptionQuote quote) {
        return quote.bid().isPresent() && quote.ask().isPresent()
                ? OptionalDouble.of((quote.bid().getAsDouble() + quote.ask().getAsDouble()) / 2)
                : quote.lastPrice();
    }

    /** The rows of one file. */
    private static final class Rows implements CsvTable.RowReader {

        private final String file;
        private final LocalDate expiry;
        private final List<OptionQuote> quotes = new ArrayList<>();
        private Map<String, Integer> calls = Map.of();
        private Map<String, Integer> puts = Map.of();
        private int strike = -1;
        private int titles;

        Rows(String file, LocalDate expiry) {
            this.file = file;
            this.expiry = expiry;
        }

        @Override
        public boolean read(CsvRecord row) {
            List<String> cells = PriceRows.cells(row);
            if (strike < 0) {
                readHeader(cells);
                titles++;
                return titles <= MOST_TITLES;
            }
            double level = number(cells, strike);
            if (level > 0) {
                try {
                    quote(cells, level, Right.CALL, calls).ifPresent(quotes::add);
                    quote(cells, level, Right.PUT, puts).ifPresent(quotes::add);
                } catch (IllegalArgumentException e) {
                    throw new MarketDataException(file + ":" + row.getStartingLineNumber() + ": " + e.getMessage(), e);
                }
            }
            return true;
        }

        private void readHeader(List<String> cells) {
            List<String> names = cells.stream()
                    .map(cell -> String.join(" ", ColumnNames.words(cell)))
                    .toList();
            int found = Math.max(names.indexOf("strike"), names.indexOf("strike price"));
            if (found > 0
                    && names.indexOf("oi") >= 0
                    && names.indexOf("oi") < found
                    && names.lastIndexOf("oi") > found) {
                strike = found;
                calls = positions(names, 0, found);
                puts = positions(names, found + 1, names.size());
            }
        }

        private static Map<String, Integer> positions(List<String> names, int from, int to) {
            Map<String, Integer> positions = new HashMap<>();
            for (int column = from; column < to; column++) {
                positions.putIfAbsent(names.get(column).replace(" price", ""), column);
            }
            return positions;
        }

        private Optional<OptionQuote> quote(
                List<String> cells, double level, Right right, Map<String, Integer> columns) {
            OptionalDouble last = positive(cells, columns, "ltp");
            OptionalDouble bid = positive(cells, columns, "bid");
            OptionalDouble ask = positive(cells, columns, "ask");
            OptionalDouble interest = positive(cells, columns, "oi");
            if (last.isEmpty() && bid.isEmpty() && ask.isEmpty() && interest.isEmpty()) {
                return Optional.empty();
            }
            OptionalDouble volatility = positive(cells, columns, "iv");
            return Optional.of(new OptionQuote(
                    expiry,
                    level,
                    right,
                    interest.orElse(0),
                    positive(cells, columns, "volume").orElse(0),
                    volatility.isPresent() ? OptionalDouble.of(volatility.getAsDouble() / 100) : volatility,
                    last,
                    bid,
                    ask));
        }

        private static OptionalDouble positive(List<String> cells, Map<String, Integer> columns, String name) {
            double value = columns.containsKey(name) ? number(cells, columns.get(name)) : 0;
            return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
        }

        /** A number; 0 where there is none. */
        private static double number(List<String> cells, int column) {
            double value = column < cells.size() ? PriceText.POINT.number(cells.get(column)) : 0;
            return Double.isNaN(value) ? 0 : value;
        }
    }
}
