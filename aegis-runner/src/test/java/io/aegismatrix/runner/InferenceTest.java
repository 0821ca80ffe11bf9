package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.ModelExpiry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceTest {

    private static final Path MODELS = Path.of("../models").toAbsolutePath().normalize();
    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final Instant MADE = Instant.parse("2024-12-31T11:00:01.234Z");
    private static final MarketSnapshot MARKET = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(EVENING));

    @TempDir
    private Path folder;

    private static Inference shipped() {
        return Inference.open(ModelStore.directory(MODELS));
    }

    @Test
    void says_what_the_command_publishes() throws Exception {
        CommandLineRun line = new CommandLineRun(folder).with(EngineLibrary.shipped());
        CommandLineRun.Result result = line.run(
                "infer --source synthetic:7 --as-of " + EVENING + " --models " + MODELS + " --out x.json --log off");
        assertThat(result.status()).as(result.err()).isZero();
        Payload published = PayloadReader.json().read(folder.resolve("x.json"));

        Payload payload = shipped().payload(MARKET, published.generatedAt());

        assertThat(withoutRun(payload, published)).isEqualTo(withoutRun(published, published));
        assertThat(payload.runId()).isEqualTo(published.generatedAt() + "-embedded");
    }

    /** As JSON, because what is published is rounded there. */
    private static String withoutRun(Payload payload, Payload run) {
        return new String(
                        PayloadJson.bytes(payload.withTimings(new TreeMap<>())),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replace(payload.runId(), run.runId());
    }

    @Test
    void says_the_same_to_eight_threads_at_once() throws Exception {
        Inference inference = shipped();
        byte[] alone = PayloadJson.bytes(inference.payload(MARKET, MADE));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                tasks.add(() -> PayloadJson.bytes(inference.payload(MARKET, MADE)));
            }
            for (Future<byte[]> answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void answers_every_moment_like_one_that_was_never_asked_before() throws Exception {
        List<MarketSnapshot> markets = new ArrayList<>();
        for (String moment : List.of("30T11:00", "31T04:30", "31T06:45", "31T11:00")) {
            Instant at = Instant.parse("2024-12-" + moment + ":00Z");
            markets.add(MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(at)));
        }
        markets.add(MarketSources.synthetic(8).snapshot(MarketRequest.nifty50(EVENING)));
        List<byte[]> fresh = markets.stream()
                .map(market -> PayloadJson.bytes(shipped().payload(market, MADE)))
                .toList();
        Inference inference = shipped();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 4 * markets.size(); i++) {
                MarketSnapshot market = markets.get(3 * i % markets.size());
                tasks.add(() -> PayloadJson.bytes(inference.payload(market, MADE)));
            }
            List<Future<byte[]>> answers = threads.invokeAll(tasks);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(fresh.get(3 * i % markets.size()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_engine_that_cannot_be_opened_fails_the_payload_or_is_told_in_it() {
        Inference inference = Inference.open(ModelStore.directory(folder));

        assertThatThrownBy(() -> inference.payload(MARKET, MADE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no trained model");

        List<String> warnings = new ArrayList<>();
        Payload degraded = inference.degraded(true).warning(warnings::add).payload(MARKET, MADE);
        assertThat(degraded.seller().safeRange().find()).isEmpty();
        assertThat(warnings).hasSize(3).allMatch(warning -> warning.contains("outputs are unavailable"));
    }

    @Test
    void a_market_that_is_too_old_is_refused_as_by_the_command() {
        MarketSnapshot old = MarketSnapshot.at(
                        Instant.parse("2025-01-20T11:00:00Z"), MARKET.underlying(), MARKET.calendar())
                .daily(MARKET.daily())
                .volatilityIndex(MARKET.volatilityIndex())
                .quality(MARKET.quality())
                .build();

        assertThatThrownBy(() -> shipped().payload(old, MADE))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("the daily bars of the last 14 completed sessions are missing");
    }

    @Test
    void models_that_are_too_old_are_refused_or_named() {
        Instant later = Instant.parse("2026-06-30T11:00:00Z");
        MarketSnapshot market = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(later));
        List<String> warnings = new ArrayList<>();

        assertThat(shipped().warning(warnings::add).payload(market, later).asOf())
                .isAfter(Instant.parse("2026-06-29T00:00:00Z"));
        assertThat(warnings).anyMatch(warning -> warning.contains("was trained through 2024-12-31"));
        assertThatThrownBy(() -> shipped().demanding(new ModelExpiry(10, 100)).payload(market, later))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("at most 100 are allowed");
    }
}
