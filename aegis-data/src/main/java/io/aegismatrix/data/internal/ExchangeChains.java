package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The closing chains in the exchange's bhavcopies of a folder: prices of the close, known since the evening. A file counts
 * as a whole or not at all; a bad one is told, and the rest is read as if it were not there.
 */
final class ExchangeChains {

    /** Bhavcopies are published in the three to four hours after the close. */
    static final Duration PUBLISHED_AFTER = Duration.ofHours(4);

    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*(bhavcopy_(nse|bse)_fo|fo_udiff).*|fo\\d{2}[a-z]{3}\\d{4}bhav.*)\\.(csv|csv\\.gz|csv\\.zip|zip|gz)");
    /** An archive of months of a few strikes: history, but no chain that could describe a day. */
    private static final Pattern ARCHIVE = Pattern.compile("(?i).*_monthly_options_eod_.*\\.csv(\\.gz)?");

    private final Path folder;
    private final TradingCalendar calendar;
    private final Underlying underlying;
    private final BarSeries daily;
    private final double tolerance;
    private final Consumer<Anomaly> noticed;
    private final LotSizes lots;
    private final List<String> closes = new ArrayList<>();
    private final Map<LocalDate, Read> read = new HashMap<>();

    /** What is remembered of a session that was handed over: enough to know it again. */
    private record Read(String file, int hash) {}

    /**
     * @param daily the index's bars, whose closes the files are held against, and which stand in where a file has none
     * @param tolerance largest relative difference of two closes that is not told
     */
    ExchangeChains(
            Path folder,
            TradingCalendar calendar,
            Underlying underlying,
            BarSeries daily,
            double tolerance,
            Consumer<Anomaly> noticed) {
        this.folder = folder;
        this.calendar = calendar;
        this.underlying = underlying;
        this.daily = daily;
        this.tolerance = tolerance;
        this.noticed = noticed;
        this.lots = new LotSizes(calendar, underlying);
    }

    /** Whether a file is a bhavcopy of derivatives by its name. */
    static boolean isBhavcopy(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    /** Whether a file is read as history only. */
    static boolean isArchive(Path path) {
        return ARCHIVE.matcher(path.getFileName().toString()).matches();
    }

    /** When the bhavcopy of a session is there for everybody. */
    static Instant publication(TradingCalendar calendar, LocalDate session) {
        return calendar.close(session).plus(PUBLISHED_AFTER);
    }

    /** The newest chain known at a moment of the sessions from {@code oldest} on; also looks at the lists of lots. */
    Optional<OptionChain> newest(LocalDate oldest, Instant asOf) {
        List<OptionChain> found = new ArrayList<>();
        readAll(ExchangeChains::isBhavcopy, oldest, asOf, found::add);
        lots.compareLists(folder, asOf.atZone(calendar.zone()).toLocalDate(), noticed);
        tell();
        OptionChain newest = null;
        for (OptionChain chain : found) {
            newest = newest == null || chain.asOf().isAfter(newest.asOf()) ? chain : newest;
        }
        return Optional.ofNullable(newest);
    }

    /**
     * Hands over every chain known at a moment of the sessions from {@code oldest} on, files by name.
     *
     * @param archives whether archives of a few strikes count
     */
    void all(LocalDate oldest, Instant asOf, boolean archives, Consumer<OptionChain> taker) {
        Predicate<Path> own = path -> archives && isArchive(path) && isOfThisIndex(path);
        readAll(path -> isBhavcopy(path) || own.test(path), oldest, asOf, taker);
        tell();
    }

    /** An archive has no column for the symbol: it stands first in the name. */
    private boolean isOfThisIndex(Path path) {
        return path.getFileName()
                .toString()
                .toLowerCase(Locale.ROOT)
                .startsWith(underlying.nseSymbol().toLowerCase(Locale.ROOT) + "_");
    }

    private void readAll(Predicate<Path> which, LocalDate oldest, Instant asOf, Consumer<OptionChain> taker) {
        LocalDate today = asOf.atZone(calendar.zone()).toLocalDate();
        Predicate<LocalDate> wanted = session -> !session.isBefore(oldest) && !session.isAfter(today);
        for (Path path : ExchangeFolder.files(folder, which)) {
            boolean ofOtherDays =
                    Bhavcopy.namedDay(path).filter(wanted.negate()).isPresent()
                            || Bhavcopy.namedFirst(path).filter(today::isBefore).isPresent();
            if (!ofOtherDays) {
                readOne(path, wanted, asOf, taker);
            }
        }
    }

    private void readOne(Path path, Predicate<LocalDate> wanted, Instant asOf, Consumer<OptionChain> taker) {
        String file = path.getFileName().toString();
        try {
            List<OptionChain> chains =
                    Bhavcopy.read(path, underlying.nseSymbol(), wanted, lots::known).values().stream()
                            .filter(day -> isPublished(day.session(), asOf))
                            .map(day -> chain(file, day))
                            .toList();
            chains.stream().filter(chain -> isNew(path, chain)).forEach(taker);
        } catch (MarketDataException e) {
            noticed.accept(Anomaly.of(AnomalyCode.EXCHANGE_FILE_UNREADABLE, e.getMessage() + "; read on without it"));
        } catch (IllegalArgumentException e) {
            noticed.accept(Anomaly.of(
                    AnomalyCode.EXCHANGE_FILE_UNREADABLE, file + ": " + e.getMessage() + "; read on without it"));
        }
    }

    private boolean isPublished(LocalDate session, Instant asOf) {
        if (!calendar.isSession(session)) {
            throw new IllegalArgumentException("its day must be a session, was " + session);
        }
        return !publication(calendar, session).isAfter(asOf);
    }

    private OptionChain chain(String file, Bhavcopy.Day day) {
        LocalDate session = day.session();
        day.lots().forEach((expiry, lot) -> lots.compare(file, session, expiry, lot));
        return new OptionChain(
                underlying.nseSymbol(),
                calendar.close(session),
                spot(file, day),
                day.quotes(),
                publication(calendar, session));
    }

    private double spot(String file, Bhavcopy.Day day) {
        OptionalInt bar = daily.find(day.session());
        OptionalDouble close =
                bar.isPresent() ? OptionalDouble.of(daily.bar(bar.getAsInt()).close()) : OptionalDouble.empty();
        if (day.underlying().isEmpty() && close.isEmpty()) {
            throw new IllegalArgumentException(
                    "tells no index level, and there is no daily bar of " + day.session() + " that could");
        }
        double told = day.underlying().orElseGet(close::getAsDouble);
        if (Math.abs(close.orElse(told) / told - 1) > tolerance) {
            closes.add(underlying.name() + " " + day.session() + ": the daily bar closes at " + close.getAsDouble()
                    + ", " + file + " has the index at " + told);
        }
        return told;
    }

    /** The same day in a second file, packed or not, is no second chain; of two that differ the first by name counts. */
    private boolean isNew(Path path, OptionChain chain) {
        String file = path.getFileName().toString();
        LocalDate session = chain.asOf().atZone(calendar.zone()).toLocalDate();
        Read before = read.putIfAbsent(session, new Read(file, chain.hashCode()));
        if (before != null && before.hash() != chain.hashCode() && !isArchive(path)) {
            noticed.accept(Anomaly.of(
                    AnomalyCode.EXCHANGE_FILE_UNREADABLE,
                    file + ": differs from " + before.file() + ", which has the options of " + session
                            + " too and is used"));
        }
        return before == null;
    }

    private void tell() {
        lots.told().ifPresent(noticed);
        if (!closes.isEmpty()) {
            noticed.accept(Anomaly.of(AnomalyCode.CLOSE_MISMATCH, Examples.of(closes, "closes differ")));
        }
    }
}
