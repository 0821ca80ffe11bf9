package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code infer} with the shipped models, on days long after their training. */
class AnsweredDaysTest {

    private static final LocalDate TRAINED = LocalDate.of(2024, 12, 31);
    private static final LocalDate LAST = LocalDate.of(2028, 12, 31);
    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();

    @TempDir
    private Path folder;

    private JsonNode published(String source, LocalDate day) throws IOException {
        Result result = new CommandLineRun(folder)
                .with(EngineLibrary.shipped())
                .at(day.atTime(12, 0).toInstant(ZoneOffset.UTC))
                .with("AEGIS_MODELS", Path.of("..", "models").toAbsolutePath().toString())
                .run("infer --log off --source " + source);
        assertThat(result.status()).as(day + ": " + result.err()).isZero();
        byte[] json = Files.readAllBytes(folder.resolve("aegismatrix.json"));
        assertThat(PayloadSchema.violations(json)).as(day.toString()).isEmpty();
        assertThat(json.length).as(day.toString()).isLessThan(PayloadJson.MAX_WRITTEN_BYTES - 8 * 1024);
        JsonNode payload = JsonMapper.builder().build().readTree(json);
        assertThat(MeasuredRecords.faults(payload, 80)).as(day.toString()).isEmpty();
        return payload;
    }

    private static LocalDate lastSession(YearMonth month) {
        return CALENDAR.previousSession(month.plusMonths(1).atDay(1));
    }

    static Stream<LocalDate> monthEnds() {
        return Stream.iterate(YearMonth.from(TRAINED), month -> month.plusMonths(1))
                .limit(49)
                .map(AnsweredDaysTest::lastSession);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-20", "2028-12-29"})
    void long_after_the_training_are_answered(LocalDate day) throws IOException {
        JsonNode payload = published("synthetic:7", day);

        assertThat(payload.at("/seller/safe_range/coverage/since_training/n").asInt())
                .isBetween(200, 250);
        assertThat(payload.at("/models/0/age_days").asInt()).isGreaterThan(380);
        assertThat(payload.at("/data_quality/anomalies").toString()).contains("MODEL_OLD");
    }

    @ParameterizedTest
    @MethodSource("monthEnds")
    @Tag("slow")
    void at_the_end_of_every_month_are_answered(LocalDate day) throws IOException {
        published("synthetic:7", day);
        published("synthetic:20241231", day);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Tag("slow")
    void at_the_end_of_every_month_of_files_that_go_on_are_answered(int seed) throws IOException {
        Path files = ContinuedMarket.write(DeveloperData.require(), folder.resolve("market"), CALENDAR, LAST, seed);
        for (LocalDate day : monthEnds().toList()) {
            published("csv:" + files, day);
        }
    }

    @Test
    void say_since_when_the_models_are_on_their_own() throws IOException {
        JsonNode young = published("synthetic:7", TRAINED);
        assertThat(young.at("/seller/safe_range/coverage").has("since_training"))
                .isFalse();
        assertThat(young.at("/seller/hit_rate_detail/walk_forward/n").asInt()).isEqualTo(250);

        JsonNode later = published("synthetic:7", LocalDate.of(2025, 6, 30));
        JsonNode rate = later.at("/seller/hit_rate_detail");
        int since = rate.at("/since_training/n").asInt();
        assertThat(since).isBetween(80, 100);
        assertThat(rate.at("/walk_forward/n").asInt()).isEqualTo(250 - since);
        assertThat(later.at("/seller/safe_range/coverage/since_training")).isEqualTo(rate.at("/since_training"));
    }
}
