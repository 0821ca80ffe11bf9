package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.UpstoxHosts;
import io.aegismatrix.data.UpstoxJson;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five sessions of half-hourly runs: Yahoo and the exchange refuse throughout, Upstox throttles every fourth run once, is down for
 * one day, and its token ends before the fourth. Leaves what was published, from where, in {@code target/live-week.md}.
 */
@Tag("slow")
class LiveWeekTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final List<LocalDate> SESSIONS = List.of(
            LocalDate.of(2024, 12, 24),
            LocalDate.of(2024, 12, 26),
            LocalDate.of(2024, 12, 27),
            LocalDate.of(2024, 12, 30),
            LocalDate.of(2024, 12, 31));
    private static final LocalDate BAD_DAY = LocalDate.of(2024, 12, 26);
    private static final Instant END_OF_TOKEN =
            LocalDate.of(2024, 12, 30).atTime(3, 30).atZone(INDIA).toInstant();
    private static final int SLOTS = 12;

    @TempDir
    private static Path folder;

    private static LocalHosts hosts = new LocalHosts();

    @BeforeAll
    static void train() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        Result result = new CommandLineRun(folder).run("train --source csv:market");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private static Result run(Instant moment) {
        return new CommandLineRun(folder)
                .at(moment)
                .with("AEGIS_LIVE_UPSTOX", hosts.upstoxBase().toString())
                .with("AEGIS_LIVE_UPSTOX_TOKEN", UpstoxJson.token(END_OF_TOKEN))
                .with("AEGIS_LIVE_YAHOO", hosts.yahooBase().toString())
                .with("AEGIS_LIVE_NSE", hosts.nseBase().toString())
                .with("AEGIS_DATA_COMPLETENESS_FLOOR", "0.1")
                .run("infer --source auto");
    }

    private static String told(Result result) throws IOException {
        if (result.status() != 0) {
            return "refused with " + result.status();
        }
        JsonNode payload =
                new JsonMapper().readTree(folder.resolve("aegismatrix.json").toFile());
        JsonNode quality = payload.path("data_quality");
        boolean chain = quality.path("sources").findValuesAsText("kind").contains("option_chain");
        boolean ending = quality.path("anomalies").toString().contains("ACCESS_TOKEN_ENDING");
        return "published from "
                + String.join(
                        ", ", new java.util.TreeSet<>(quality.path("sources").findValuesAsText("name")))
                + (chain ? " with a chain" : " without a chain") + (ending ? ", the token warned of" : "")
                + ", " + quality.path("freshness").asText();
    }

    @Test
    void publishes_whatever_can_be_had_and_says_from_where() throws IOException {
        Map<LocalDate, Map<String, Integer>> week = new TreeMap<>();
        int count = 0;
        for (LocalDate session : SESSIONS) {
            for (int slot = 0; slot < SLOTS; slot++) {
                Instant moment = session.atTime(LocalTime.of(9, 46).plusMinutes(30L * slot))
                        .atZone(INDIA)
                        .toInstant();
                serve(moment, session, count++ % 4 == 3);
                Result result = run(moment);
                week.computeIfAbsent(session, day -> new TreeMap<>()).merge(told(result), 1, Integer::sum);
                assertThat(hosts.upstoxRequests("AegisMatrix")).hasSizeLessThanOrEqualTo(10);
                assertThat(hosts.yahooRequests("AegisMatrix")).hasSizeLessThanOrEqualTo(4);
                assertThat(hosts.nseRequests("AegisMatrix")).hasSizeLessThanOrEqualTo(4);
            }
        }
        StringBuilder table = new StringBuilder("| Session | Runs | What came of them |\n|---|---|---|\n");
        week.forEach((day, ends) -> ends.forEach((end, runs) -> table.append("| ")
                .append(day)
                .append(" | ")
                .append(runs)
                .append(" | ")
                .append(end)
                .append(" |\n")));
        Files.writeString(Path.of("target", "live-week.md"), table);
        assertThat(week.get(SESSIONS.get(0)))
                .isEqualTo(Map.of("published from upstox with a chain, the token warned of, FRESH", SLOTS));
        assertThat(week.get(BAD_DAY)).containsOnlyKeys("refused with 10");
        assertThat(Objects.requireNonNull(week.get(SESSIONS.get(4))).keySet())
                .allSatisfy(end -> assertThat(end).contains("published", "token warned of"));
    }

    private static void serve(Instant moment, LocalDate session, boolean throttled) {
        hosts.upstoxAt(moment);
        hosts.yahooAlways(LocalHosts.dated(moment).withStatus(429));
        hosts.nseAlways(LocalHosts.dated(moment).withStatus(403));
        hosts.forgetRequests();
        if (session.equals(BAD_DAY)) {
            hosts.upstoxAlways(LocalHosts.dated(moment).withStatus(502));
        } else if (throttled) {
            hosts.upstoxOnce(
                    LocalHosts.pattern(UpstoxHosts.TODAY + UpstoxHosts.NIFTY + "/minutes/5"),
                    LocalHosts.dated(moment).withStatus(429));
        }
    }
}
