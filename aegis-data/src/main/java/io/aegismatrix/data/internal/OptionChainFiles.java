package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
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
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the newest option chain of a folder that was current at a moment. */
final class OptionChainFiles {

    private static final Pattern NAME = Pattern.compile(".*option_chain.*\\.json(\\.gz)?");
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");

    private final Path folder;
    private final TradingCalendar calendar;
    private final boolean lenient;

    OptionChainFiles(Path folder, TradingCalendar calendar, boolean lenient) {
        this.folder = folder;
        this.calendar = calendar;
        this.lenient = lenient;
    }

    /** The newest snapshot not after {@code asOf} that is of the day of {@code asOf} or of the session before it. */
    Optional<OptionChain> newest(Underlying underlying, Instant asOf, Consumer<Anomaly> noticed) {
        LocalDate today = asOf.atZone(calendar.zone()).toLocalDate();
        LocalDate current = calendar.isSession(today) ? today : calendar.previousSession(today);
        LocalDate oldest = calendar.previousSession(current);
        OptionChain newest = null;
        for (Path path : Folders.files(folder, "option_chain", NAME)) {
            if (!mayHold(path, oldest, today)) {
                continue;
            }
            OptionChain chain = read(path, noticed)
                    .filter(read -> isCurrent(read, underlying, oldest, asOf))
                    .orElse(null);
            if (chain != null && (newest == null || chain.asOf().isAfter(newest.asOf()))) {
                newest = chain;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** A date in the file name spares opening files of other days. */
    private static boolean mayHold(Path path, LocalDate oldest, LocalDate today) {
        Matcher date = DATE.matcher(path.getFileName().toString());
        if (!date.find()) {
            return true;
        }
        return Stamps.day(date.group(1), ZoneOffset.UTC)
                .map(day -> !day.isBefore(oldest) && !day.isAfter(today))
                .orElse(true);
    }

    private boolean isCurrent(OptionChain chain, Underlying underlying, LocalDate oldest, Instant asOf) {
        return chain.underlying().equals(underlying.nseSymbol())
                && !chain.asOf().isAfter(asOf)
                && !chain.asOf().atZone(calendar.zone()).toLocalDate().isBefore(oldest);
    }

    private Optional<OptionChain> read(Path path, Consumer<Anomaly> noticed) {
        try (InputStream in = CsvTable.open(path)) {
            return Optional.of(NseOptionChain.parse(in, path.toString(), calendar.zone()));
        } catch (IOException e) {
            return refuse(
                    new MarketDataException(
                            path + ": cannot be read (" + e.getMessage() + "); is the file complete?", e),
                    noticed);
        } catch (MarketDataException e) {
            return refuse(e, noticed);
        }
    }

    private Optional<OptionChain> refuse(MarketDataException problem, Consumer<Anomaly> noticed) {
        if (!lenient) {
            throw problem;
        }
        noticed.accept(Anomaly.of(AnomalyCode.OPTION_CHAIN_UNREADABLE, String.valueOf(problem.getMessage())));
        return Optional.empty();
    }
}
