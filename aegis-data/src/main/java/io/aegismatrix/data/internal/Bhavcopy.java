package io.aegismatrix.data.internal;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.internal.NamedTable.Row;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the exchange publishes of every derivative in the evening, the bhavcopy: an option a row, with its closing
 * price, contracts traded and open interest. An option that did not trade has no price here: its closing price is one of
 * an earlier day, and its settlement price a calculation.
 */
final class Bhavcopy {

    /** The name under which the exchange serves a file tells its day; an archive's own name does not. */
    private static final Pattern UDIFF_NAME = Pattern.compile("(?i)bhavcopy_(?:nse|bse)_fo_.*?_(\\d{8})_.*");

    private static final Pattern OLD_NAME = Pattern.compile("(?i)fo(\\d{2}[a-z]{3}\\d{4})bhav.*");
    /** An archive of several days that tells from when: {@code fo_udiff_2025-01-01_to_01-10.csv}. */
    private static final Pattern SINCE = Pattern.compile("(?i).*?(\\d{4}-\\d{2}-\\d{2})_to_.*");

    /**
     * What a table calls its columns; empty for what it does not have.
     *
     * @param volumeInContracts whether volume counts contracts and not units; open interest is always in units
     */
    private record Shape(
            String session,
            String symbol,
            String expiry,
            String right,
            String strike,
            String close,
            String volume,
            boolean volumeInContracts,
            String openInterest,
            String underlying,
            String lot) {

        Set<String> header() {
            return Set.of(
                    session.toLowerCase(Locale.ROOT),
                    expiry.toLowerCase(Locale.ROOT),
                    right.toLowerCase(Locale.ROOT),
                    strike.toLowerCase(Locale.ROOT),
                    openInterest.toLowerCase(Locale.ROOT));
        }
    }

    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    "TradDt",
                    "TckrSymb",
                    "XpryDt",
                    "OptnTp",
                    "StrkPric",
                    "ClsPric",
                    "TtlTradgVol",
                    true,
                    "OpnIntrst",
                    "UndrlygPric",
                    "NewBrdLotQty"),
            new Shape(
                    "TIMESTAMP",
                    "SYMBOL",
                    "EXPIRY_DT",
                    "OPTION_TYP",
                    "STRIKE_PR",
                    "CLOSE",
                    "CONTRACTS",
                    true,
                    "OPEN_INT",
                    "",
                    ""),
            new Shape(
                    "trade_date",
                    "",
                    "expiry",
                    "option_type",
                    "strike",
                    "close",
                    "volume_units",
                    false,
                    "open_interest_units",
                    "underlying_close",
                    "lot"));

    private static final List<Set<String>> HEADERS =
            SHAPES.stream().map(Shape::header).toList();

    /** One session of one underlying. */
    static final class Day {

        private final LocalDate session;
        private final Map<Contract, OptionQuote> quotes = new HashMap<>();
        private final List<OptionQuote> inOrder = new ArrayList<>();
        private final SortedMap<LocalDate, Double> lots = new TreeMap<>();
        private OptionalDouble underlying = OptionalDouble.empty();

        private Day(LocalDate session) {
            this.session = session;
        }

        LocalDate session() {
            return session;
        }

        /** The index's close as the file tells it; the older form does not. */
        OptionalDouble underlying() {
            return underlying;
        }

        /** In the file's order. */
        List<OptionQuote> quotes() {
            return inOrder;
        }

        /** Contract size by expiry, where the file tells it. */
        SortedMap<LocalDate, Double> lots() {
            return lots;
        }

        private void add(OptionQuote quote) {
            OptionQuote before = quotes.putIfAbsent(new Contract(quote.expiry(), quote.strike(), quote.right()), quote);
            if (before == null) {
                inOrder.add(quote);
            } else if (!before.equals(quote)) {
                throw new IllegalArgumentException(quote.right() + " " + quote.strike() + " expiring " + quote.expiry()
                        + " stands there twice for " + session + ", and differs");
            }
        }
    }

    private record Contract(LocalDate expiry, double strike, Right right) {}

    private final String symbol;
    private final Optional<LocalDate> named;
    private final Optional<LocalDate> first;
    private final Predicate<LocalDate> wanted;
    private final ToDoubleBiFunction<LocalDate, LocalDate> knownLot;
    private final SortedMap<LocalDate, Day> days = new TreeMap<>();
    private @Nullable Day newest;
    private @Nullable Shape newestShape;

    private Bhavcopy(
            String symbol,
            Optional<LocalDate> named,
            Optional<LocalDate> first,
            Predicate<LocalDate> wanted,
            ToDoubleBiFunction<LocalDate, LocalDate> knownLot) {
        this.symbol = symbol;
        this.named = named;
        this.first = first;
        this.wanted = wanted;
        this.knownLot = knownLot;
    }

    /** The day that a file's name tells, if it is the exchange's own name. */
    static Optional<LocalDate> namedDay(Path path) {
        String name = path.getFileName().toString();
        for (Pattern pattern : List.of(UDIFF_NAME, OLD_NAME)) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                String day = pattern == OLD_NAME
                        ? matcher.group(1).replaceFirst("(?i)([a-z]{3})", "-$1-")
                        : matcher.group(1);
                return StampParts.of(day)
                        .flatMap(parts -> parts.date(parts.shape().forms().get(0)));
            }
        }
        return Optional.empty();
    }

    /** The first day that a file can hold by its name: the one it is of, or the one from which an archive goes. */
    static Optional<LocalDate> namedFirst(Path path) {
        Matcher since = SINCE.matcher(path.getFileName().toString());
        return since.matches()
                ? StampParts.of(since.group(1)).flatMap(parts -> parts.date(StampParts.StampForm.YEAR_FIRST))
                : namedDay(path);
    }

    /**
     * Reads a file.
     *
     * @param symbol symbol of the underlying at the exchange
     * @param wanted the sessions wanted
     * @param knownLot contract size by expiry and session where the file does not tell it, or 1
     * @return the sessions wanted that the file has options of
     * @throws io.aegismatrix.data.MarketDataException naming file and line of what cannot be true, such as a day that is
     *     not the one in the name
     */
    static SortedMap<LocalDate, Day> read(
            Path path, String symbol, Predicate<LocalDate> wanted, ToDoubleBiFunction<LocalDate, LocalDate> knownLot) {
        Bhavcopy file = new Bhavcopy(symbol, namedDay(path), namedFirst(path), wanted, knownLot);
        NamedTable.read(path, HEADERS, file::take);
        return file.days;
    }

    private void take(Row row) {
        Shape shape = shape(row);
        if (row.has(shape.symbol()) && !row.text(shape.symbol()).equals(symbol)) {
            return; // of another underlying, as nearly all are
        }
        LocalDate session = row.date(shape.session());
        requireNamed(session);
        String type = row.text(shape.right());
        if (type.isEmpty() || type.equals("XX") || !wanted.test(session)) {
            return; // a future, or another day
        }
        LocalDate expiry = row.date(shape.expiry());
        if (expiry.isBefore(session)) {
            throw new IllegalArgumentException(
                    shape.expiry() + " must not lie before the session " + session + ", was " + expiry);
        }
        add(shape, row, day(session), expiry, right(shape, type));
    }

    private Shape shape(Row row) {
        if (newestShape == null || !row.has(newestShape.session())) {
            newestShape = SHAPES.stream()
                    .filter(known -> row.has(known.session()))
                    .findFirst()
                    .orElseThrow();
        }
        return newestShape;
    }

    private void requireNamed(LocalDate session) {
        if (named.isPresent() && !named.get().equals(session)) {
            throw new IllegalArgumentException("holds the session " + session + ", but its name says " + named.get()
                    + ": the wrong file was served; get it again");
        }
        if (first.isPresent() && session.isBefore(first.get())) {
            throw new IllegalArgumentException(
                    "holds the session " + session + ", but its name says from " + first.get() + " on; rename it");
        }
    }

    private Day day(LocalDate session) {
        Day day = newest;
        if (day == null || !day.session.equals(session)) {
            day = days.computeIfAbsent(session, Day::new);
            newest = day;
        }
        return day;
    }

    private static Right right(Shape shape, String type) {
        return switch (type) {
            case "CE" -> Right.CALL;
            case "PE" -> Right.PUT;
            default -> throw new IllegalArgumentException(shape.right() + " must be CE or PE, was '" + type + "'");
        };
    }

    private void add(Shape shape, Row row, Day day, LocalDate expiry, Right right) {
        double told = row.has(shape.lot()) ? row.count(shape.lot()) : 0;
        double lot = told > 0 ? told : knownLot.applyAsDouble(expiry, day.session);
        if (told > 0) {
            day.lots.put(expiry, told);
        }
        if (day.underlying.isEmpty() && row.has(shape.underlying()) && row.count(shape.underlying()) > 0) {
            day.underlying = OptionalDouble.of(row.count(shape.underlying()));
        }
        double volume = row.count(shape.volume());
        double close = row.count(shape.close());
        day.add(new OptionQuote(
                expiry,
                row.positive(shape.strike()),
                right,
                row.count(shape.openInterest()) / lot,
                shape.volumeInContracts() ? volume : volume / lot,
                OptionalDouble.empty(),
                volume > 0 && close > 0 ? OptionalDouble.of(close) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    }
}
