package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One answer from a folder in the making. */
final class FolderReading {

    private static final String NAME = "csv";
    private static final LiveSettings.Checks CHECKS = LiveSettings.defaults().checks();

    private final Path folder;
    private final boolean lenient;
    private final Underlying underlying;
    private final MarketRequest request;
    private final Instant asOf;
    private final TradingCalendar calendar;
    private final DailyFiles dailyFiles;
    private final List<Anomaly> noticed = new ArrayList<>();
    private final List<SourceStamp> stamps = new ArrayList<>();
    private final Map<String, BarSeries> official;
    private final Map<String, List<DailyBar>> overruled = new HashMap<>();

    FolderReading(Path folder, boolean lenient, MarketRequest request) {
        this.folder = folder;
        this.lenient = lenient;
        this.request = request;
        this.underlying = request.underlying();
        this.asOf = request.asOf();
        this.calendar = NseCalendar.load(underlying.expiryRule());
        this.dailyFiles = new DailyFiles(folder, lenient, calendar);
        this.official = IndexCloseFiles.read(
                folder,
                IndexCloseFiles.names(underlying, request.companions()),
                calendar.lastCompletedSession(asOf),
                noticed::add);
    }

    static String dailyName(String stem) {
        return DailyFiles.name(stem);
    }

    MarketSnapshot snapshot() {
        BarSeries daily = index();
        BarSeries volatility =
                daily(underlying.volatilityIndex(), underlying.volatilityFileStem(), CHECKS.volatilityClose());
        MarketSnapshot.Builder builder =
                MarketSnapshot.at(asOf, underlying, calendar).daily(daily).volatilityIndex(volatility);
        intraday().ifPresent(builder::intraday);
        optionChain(daily).ifPresent(builder::optionChain);
        if (request.companions()) {
            Companion.of(underlying).forEach(companion -> companion(companion).ifPresent(builder::companion));
        }
        noteUnread();
        return builder.buildChecked(stamps, noticed);
    }

    private BarSeries index() {
        return daily(underlying.name(), underlying.fileStem(), CHECKS.close());
    }

    /** Every chain of the folder that was known, whatever its form. */
    List<Anomaly> chains(Consumer<OptionChain> taker) {
        BarSeries daily = index();
        noticed.clear();
        pageChains(daily, taker);
        exchangeChains(daily).all(oldest(daily), asOf, true, taker);
        return noticed;
    }

    private void pageChains(BarSeries daily, Consumer<OptionChain> taker) {
        new OptionChainFiles(folder, calendar, underlying, asOf, noticed::add).all(daily, oldest(daily), taker);
    }

    private LocalDate oldest(BarSeries daily) {
        return request.from().orElse(daily.bar(0).session());
    }

    private ExchangeChains exchangeChains(BarSeries daily) {
        return new ExchangeChains(folder, calendar, underlying, daily, CHECKS.close(), noticed::add);
    }

    /** The bars as one save, the exchange's first; every chain at the moment from which it could be known. */
    List<Anomaly> keepIn(MarketStore store) {
        MarketSnapshot snapshot = snapshot();
        List<Piece> pieces = new ArrayList<>();
        addDaily(snapshot.daily(), pieces);
        addDaily(snapshot.volatilityIndex(), pieces);
        Companion.of(underlying)
                .forEach(companion ->
                        snapshot.companion(companion).ifPresent(series -> addDaily(series.bars(), pieces)));
        MarketFetch.of(snapshot).pieces().stream()
                .filter(piece -> !(piece instanceof MarketFetch.Daily) && !(piece instanceof MarketFetch.Chain))
                .forEach(pieces::add);
        store.save(new MarketFetch(asOf, pieces, List.of()));
        List<Anomaly> all = new ArrayList<>(snapshot.quality().anomalies());
        noticed.clear();
        ChainBatch batch = new ChainBatch(store, underlying.name());
        pageChains(snapshot.daily(), chain -> batch.add(NAME, chain));
        exchangeChains(snapshot.daily())
                .all(oldest(snapshot.daily()), asOf, false, chain -> batch.add(MarketFetch.EXCHANGE, chain));
        batch.save();
        noticed.stream().filter(anomaly -> !all.contains(anomaly)).forEach(all::add);
        return all;
    }

    private void addDaily(BarSeries bars, List<Piece> pieces) {
        String instrument = bars.instrument();
        BarSeries exchange = official(instrument);
        List<DailyBar> own = new ArrayList<>();
        List<DailyBar> vendor = new ArrayList<>();
        bars.bars().forEach(bar -> (exchange.find(bar.session()).isPresent() ? own : vendor).add(bar));
        addDaily(MarketFetch.EXCHANGE, instrument, own, pieces);
        addDaily(NAME, instrument, vendor, pieces);
        addDaily(NAME, instrument, overruled.getOrDefault(instrument, List.of()), pieces);
    }

