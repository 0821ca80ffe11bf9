package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest option chain of a folder that was current at a moment. A chain is optional: a file that cannot be read
 * is left out and told, and the rest of the market is read as if it were not there.
 */
final class OptionChainFiles {

    /** Folder below the CSV folder in which chains may lie too. */
    static final String FOLDER = "option_chain";

    private static final Pattern JSON = Pattern.compile("(?i).*option[-_ ]?chain.*\\.json(\\.gz)?");
    private static final Pattern DOWNLOAD = Pattern.compile("(?i)option[-_ ]?chain.*\\.csv(\\.gz)?");
    /** Many snapshots of the page, behind the index's symbol. */
    private static final String TABLE = "_chain_(eod|intraday)_.*\\.csv(\\.gz)?";

    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");
    /** How far the chain's own level may lie from the close it is taken to be of, and by how much more in a year of carry. */
    private static final double AGREES = 0.005;

    private static final double CARRY = 0.1;
    private static final double DAYS_A_YEAR = 365;
    /** How far the days to the expiry that a chain's own volatilities tell may be off. */
    private static final double NEAR_DAYS = 0.75;

    private static final double NEAR_SHARE = 0.05;

    private final Path folder;
    private final TradingCalendar calendar;
    private final Underlying underlying;
    private final Instant asOf;
    private final LocalDate today;
    private final LocalDate oldest;
    private final Consumer<Anomaly> noticed;

    OptionChainFiles(
            Path folder, TradingCalendar calendar, Underlying underlying, Instant asOf, Consumer<Anomaly> noticed) {
        this.folder = folder;
        this.calendar = calendar;
        this.underlying = underlying;
        this.asOf = asOf;
        this.noticed = noticed;
        this.today = asOf.atZone(calendar.zone()).toLocalDate();
        LocalDate current = calendar.isSession(today) ? today : calendar.previousSession(today);
        this.oldest = calendar.previousSession(current);
    }

    /** Whether a file is a chain by its name, of whatever index and day. */
    static boolean isChain(Path path) {
        String name = path.getFileName().toString();
        return JSON.matcher(name).matches() || DOWNLOAD.matcher(name).matches();
    }

    /**
     * The newest snapshot not after the moment that is of its day or of the session before it; of equally new ones the
     * exchange's JSON, which tells its own moment, then the bhavcopy, which tells its day.
     *
     * @param daily the index's bars, which tell of what close an undated download can be
     * @param exchange the newest closing chain of the exchange's files
     */
    Optional<OptionChain> newest(BarSeries daily, Optional<OptionChain> exchange) {
        OptionChain newest = null;
        for (Path path : Folders.files(folder, FOLDER, JSON)) {
            newest = newer(newest, mayHold(path) ? read(path) : Optional.empty());
        }
        newest = newer(newest, exchange);
        Dated undated = undated(daily);
        if (undated == null || (newest != null && !undated.chain.asOf().isAfter(newest.asOf()))) {
            return Optional.ofNullable(newest);
        }
        noticed.accept(Anomaly.of(AnomalyCode.OPTION_CHAIN_UNDATED, undated.told));
        return Optional.of(undated.chain);
    }

    /** First day whose chains are current. */
    LocalDate oldest() {
        return oldest;
    }

    /**
     * Hands over every chain of the folder that tells its moment, or by its name its day, up to the moment and from a day
     * on: the exchange's JSON, its downloads, and tables of many snapshots of its page.
     */
    void all(BarSeries daily, LocalDate from, Consumer<OptionChain> taker) {
        Consumer<OptionChain> known = chain -> {
            LocalDate day = chain.asOf().atZone(calendar.zone()).toLocalDate();
            if (isOfThisIndex(chain) && !day.isBefore(from)) {
                taker.accept(chain);
            }
        };
        Folders.files(folder, FOLDER, JSON).forEach(path -> read(path).ifPresent(known));
        for (Path path : Folders.files(folder, FOLDER, DOWNLOAD)) {
            Dated download = dated(path).isPresent() ? download(path, daily) : null;
            if (download != null) {
                known.accept(download.chain);
            }
        }
        Pattern tables = Pattern.compile("(?i)" + Pattern.quote(underlying.nseSymbol()) + TABLE);
        for (Path path : Folders.files(folder.resolve(FOLDER), "", tables)) {
            table(path).forEach(known);
        }
    }

