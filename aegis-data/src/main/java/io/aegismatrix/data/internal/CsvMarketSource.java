package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A folder of CSV files as a market source. Reads the files anew for every snapshot and keeps nothing. */
public final class CsvMarketSource implements MarketSource {

    private static final String NAME = "csv";

    private final Path folder;
    private final boolean lenient;

    /**
     * Creates a source.
     *
     * @param folder where the files are
     * @param lenient whether bad rows are skipped and counted instead of refused
     */
    public CsvMarketSource(Path folder, boolean lenient) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.lenient = lenient;
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        if (!Files.isDirectory(folder)) {
            throw new MarketDataException(folder + ": no such folder; point to the folder with "
                    + dailyName(request.underlying().fileStem()));
        }
        return new Reading(request).snapshot();
    }

    private static String dailyName(String stem) {
        return stem + "_daily.csv";
    }

    /** One answer in the making. */
    private final class Reading {

        private final Underlying underlying;
        private final MarketRequest request;
        private final Instant asOf;
        private final TradingCalendar calendar;
        private final List<Anomaly> noticed = new ArrayList<>();
        private final List<SourceStamp> stamps = new ArrayList<>();

        Reading(MarketRequest request) {
            this.request = request;
            this.underlying = request.underlying();
            this.asOf = request.asOf();
            this.calendar = NseCalendar.load(underlying.expiryRule());
        }

        MarketSnapshot snapshot() {
            BarSeries daily = daily(underlying.name(), underlying.fileStem());
            BarSeries volatility = daily(underlying.volatilityIndex(), underlying.volatilityFileStem());
            MarketSnapshot.Builder builder =
                    MarketSnapshot.at(asOf, underlying, calendar).daily(daily).volatilityIndex(volatility);
            intraday().ifPresent(builder::intraday);
            optionChain(daily).ifPresent(builder::optionChain);
            noteUnread();
            return builder.buildChecked(stamps, noticed);
        }

        private BarSeries daily(String instrument, String stem) {
            PriceFile<DailyBar, LocalDate> file =
                    PriceFile.read(dailyFile(instrument, stem), lenient, kind(), calendar);
            noteLeftOut(file);
            LocalDate completed = calendar.lastCompletedSession(asOf);
            BarSeries known = BarSeries.of(instrument, file.bars()).until(completed);
            if (known.isEmpty()) {
                throw new MarketDataException(file.path() + ": all "
                        + file.bars().size() + " bars, from "
                        + file.bars().get(0).session() + " on, are later than the last session completed at " + asOf
                        + ", which is " + completed + "; ask for a later moment or give older data");
            }
            stamp(instrument, SourceStamp.DAILY);
            return request.from().map(first -> from(first, known, file.path())).orElse(known);
        }

        private BarSeries from(LocalDate first, BarSeries known, Path path) {
            BarSeries wanted = known.from(first);
            if (wanted.isEmpty()) {
                throw new MarketDataException(path + ": no bar from " + first + " on is known at " + asOf
                        + "; the newest is of " + known.last().session());
            }
            return wanted;
        }

        private PriceFile.Kind<DailyBar, LocalDate> kind() {
            return new PriceFile.Kind<>(
                    false,
                    DailyBar::session,
                    PriceRow::day,
                    row -> new DailyBar(row.day(), row.open(), row.high(), row.low(), row.close(), row.volume()),
                    Reading::samePrices,
                    day -> !calendar.isSession(day));
        }

        /** The volume is used nowhere, and exporters fill it in later. */
        private static boolean samePrices(DailyBar bar, DailyBar other) {
            return bar.open() == other.open()
                    && bar.high() == other.high()
                    && bar.low() == other.low()
                    && bar.close() == other.close();
        }

        private Path dailyFile(String instrument, String stem) {
            Path plain = folder.resolve(dailyName(stem));
            Path packed = folder.resolve(dailyName(stem) + ".gz");
            if (Files.isRegularFile(plain)) {
                return plain;
            }
            if (Files.isRegularFile(packed)) {
                return packed;
            }
            String others = unread();
            throw new MarketDataException(plain + ": no such file (nor with .gz); the daily bars of " + instrument
                    + " are needed and are never replaced by anything else"
                    + (others.isEmpty() ? "" : "; in the folder lie " + others + ": give the right one this name"));
        }

        private Optional<IntradaySeries> intraday() {
            Optional<IntradaySeries> series = new IntradayFiles(folder, calendar, lenient)
                    .read(
                            underlying.name(),
                            underlying.fileStem(),
                            asOf,
                            request.firstIntraday(),
                            this::noteLeftOut,
                            noticed::add);
            series.ifPresent(bars -> stamp(underlying.name(), SourceStamp.INTRADAY));
            return series.map(bars -> request.firstIntraday().map(bars::from).orElse(bars));
        }

        private Optional<OptionChain> optionChain(BarSeries daily) {
            Optional<OptionChain> chain =
                    new OptionChainFiles(folder, calendar, underlying, asOf, noticed::add).newest(daily);
            chain.ifPresent(found -> stamp(underlying.name(), SourceStamp.OPTION_CHAIN));
            return chain;
        }

        private void noteUnread() {
            String names = unread();
            if (!names.isEmpty()) {
                noticed.add(Anomaly.of(
                        AnomalyCode.FILES_NOT_READ,
                        "not read, though they look like market data: " + names
                                + "; the file names that are read begin " + underlying.fileStem() + "_, "
                                + underlying.volatilityFileStem() + "_ or option"));
            }
        }

        private String unread() {
            return UnreadFiles.names(
                    folder,
                    path -> isDaily(path, underlying.fileStem())
                            || isDaily(path, underlying.volatilityFileStem())
                            || IntradayFiles.isIntraday(path, underlying.fileStem())
                            || OptionChainFiles.isChain(path));
        }

        private boolean isDaily(Path path, String stem) {
            String name = path.getFileName().toString();
            return name.equals(dailyName(stem)) || name.equals(dailyName(stem) + ".gz");
        }

        private void stamp(String instrument, String kind) {
            stamps.add(new SourceStamp(NAME, instrument, kind, asOf, 0, 1));
        }

        private void noteLeftOut(PriceFile<?, ?> file) {
            file.skipped().ifPresent(rows -> noticed.add(Anomaly.of(AnomalyCode.ROWS_SKIPPED, rows)));
            file.withoutPrices().ifPresent(rows -> noticed.add(Anomaly.of(AnomalyCode.BARS_WITHOUT_PRICES, rows)));
        }
    }
}
