package io.aegismatrix.features;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.features.kit.RandomMarket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The developer market data, where it is present; a test that asks for it is skipped where it is not. */
final class RealMarket {

    private static final Path FOLDER = Path.of("..", "..", "shared", "data");

    private RealMarket() {}

    static RandomMarket daily() {
        return new RandomMarket(
                BarSeries.of("NIFTY50", bars("nifty50_daily.csv")),
                BarSeries.of("INDIAVIX", bars("indiavix_daily.csv")));
    }

    static IntradaySeries intraday2024() {
        Path file = require("intraday/nifty50_5m_2024.csv.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<IntradayBar> bars = reader.lines()
                    .skip(1)
                    .map(RealMarket::cells)
                    .map(c -> new IntradayBar(
                            OffsetDateTime.parse(c.get(0)).toInstant(),
                            number(c, 1),
                            number(c, 2),
                            number(c, 3),
                            number(c, 4)))
                    .toList();
            return IntradaySeries.of("NIFTY50", Duration.ofMinutes(5), ZoneId.of("Asia/Kolkata"), bars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DailyBar> bars(String name) {
        try {
            return Files.readAllLines(require(name)).stream()
                    .skip(1)
                    .map(RealMarket::cells)
                    .map(c -> new DailyBar(
                            LocalDate.parse(c.get(0)), number(c, 1), number(c, 2), number(c, 3), number(c, 4), 0))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path require(String name) {
        Path file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), () -> "needs the developer market data: " + file);
        return file;
    }

    private static List<String> cells(String line) {
        return Splitter.on(',').splitToList(line);
    }

    private static double number(List<String> cells, int column) {
        return Double.parseDouble(cells.get(column));
    }
}
