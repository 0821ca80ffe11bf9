package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hour of the closing auction through the command, on files as sources may give them. */
class ClosingAuctionRunTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final Instant EVENING = Instant.parse("2026-09-15T14:00:00Z");
    private static final MarketSnapshot MARKET =
            MarketSources.synthetic(11, 200).snapshot(MarketRequest.nifty50(EVENING));
    private static final List<IntradayBar> BARS =
            MARKET.intraday().orElseThrow().session(DAY);
    /** What the index stopped at. */
    private static final double STOOD = BARS.get(71).close();

    private static final double SETTLED = BARS.get(76).close();

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        write("recorded", MARKET);
        write("missing", MARKET, "15:15", "15:20", "15:25", "15:30", "15:35");
        write("terminal", MARKET, "15:15", "15:20", "15:30", "15:35");
        Result result = new CommandLineRun(trained).at(EVENING).run("train --source csv:recorded");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private static void write(String name, MarketSnapshot market, String... left) throws IOException {
        List<Instant> without =
                List.of(left).stream().map(ClosingAuctionRunTest::ist).toList();
        MarketFolder.writeAs(Underlying.NIFTY50, trained.resolve(name), market, bar -> !without.contains(bar.start()));
    }

    private static Instant ist(String time) {
        return Instant.parse(DAY + "T" + time + ":00+05:30");
    }

    private Result infer(String source, String time, String... options) {
        return new CommandLineRun(folder)
                .with("AEGIS_MODELS", trained.resolve("models").toString())
                .at(ist(time))
                .run("infer --source " + source, options);
    }

    private Payload published() {
        return PayloadReader.json().read(folder.resolve("aegismatrix.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "recorded, 15:14, OPEN, FRESH, before",
        "recorded, 15:15, OPEN, FRESH, stood",
        "recorded, 15:20, OPEN, FRESH, stood",
        "recorded, 15:27, OPEN, FRESH, stood",
        "recorded, 15:31, OPEN, FRESH, settled",
        "recorded, 15:35, OPEN, FRESH, settled",
        "recorded, 15:40, CLOSED, FRESH, settled",
        "recorded, 15:41, CLOSED, FRESH, settled",
        "missing, 15:14, OPEN, FRESH, before",
        "missing, 15:20, OPEN, FRESH, stood",
        "missing, 15:31, OPEN, FRESH, stood",
        "missing, 15:35, OPEN, DELAYED, stood",
        "missing, 15:41, CLOSED, FRESH, settled",
        "terminal, 15:27, OPEN, FRESH, stood",
        "terminal, 15:31, OPEN, FRESH, settled",
        "terminal, 15:35, OPEN, FRESH, settled",
        "terminal, 15:41, CLOSED, FRESH, settled",
    })
    void publishes_through_the_auction(
            String file, String time, SessionState state, Freshness freshness, String price) {
        Result result = infer("csv:" + trained.resolve(file), time);

        assertThat(result.status()).as(result.err()).isZero();
        Payload payload = published();
        assertThat(payload.session().state()).isEqualTo(state);
        assertThat(payload.session().date()).isEqualTo(DAY);
        assertThat(payload.dataQuality().freshness()).isEqualTo(freshness);
        assertThat(payload.dataQuality().anomalies()).isEmpty();
        double expected = switch (price) {
            case "before" -> BARS.get(70).close();
            case "stood" -> STOOD;
            default -> SETTLED;
        };
        assertThat(payload.market().spot()).isEqualTo(expected);
    }

    @Test
    void market_hours_end_with_options_trading() {
        assertThat(infer("csv:" + trained.resolve("recorded"), "15:39", "--market-hours")
                        .err())
                .contains("published");
        assertThat(infer("csv:" + trained.resolve("recorded"), "15:40", "--market-hours")
                        .err())
                .contains("no session at", "CLOSED", "nothing to do");
    }

    @Test
    void market_hours_leave_out_the_break_of_a_session_in_two_parts() {
        Result result = new CommandLineRun(folder)
                .at(Instant.parse("2024-03-02T05:00:00Z"))
                .run("infer --source synthetic:11 --market-hours");

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("no session at 2024-03-02T05:00:00Z (a break), nothing to do");
        assertThat(Files.exists(folder.resolve("aegismatrix.json"))).isFalse();
    }
}
