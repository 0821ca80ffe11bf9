package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The daily bars of a folder, {@code <stem>_daily.csv[.gz]}. */
final class DailyFiles {

    private final Path folder;
    private final boolean lenient;
    private final TradingCalendar calendar;

    DailyFiles(Path folder, boolean lenient, TradingCalendar calendar) {
        this.folder = folder;
        this.lenient = lenient;
        this.calendar = calendar;
    }

    /**
     * What a file holds.
     *
     * @param place the file, or the folder where there is none
     * @param bars its bars; none where there is no file
     */
    record Found(Path place, BarSeries bars) {}

    static String name(String stem) {
        return stem + "_daily.csv";
    }

    /** Whether a file is the daily bars of a stem by its name. */
    static boolean isOf(Path path, String stem) {
        String name = path.getFileName().toString();
        return name.equals(name(stem)) || name.equals(name(stem) + ".gz");
    }

    /**
     * Reads the file of an instrument.
     *
     * @param mayLack whether the folder has its bars in another form
     * @param others what else lies in the folder, for the message where the file is missing
     */
    Found read(String instrument, String stem, boolean mayLack, Supplier<String> others, Consumer<Anomaly> noticed) {
        Optional<Path> path = find(stem);
        if (path.isEmpty() && mayLack) {
            return new Found(folder, BarSeries.of(instrument, List.of()));
        }
        PriceFile<DailyBar, LocalDate> file = PriceFile.read(
                path.orElseThrow(() -> missing(instrument, stem, others.get())), lenient, kind(), calendar);
        noteLeftOut(file, noticed);
        return new Found(file.path(), BarSeries.of(instrument, file.bars()));
    }

    /** The plain file is preferred. */
    Optional<Path> find(String stem) {
        Path plain = folder.resolve(name(stem));
        Path packed = folder.resolve(name(stem) + ".gz");
        if (Files.isRegularFile(plain)) {
            return Optional.of(plain);
        }
        return Files.isRegularFile(packed) ? Optional.of(packed) : Optional.empty();
    }

    private MarketDataException missing(String instrument, String stem, String others) {
        return new MarketDataException(folder.resolve(name(stem)) + ": no such file (nor with .gz); the daily bars of "
                + instrument + " are needed and are never replaced by anything else"
                + (others.isEmpty() ? "" : "; in the folder lie " + others + ": give the right one this name"));
    }

    private PriceFile.Kind<DailyBar, LocalDate> kind() {
        return new PriceFile.Kind<>(
                false,
                DailyBar::session,
                PriceRow::day,
                row -> new DailyBar(row.day(), row.open(), row.high(), row.low(), row.close(), row.volume()),
                DailyFiles::samePrices,
                day -> !calendar.isSession(day));
    }

    /** The volume is used nowhere, and exporters fill it in later. */
    static boolean samePrices(DailyBar bar, DailyBar other) {
        return bar.open() == other.open()
                && bar.high() == other.high()
                && bar.low() == other.low()
                && bar.close() == other.close();
    }

    static void noteLeftOut(PriceFile<?, ?> file, Consumer<Anomaly> noticed) {
        file.skipped().ifPresent(rows -> noticed.accept(Anomaly.of(AnomalyCode.ROWS_SKIPPED, rows)));
        file.withoutPrices().ifPresent(rows -> noticed.accept(Anomaly.of(AnomalyCode.BARS_WITHOUT_PRICES, rows)));
    }
}
