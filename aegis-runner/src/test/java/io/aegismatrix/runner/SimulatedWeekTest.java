package io.aegismatrix.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketSources;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.CommandLineRun.Result;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.SessionSlot;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Sessions run by the schedule, at speed and with faults: every run ends as its fault says, and a reader is never lied to. */
class SimulatedWeekTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);
    private static final LocalDate FRIDAY = LocalDate.of(2025, 1, 10);
    private static final Instant SATURDAY_BEFORE = Instant.parse("2025-01-04T05:00:00Z");
    /** The invented market has no price before the first five minutes are over. */
    private static final Duration INTO_THE_SLOT = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    /** What befalls a run, and how the run must end. */
    private enum Fault {
        NONE(RunOutcome.PUBLISHED, 0),
        MARKET_UNREACHABLE(RunOutcome.FAILED, 10),
        POINTER_DAMAGED(RunOutcome.FAILED, 12),
        MODEL_FILE_DAMAGED(RunOutcome.FAILED, 12),
        ENGINE_FAILS(RunOutcome.FAILED, 12),
        LOCK_HELD(RunOutcome.FAILED, 14),
        SETTING_MISTYPED(RunOutcome.FAILED, 2),
        PAYLOAD_LOST(RunOutcome.PUBLISHED, 0),
        PAYLOAD_CUT_BY_SOMEBODY(RunOutcome.PUBLISHED, 0),
        DRAFT_LEFT_BY_A_KILLED_RUN(RunOutcome.PUBLISHED, 0),
        LEDGER_TORN(RunOutcome.PUBLISHED, 0),
        STARTED_TWICE(RunOutcome.NOTHING_DUE, 0),
        CLOCK_SET_BACK(RunOutcome.PUBLISHED, 0);

        private final RunOutcome outcome;
        private final int status;

        Fault(RunOutcome outcome, int status) {
            this.outcome = outcome;
            this.status = status;
        }

        static Fault draw(Random random) {
            return random.nextInt(100) < 55 ? NONE : values()[1 + random.nextInt(values().length - 1)];
        }
    }

    @BeforeEach
    void trains_on_saturday() {
        Result result = line().at(SATURDAY_BEFORE).run("train");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .with("AEGIS_SOURCE", "synthetic:9")
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_METRICS", "metrics")
                .with("AEGIS_LOCK", "aegis.lock");
    }

    @Test
    void a_session_with_faults_ends_as_the_faults_say() throws IOException {
        assertThat(simulate(MONDAY, MONDAY, 3)).startsWith("13 slots");
    }

    @Test
    @Tag("slow")
    void a_week_with_faults_ends_as_the_faults_say(TestReporter reporter) throws IOException {
        String told = simulate(MONDAY, FRIDAY, 20250106);
        reporter.publishEntry("the week", told);
        assertThat(told).startsWith("65 slots");
    }

    private String simulate(LocalDate first, LocalDate last, long seed) throws IOException {
        List<SessionSlot> slots = SessionSlots.of(MarketSources.nseCalendar())
                .ended(
                        first,
                        last.plusDays(1)
                                .atStartOfDay(MarketSources.nseCalendar().zone())
                                .toInstant());
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (SessionSlot slot : slots) {
            Fault fault = Fault.draw(random);
            faults.add(fault);
            run(fault, slot.start().plus(INTO_THE_SLOT));
            seen.merge(view(fault, slot), 1, Integer::sum);
        }
        return slots.size() + " slots; faults " + counts(faults, Fault::name) + "; runs "
                + counts(infers(), end -> end.outcome().id() + " " + end.exitCode()) + "; refusals "
                + counts(infers().stream().filter(end -> end.exitCode() != 0).toList(), SimulatedWeekTest::reason)
                + "; the reader saw " + seen + "; missed " + missed(first, last);
    }

    private List<RunEnd> infers() {
        return RunLedger.file(folder.resolve("runs.jsonl")).ends().stream()
                .filter(end -> end.command().equals("infer"))
                .toList();
    }

    private static <T> Map<String, Long> counts(List<T> values, Function<T, String> name) {
        return values.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
    }

    private static String reason(RunEnd end) {
        String text = end.message().replaceAll("/\\S*/", "").replaceAll("[0-9a-f]{12}", "*");
        return end.exitCode() + " " + text.substring(0, Math.min(60, text.length()));
    }

    private Path published() {
        return folder.resolve("aegismatrix.json");
    }

    /** What a reader finds after the run: this slot's forecast, or the last good one. */
    private String view(Fault fault, SessionSlot slot) {
        if (!Files.exists(published())) {
            assertThat(infers()).extracting(RunEnd::outcome).doesNotContain(RunOutcome.PUBLISHED);
            return "nothing yet";
        }
        Payload payload = PayloadReader.json().read(published());
        boolean current = slot.contains(payload.asOf());
        if (fault.status == 0 && fault != Fault.CLOCK_SET_BACK) {
            assertThat(current).as(fault + " " + slot + " " + payload.asOf()).isTrue();
        }
        return current ? "this slot's forecast" : "an earlier one, whole";
    }

    private String missed(LocalDate first, LocalDate last) {
        Instant evening =
                last.atTime(18, 0).atZone(MarketSources.nseCalendar().zone()).toInstant();
        String told = line().at(evening).run("runs missed --since " + first).err();
        return told.lines()
                .filter(text -> text.contains(" slots since "))
                .findFirst()
                .orElse("none");
    }

    private void run(Fault fault, Instant moment) throws IOException {
        int before = infers().size();
        Result result = befall(fault, moment);
        assertThat(result.status()).as(fault + ": " + result.err()).isEqualTo(fault.status);
        List<RunEnd> ends = infers();
        assertThat(ends).as(fault.name()).hasSizeGreaterThan(before);
        RunEnd end = ends.get(ends.size() - 1);
        assertThat(end.outcome()).as(fault + ": " + end.message()).isEqualTo(fault.outcome);
        assertThat(end.exitCode()).isEqualTo(fault.status);
    }

    private Result befall(Fault fault, Instant moment) throws IOException {
        CommandLineRun line = line().at(moment);
        Path models = folder.resolve("models");
        return switch (fault) {
            case NONE -> infer(line);
            case MARKET_UNREACHABLE -> infer(line.with("AEGIS_SOURCE", "csv:nowhere"));
            case POINTER_DAMAGED -> inferWith(models.resolve("buyer/current"), "nonsense".getBytes(UTF_8), line);
            case MODEL_FILE_DAMAGED -> inferWithDamaged(recordsOfSeller(models), line);
            case ENGINE_FAILS ->
                infer(line.with(
                        new FakeEngines().failingToEvaluate(EngineKind.BUYER, new ModelException("the score is NaN"))));
            case LOCK_HELD -> inferWhileHeld(line, moment);
            case SETTING_MISTYPED -> infer(line.with("AEGIS_FOLDS", "many"));
            case PAYLOAD_LOST -> {
                infer(line);
                Files.deleteIfExists(published());
                yield infer(line.at(moment.plusSeconds(60)));
            }
            case PAYLOAD_CUT_BY_SOMEBODY -> {
                infer(line);
                byte[] whole = Files.readAllBytes(published());
                Files.write(published(), Arrays.copyOf(whole, whole.length / 2));
                yield infer(line.at(moment.plusSeconds(60)));
            }
            case DRAFT_LEFT_BY_A_KILLED_RUN -> {
                Files.writeString(folder.resolve(".aegismatrix.json.1-0.tmp"), "{\"generated_at");
                yield infer(line);
            }
            case LEDGER_TORN -> {
                Files.writeString(folder.resolve("runs.jsonl"), "{\"run_id\":\"2025", StandardOpenOption.APPEND);
                yield infer(line);
            }
            case STARTED_TWICE -> {
                infer(line);
                yield infer(line);
            }
            case CLOCK_SET_BACK -> infer(line.at(moment.minus(Duration.ofMinutes(40))), "--force");
        };
    }

    private static Result infer(CommandLineRun line, String... more) {
        return line.run("infer --once-per-slot", more);
    }

    private static Path recordsOfSeller(Path models) throws IOException {
        String version = Files.readString(models.resolve("seller/current")).strip();
        return models.resolve("seller").resolve(version).resolve("records.safetensors");
    }

    private static Result inferWithDamaged(Path file, CommandLineRun line) throws IOException {
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length / 2] ^= 1;
        return inferWith(file, damaged, line);
    }

    /** Infers with other bytes in a file, and heals it. */
    private static Result inferWith(Path file, byte[] content, CommandLineRun line) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        try {
            Files.write(file, content);
            return infer(line);
        } finally {
            Files.write(file, whole);
        }
    }

    private Result inferWhileHeld(CommandLineRun line, Instant moment) {
        List<Result> results = new ArrayList<>();
        RunLock.at(folder.resolve("aegis.lock"))
                .hold(new RunLock.Owner("asha@desk train", 4711, moment), notice -> {}, () -> results.add(infer(line)));
        return results.get(0);
    }
}