    private static void addDaily(String source, String instrument, List<DailyBar> bars, List<Piece> pieces) {
        if (!bars.isEmpty()) {
            pieces.add(new MarketFetch.Daily(source, BarSeries.of(instrument, bars)));
        }
    }

    private BarSeries official(String instrument) {
        return official.getOrDefault(instrument, BarSeries.of(instrument, List.of()));
    }

    private BarSeries daily(String instrument, String stem, double tolerance) {
        BarSeries exchange = official(instrument);
        DailyFiles.Found found = dailyFiles.read(instrument, stem, !exchange.isEmpty(), this::unread, noticed::add);
        LocalDate completed = calendar.lastCompletedSession(asOf);
        BarSeries known = overruled(found.bars(), completed, tolerance);
        if (known.isEmpty()) {
            BarSeries all = found.bars().isEmpty() ? exchange : found.bars();
            throw new MarketDataException(found.place() + ": all " + all.size() + " bars, from "
                    + all.bar(0).session() + " on, are later than the last session completed at " + asOf
                    + ", which is " + completed + "; ask for a later moment or give older data");
        }
        stamp(instrument, SourceStamp.DAILY);
        return request.from().map(first -> from(first, known, found.place())).orElse(known);
    }

    /** The bars through {@code last} with the exchange's own over them. */
    private BarSeries overruled(BarSeries bars, LocalDate last, double tolerance) {
        String instrument = bars.instrument();
        OfficialBars merged =
                OfficialBars.over(bars.until(last), official(instrument).until(last));
        merged.told(NAME, tolerance).ifPresent(noticed::add);
        overruled.put(instrument, merged.overruled());
        return merged.bars();
    }

    private BarSeries from(LocalDate first, BarSeries known, Path path) {
        BarSeries wanted = known.from(first);
        if (wanted.isEmpty()) {
            throw new MarketDataException(path + ": no bar from " + first + " on is known at " + asOf
                    + "; the newest is of " + known.last().session());
        }
        return wanted;
    }

    private Optional<IntradaySeries> intraday() {
        Optional<IntradaySeries> series = new IntradayFiles(folder, calendar, lenient)
                .read(
                        underlying.name(),
                        underlying.fileStem(),
                        asOf,
                        request.firstIntraday(),
                        file -> DailyFiles.noteLeftOut(file, noticed::add),
                        noticed::add);
        series.ifPresent(bars -> stamp(underlying.name(), SourceStamp.INTRADAY));
        return series.map(bars -> request.firstIntraday().map(bars::from).orElse(bars));
    }

    /** The newest of both kinds; of equally new ones the page's, which tells more. */
    private Optional<OptionChain> optionChain(BarSeries daily) {
        OptionChainFiles files = new OptionChainFiles(folder, calendar, underlying, asOf, noticed::add);
        Optional<OptionChain> exchange = exchangeChains(daily).newest(files.oldest(), asOf);
        Optional<OptionChain> chain = files.newest(daily, exchange);
        chain.ifPresent(found -> stamp(underlying.name(), SourceStamp.OPTION_CHAIN));
        return chain;
    }

    /** A companion is optional: a file that cannot be read is told, and the market is read without it. */
    private Optional<CompanionSeries> companion(Companion companion) {
        if (dailyFiles.find(companion.fileStem()).isEmpty()
                && official(companion.name()).isEmpty()) {
            return Optional.empty();
        }
        try {
            BarSeries found = dailyFiles
                    .read(companion.name(), companion.fileStem(), true, () -> "", noticed::add)
                    .bars();
            BarSeries bars = overruled(found, companion.lastKnown(asOf, calendar), CHECKS.close());
            return CompanionSeries.of(
                    companion, NAME, request.from().map(bars::from).orElse(bars));
        } catch (MarketDataException e) {
            noticed.add(Anomaly.of(
                    AnomalyCode.COMPANION_LEFT_OUT,
                    String.valueOf(e.getMessage()).replace(folder + File.separator, "") + "; read on without "
                            + companion));
            return Optional.empty();
        }
    }

    private boolean isCompanion(Path path) {
        return Companion.of(underlying).stream().anyMatch(companion -> DailyFiles.isOf(path, companion.fileStem()));
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
                path -> DailyFiles.isOf(path, underlying.fileStem())
                        || DailyFiles.isOf(path, underlying.volatilityFileStem())
                        || isCompanion(path)
                        || IntradayFiles.isIntraday(path, underlying.fileStem())
                        || OptionChainFiles.isChain(path)
                        || IndexCloseFiles.isOne(path)
                        || ExchangeChains.isBhavcopy(path)
                        || LotSizes.isList(path));
    }

    private void stamp(String instrument, String kind) {
        stamps.add(new SourceStamp(NAME, instrument, kind, asOf, 0, 1));
    }
}
