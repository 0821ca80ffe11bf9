package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.TradingCalendar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The intraday files of a folder, merged into one series of the finest interval that reaches the newest session. */
final class IntradayFiles {

    /** Bars this far outside the session are a pre-open or closing tick; further out the time zone is wrong. */
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private final Path folder;
    private final TradingCalendar calendar;
    private final boolean lenient;
    private final PriceFile.Kind<IntradayBar, Instant> kind = new PriceFile.Kind<>(
            true, IntradayBar::start, this::start, this::intradayBar, IntradayBar::equals, start -> false);
    private Window ordinary = Window.NONE;

    IntradayFiles(Path folder, TradingCalendar calendar, boolean lenient) {
        this.folder = folder;
        this.calendar = calendar;
        this.lenient = lenient;
    }

    /** The bars known at {@code asOf}; a file whose name says that it is of a year before {@code from} is not opened. */
    Optional<IntradaySeries> read(
            String instrument,
            String stem,
            Instant asOf,
            Optional<LocalDate> from,
            Consumer<PriceFile<?, ?>> noteSkipped,
            Consumer<Anomaly> noticed) {
        Pattern pattern = names(stem);
        NavigableMap<Integer, List<PriceFile<IntradayBar, Instant>>> byMinutes = new TreeMap<>();
        for (Path path : Folders.files(folder, "intraday", pattern)) {
            Matcher name = pattern.matcher(path.getFileName().toString());
            if (name.matches() && !isOfAYearBefore(from, name.group(2))) {
                PriceFile<IntradayBar, Instant> file = PriceFile.read(path, lenient, kind, calendar);
                noteSkipped.accept(file);
                byMinutes
                        .computeIfAbsent(Integer.valueOf(name.group(1)), minutes -> new ArrayList<>())
                        .add(file);
            }
        }
        IntradaySeries best = null;
        for (Map.Entry<Integer, List<PriceFile<IntradayBar, Instant>>> entry : byMinutes.entrySet()) {
            IntradaySeries series = IntradaySeries.of(
                            instrument,
                            Duration.ofMinutes(entry.getKey()),
                            calendar.zone(),
                            merge(entry.getValue(), noticed))
                    .until(asOf);
            best = best == null || newestSession(series).isAfter(newestSession(best)) ? series : best;
        }
        return Optional.ofNullable(best).filter(series -> !series.bars().isEmpty());
    }

    private static Pattern names(String stem) {
        return Pattern.compile(Pattern.quote(stem) + "_([135])m(?:|.*_(\\d{4})|.*)\\.csv(\\.gz)?");
    }

    /** Whether a file holds bars inside sessions by its name. */
    static boolean isIntraday(Path path, String stem) {
        return names(stem).matcher(path.getFileName().toString()).matches();
    }

    private static boolean isOfAYearBefore(Optional<LocalDate> from, @Nullable String year) {
        return year != null
                && from.isPresent()
                && Integer.parseInt(year) < from.get().getYear();
    }

    private static LocalDate newestSession(IntradaySeries series) {
        List<LocalDate> sessions = series.sessions();
        return sessions.isEmpty() ? LocalDate.MIN : sessions.get(sessions.size() - 1);
    }

    private List<IntradayBar> merge(List<PriceFile<IntradayBar, Instant>> files, Consumer<Anomaly> noticed) {
        if (follow(files)) {
            return files.stream().flatMap(file -> file.bars().stream()).toList();
        }
        NavigableMap<Instant, IntradayBar> merged = new TreeMap<>();
        for (PriceFile<IntradayBar, Instant> file : files) {
            int conflicts = 0;
            for (IntradayBar bar : file.bars()) {
                IntradayBar before = merged.put(bar.start(), bar);
                conflicts += before == null || before.equals(bar) ? 0 : 1;
            }
            if (conflicts > 0) {
                noticed.accept(Anomaly.of(
                        AnomalyCode.INTRADAY_OVERLAP,
                        file.path().getFileName() + ": " + conflicts
                                + " bars differ from an earlier file's and replace them"));
            }
        }
        return List.copyOf(merged.values());
    }

    /** Whether every file starts after the one before it ends, as files of a year each do. */
    private static boolean follow(List<PriceFile<IntradayBar, Instant>> files) {
        for (int i = 1; i < files.size(); i++) {
            List<IntradayBar> before = files.get(i - 1).bars();
            Instant end = before.get(before.size() - 1).start();
            if (!files.get(i).bars().get(0).start().isAfter(end)) {
                return false;
            }
        }
        return true;
    }

    private IntradayBar intradayBar(PriceRow row) {
        return new IntradayBar(start(row), row.open(), row.high(), row.low(), row.close());
    }

    private Instant start(PriceRow row) {
        Instant start = row.moment();
        if (!ordinary.holds(start)) {
            requireInsideSession(start, row.stampText());
        }
        return start;
    }

    /** Only a session of ordinary hours is remembered: almost every bar is of the session of the bar before. */
    private void requireInsideSession(Instant start, String cell) {
        ZonedDateTime local = start.atZone(calendar.zone());
        Window window = window(local.toLocalDate());
        if (!window.holds(start)) {
            throw new IllegalArgumentException("column 'timestamp' must lie inside the session, was '" + cell
                    + "', which is " + local.toLocalTime() + " in " + calendar.zone() + "; is the time zone right?");
        }
        if (window.isKnown()) {
            ordinary = window;
        }
    }

    /** Days the calendar does not list are judged later, and those outside the working week keep odd hours. */
    private Window window(LocalDate day) {
        boolean known = calendar.isSession(day)
                && Duration.between(calendar.open(day), calendar.close(day)).toHours() >= 5;
        return known
                ? new Window(
                        calendar.open(day).minus(TOLERANCE), calendar.close(day).plus(TOLERANCE))
                : Window.UNKNOWN;
    }

    private record Window(Instant from, Instant to) {

        static final Window UNKNOWN = new Window(Instant.MIN, Instant.MAX);
        static final Window NONE = new Window(Instant.MAX, Instant.MAX);

        boolean isKnown() {
            return from.isAfter(UNKNOWN.from);
        }

        boolean holds(Instant start) {
            return !start.isBefore(from) && start.isBefore(to);
        }
    }
}