    private List<OptionChain> table(Path path) {
        try {
            return PageTable.read(path, underlying.nseSymbol(), calendar.zone());
        } catch (MarketDataException e) {
            tell(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            tell(path.getFileName() + ": " + e.getMessage());
        }
        return List.of();
    }

    private @Nullable OptionChain newer(@Nullable OptionChain newest, Optional<OptionChain> read) {
        OptionChain chain = read.filter(this::isCurrent).orElse(null);
        return chain != null && (newest == null || chain.asOf().isAfter(newest.asOf())) ? chain : newest;
    }

    /** A date in the file name spares opening files of other days. */
    private boolean mayHold(Path path) {
        return dated(path)
                .map(day -> !day.isBefore(oldest) && !day.isAfter(today))
                .orElse(true);
    }

    private static Optional<LocalDate> dated(Path path) {
        Matcher date = DATE.matcher(path.getFileName().toString());
        return date.find()
                ? StampParts.of(date.group(1)).flatMap(parts -> parts.date(StampParts.StampForm.YEAR_FIRST))
                : Optional.empty();
    }

    private boolean isCurrent(OptionChain chain) {
        return isOfThisIndex(chain)
                && !chain.asOf().atZone(calendar.zone()).toLocalDate().isBefore(oldest);
    }

    private boolean isOfThisIndex(OptionChain chain) {
        return chain.underlying().equals(underlying.nseSymbol())
                && !chain.asOf().isAfter(asOf);
    }

    private Optional<OptionChain> read(Path path) {
        String name = path.getFileName().toString();
        try (InputStream in = CsvTable.open(path)) {
            return Optional.of(NseOptionChain.parse(in, name, calendar.zone()));
        } catch (IOException e) {
            tell(name + ": cannot be read (" + e.getMessage() + "); is the file complete?");
        } catch (MarketDataException e) {
            tell(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void tell(String problem) {
        noticed.accept(Anomaly.of(AnomalyCode.OPTION_CHAIN_UNREADABLE, problem + "; read on without it"));
    }

    /** A chain whose moment was found, and how. */
    private record Dated(OptionChain chain, String told) {}

    /** The downloads of the page, several expiries of one moment together. */
    private @Nullable Dated undated(BarSeries daily) {
        Dated newest = null;
        for (Path path : Folders.files(folder, FOLDER, DOWNLOAD)) {
            Dated read = mayHold(path) ? download(path, daily) : null;
            if (read == null) {
                continue;
            }
            boolean joins = newest != null
                    && newest.chain.asOf().equals(read.chain.asOf())
                    && !newest.chain.expiries().containsAll(read.chain.expiries());
            if (newest != null && joins) {
                newest = new Dated(newest.chain.withExpiriesOf(read.chain), newest.told + " | " + read.told);
            } else if (newest == null || read.chain.asOf().isAfter(newest.chain.asOf())) {
                newest = read;
            }
        }
        return newest;
    }

    private @Nullable Dated download(Path path, BarSeries daily) {
        String name = path.getFileName().toString();
        try {
            ChainDownload download = ChainDownload.read(path);
            return download.symbol().equals(underlying.nseSymbol()) ? date(path, download, daily) : null;
        } catch (MarketDataException e) {
            String message = String.valueOf(e.getMessage());
            tell(message.startsWith(name) ? message : name + ": " + message.substring(message.indexOf(": ") + 2));
            return null;
        } catch (IllegalArgumentException e) {
            tell(name + ": " + e.getMessage());
            return null;
        }
    }

    /**
     * The download is of the day in its name, or else of the last completed session, at whose close it stands. Its own
     * prices must agree with that close and, where no day is named, with that distance from the expiry, so that a
     * download of another day is not taken for this one's.
     */
    private @Nullable Dated date(Path path, ChainDownload download, BarSeries daily) {
        String name = path.getFileName().toString();
        Optional<LocalDate> named = dated(path);
        LocalDate session = named.orElseGet(() -> calendar.lastCompletedSession(asOf));
        OptionalInt bar = daily.find(session);
        if (bar.isEmpty() || download.expiry().isBefore(session)) {
            tell(name + ": " + (bar.isEmpty() ? "there is no daily bar of " + session : "expired before " + session)
                    + ", the session it would be of");
            return null;
        }
        double close = daily.bar(bar.getAsInt()).close();
        Optional<String> contradiction = level(download, session, close)
                .or(() -> named.isPresent() ? Optional.empty() : distance(download, session));
        if (contradiction.isPresent()) {
            tell(name + ": the file tells no moment, and its prices " + contradiction.get()
                    + (named.isPresent() ? "" : "; put its day into the name as yyyy-MM-dd"));
            return null;
        }
        return new Dated(
                new OptionChain(underlying.nseSymbol(), calendar.close(session), close, List.copyOf(download.quotes())),
                name + ": the file tells no moment; taken as of the close of " + session + ", " + close
                        + ", with which its prices agree ("
                        + Math.round(download.forward().orElse(close)) + ")");
    }

    private static Optional<String> level(ChainDownload download, LocalDate session, double close) {
        OptionalDouble forward = download.forward();
        if (forward.isEmpty()) {
            return Optional.of("have no strike with a call and a put to tell the index by");
        }
        double tolerance = AGREES + CARRY * ChronoUnit.DAYS.between(session, download.expiry()) / DAYS_A_YEAR;
        return Math.abs(forward.getAsDouble() / close - 1) <= tolerance
                ? Optional.empty()
                : Optional.of("put the index at " + Math.round(forward.getAsDouble()) + ", which is not the close of "
                        + session + ", " + close);
    }

    private static Optional<String> distance(ChainDownload download, LocalDate session) {
        OptionalDouble told = download.daysLeft();
        if (told.isEmpty()) {
            return Optional.of("have no implied volatility at the money to tell the day by");
        }
        long days = ChronoUnit.DAYS.between(session, download.expiry());
        return Math.abs(told.getAsDouble() - days) <= Math.max(NEAR_DAYS, NEAR_SHARE * days)
                ? Optional.empty()
                : Optional.of("are those of " + Math.round(10 * told.getAsDouble()) / 10.0
                        + " days before the expiry, but " + session + " is " + days + " before it");
    }
}
