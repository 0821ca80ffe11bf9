package io.aegismatrix.data;

import io.aegismatrix.data.kit.MarketSourceContract;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The folder holds a market that goes on past the moments asked for: the future is there to be peeked at. */
class CsvMarketSourceContractTest extends MarketSourceContract {

    @TempDir
    Path folder;

    @BeforeEach
    void writes_a_synthetic_market() throws IOException {
        MarketSnapshot market = MarketFixtures.snapshot(80);
        write("nifty50_daily.csv", market.daily().bars());
        write("indiavix_daily.csv", market.volatilityIndex().bars());
        Files.writeString(
                folder.resolve("nifty50_5m_2024.csv"),
                market.intraday().orElseThrow().bars().stream()
                        .map(bar ->
                                bar.start() + "," + bar.open() + "," + bar.high() + "," + bar.low() + "," + bar.close())
                        .collect(Collectors.joining("\n", "timestamp,open,high,low,close\n", "\n")));
    }

    private void write(String name, List<DailyBar> bars) throws IOException {
        Files.writeString(
                folder.resolve(name),
                bars.stream()
                        .map(bar -> bar.session() + "," + bar.open() + "," + bar.high() + "," + bar.low() + ","
                                + bar.close())
                        .collect(Collectors.joining("\n", "date,open,high,low,close\n", "\n")));
    }

    @Override
    protected MarketSource source() {
        return MarketSources.csv(folder);
    }

    @Override
    protected Instant asOf() {
        return Instant.parse("2024-12-20T13:17:00+05:30");
    }
}
