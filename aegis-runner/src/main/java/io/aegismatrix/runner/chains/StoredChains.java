package io.aegismatrix.runner.chains;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.runner.chains.PublishedTable.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Reads the end-of-day option chains of a folder of market data: {@code option_chain/<symbol>_chain_eod_*.csv}, one row a
 * strike, and the exchange's {@code bhavcopy/<symbol>_monthly_options_eod_*.csv} and {@code bhavcopy/<symbol>_fo_udiff_*.csv},
 * one row an option. Each may be packed as {@code .csv.gz}.
 */
public final class StoredChains {

    private static final String ENDING = "*.{csv,csv.gz}";
    private static final double PERCENT = 100;

    private static final List<Bhavcopy> BHAVCOPIES = List.of(
            new Bhavcopy(
                    "_monthly_options_eod_",
                    "trade_date",
                    "expiry",
                    "option_type",
                    "strike",
                    "close",
                    "volume_units",
                    "open_interest_units",
                    "underlying_close"),
            new Bhavcopy(
                    "_fo_udiff_",
                    "TradDt",
                    "XpryDt",
                    "OptnTp",
                    "StrkPric",
                    "ClsPric",
                    "TtlTradgVol",
                    "OpnIntrst",
                    "UndrlygPric"));

    private final TradingCalendar calendar;
    private final Map<Key, List<OptionQuote>> quotes = new TreeMap<>(
            Comparator.comparing(Key::asOf).thenComparing(Key::expiry).thenComparing(Key::spot));

    /** What the exchange calls its columns. */
    private record Bhavcopy(
            String name,
            String session,
            String expiry,
            String right,
            String strike,
            String close,
            String volume,
            String openInterest,
            String underlying) {}

    /** One expiry at one moment of one file. */
    private record Key(Instant asOf, LocalDate expiry, double spot) {}

    private StoredChains(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * Every stored chain, one expiry each, by moment and then by expiry; empty without such files. A bhavcopy is of the
     * session's close, and an option that did not trade that day has no price there.
     *
     * @param symbol symbol of the underlying at the exchange, such as {@code NIFTY}
     * @throws io.aegismatrix.data.MarketDataException naming file and line of what cannot be read
     */
    public static List<OptionChain> read(Path folder, String symbol, TradingCalendar calendar) {
        StoredChains found = new StoredChains(calendar);
        String stem = symbol.toLowerCase(Locale.ROOT);
        PublishedTable.files(folder.resolve("option_chain"), stem + "_chain_eod_" + ENDING)
                .forEach(file -> PublishedTable.read(file, found::addStrike));
        for (Bhavcopy columns : BHAVCOPIES) {
            PublishedTable.files(folder.resolve("bhavcopy"), stem + columns.name() + ENDING)
                    .forEach(file -> PublishedTable.read(file, row -> found.addOption(columns, row)));
        }
        List<OptionChain> chains = new ArrayList<>();
        found.quotes.forEach((key, options) -> chains.add(new OptionChain(symbol, key.asOf(), key.spot(), options)));
        return chains;
    }

    private void addStrike(Row row) {
        Instant asOf = row.date("trade_date")
                .atTime(LocalTime.parse(row.text("snapshot_time")))
                .atZone(calendar.zone())
                .toInstant();
        Key key = new Key(asOf, row.date("expiry"), row.positive("underlying"));
        add(key, leg(row, key.expiry(), Right.CALL, "ce_"));
        add(key, leg(row, key.expiry(), Right.PUT, "pe_"));
    }

    private static OptionQuote leg(Row row, LocalDate expiry, Right right, String prefix) {
        OptionalDouble percent = row.price(prefix + "iv");
        return new OptionQuote(
                expiry,
                row.positive("strike"),
                right,
                row.count(prefix + "oi"),
                row.count(prefix + "volume"),
                percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / PERCENT) : percent,
                row.price(prefix + "ltp"),
                row.price(prefix + "bid"),
                row.price(prefix + "ask"));
    }

    private void addOption(Bhavcopy columns, Row row) {
        String type = row.text(columns.right());
        if (type.isEmpty()) {
            return; // a future
        }
        LocalDate session = row.date(columns.session());
        if (!calendar.isSession(session)) {
            throw new IllegalArgumentException(columns.session() + " must be a session, was " + session);
        }
        Key key = new Key(calendar.close(session), row.date(columns.expiry()), row.positive(columns.underlying()));
        double volume = row.count(columns.volume());
        add(
                key,
                new OptionQuote(
                        key.expiry(),
                        row.positive(columns.strike()),
                        right(columns.right(), type),
                        row.count(columns.openInterest()),
                        volume,
                        OptionalDouble.empty(),
                        volume > 0 ? row.price(columns.close()) : OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    private static Right right(String column, String type) {
        return switch (type) {
            case "CE" -> Right.CALL;
            case "PE" -> Right.PUT;
            default -> throw new IllegalArgumentException(column + " must be CE or PE, was '" + type + "'");
        };
    }

    private void add(Key key, OptionQuote quote) {
        quotes.computeIfAbsent(key, any -> new ArrayList<>()).add(quote);
    }
}
