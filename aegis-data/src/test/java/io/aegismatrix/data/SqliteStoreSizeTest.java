package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The figures of docs/STORE.md: five years of 5-minute bars in, and out again. */
@Tag("slow")
class SqliteStoreSizeTest {

    private static final Instant END = Instant.parse("2024-12-31T10:30:00Z");

    private final TradingCalendar calendar = MarketSources.nseCalendar();

    @TempDir
    Path folder;

    @Test
    void holds_five_years_of_five_minute_bars(TestReporter reporter) throws IOException {
        Path file = folder.resolve("market.db");
        MarketStore store = MarketStores.sqlite(file);
        List<LocalDate> sessions = calendar.sessions(LocalDate.of(2020, 1, 1), LocalDate.of(2024, 12, 31));
        IntradaySeries bars = intraday(sessions);
        MarketFetch fetch = new MarketFetch(
                END,
                List.of(
                        new MarketFetch.Daily("test", daily("NIFTY50", 20_000, 1, sessions)),
                        new MarketFetch.Daily("test", daily("INDIAVIX", 13, -5, sessions)),
                        new MarketFetch.Intraday("test", bars)),
                List.of());

        timed(reporter, "first load", () -> save(store, fetch));
        timed(reporter, "the same again", () -> save(store, fetch));
        MarketRequest everything = MarketRequest.nifty50(END);
        MarketSnapshot whole = timed(reporter, "everything, cold", () -> store.snapshot(everything));
        for (int i = 0; i < 5; i++) {
            timed(reporter, "everything, warm", () -> store.snapshot(everything));
        }
        MarketRequest sixty = everything.withFrom(sessions.get(sessions.size() - 60));
        for (int i = 0; i < 5; i++) {
            timed(reporter, "last 60 sessions", () -> store.snapshot(sixty));
        }
        MarketFetch run = MarketFetch.of(store.snapshot(sixty));
        for (int i = 0; i < 5; i++) {
            timed(reporter, "saving 60 sessions again", () -> save(store, run));
        }
        reporter.publishEntry("size", bars.bars().size() + " bars, " + Files.size(file) + " bytes");

        assertThat(whole.intraday()).contains(bars);
        assertThat(Files.size(file)).isLessThan(20_000_000);
    }

    private static MarketStore save(MarketStore store, MarketFetch fetch) {
        store.save(fetch);
        return store;
    }

    private static <T> T timed(TestReporter reporter, String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        reporter.publishEntry(what, (System.nanoTime() - start) / 1_000_000 + " ms");
        return result;
    }

    private static BarSeries daily(String instrument, double level, double power, List<LocalDate> sessions) {
        List<DailyBar> bars = new ArrayList<>();
        for (LocalDate session : sessions) {
            double close = level * Math.pow(1 + bars.size() % 7 / 500.0, power);
            bars.add(new DailyBar(session, close, close * 1.004, close * 0.996, close, 0));
        }
        return BarSeries.of(instrument, bars);
    }

    private IntradaySeries intraday(List<LocalDate> sessions) {
        List<IntradayBar> bars = new ArrayList<>();
        for (LocalDate session : sessions) {
            for (Instant start = calendar.open(session);
                    start.isBefore(calendar.close(session));
                    start = start.plusSeconds(300)) {
                double close = 20000.05 + bars.size() % 977 * 0.1;
                bars.add(new IntradayBar(start, close, close + 1.35, close - 1.15, close));
            }
        }
        return IntradaySeries.of("NIFTY50", Duration.ofMinutes(5), calendar.zone(), bars);
    }
}
