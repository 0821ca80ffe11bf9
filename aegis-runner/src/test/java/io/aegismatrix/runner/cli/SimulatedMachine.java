package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.process.RunLock;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
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
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A machine that infers by schedule, the shipped models to begin with, keeps a ledger and a log, and on which things go wrong. */
final class SimulatedMachine {

    private final Path folder;
    private final EngineLibrary engines;

    /** What befalls a run, how the run must end, and whether this slot's forecast must be out then. */
    enum Fault {
        NONE(RunOutcome.PUBLISHED, 0, true),
        MARKET_UNREACHABLE(RunOutcome.FAILED, 10, false),
        POINTER_DAMAGED(RunOutcome.FAILED, 12, false),
        MODEL_FILE_DAMAGED(RunOutcome.FAILED, 12, false),
        ENGINE_FAILS(RunOutcome.FAILED, 12, false),
        LOCK_HELD(RunOutcome.FAILED, 14, false),
        SETTING_MISTYPED(RunOutcome.FAILED, 2, false),
        LOG_DAMAGED(RunOutcome.FAILED, 15, true),
        PAYLOAD_LOST(RunOutcome.PUBLISHED, 0, true),
        PAYLOAD_CUT_BY_SOMEBODY(RunOutcome.PUBLISHED, 0, true),
        DRAFT_LEFT_BY_A_KILLED_RUN(RunOutcome.PUBLISHED, 0, true),
        LEDGER_TORN(RunOutcome.PUBLISHED, 0, true),
        STARTED_TWICE(RunOutcome.NOTHING_DUE, 0, true),
        CLOCK_SET_BACK(RunOutcome.PUBLISHED, 0, false);

        private final RunOutcome outcome;
        private final int status;
        private final boolean current;

        Fault(RunOutcome outcome, int status, boolean current) {
            this.outcome = outcome;
            this.status = status;
            this.current = current;
        }

        RunOutcome outcome() {
            return outcome;
        }

        int status() {
            return status;
        }

        boolean current() {
            return current;
        }

        /** Nothing in 55 of 100 runs, else one fault as likely as the other. */
        static Fault draw(Random random) {
            return random.nextInt(100) < 55 ? NONE : values()[1 + random.nextInt(values().length - 1)];
        }
    }

    SimulatedMachine(Path folder, EngineLibrary engines) throws IOException {
        this.folder = folder;
        this.engines = engines;
        Path shipped = Path.of("..", "models");
        try (Stream<Path> paths = Files.walk(shipped)) {
            for (Path path : paths.toList()) {
                Files.copy(
                        path,
                        folder.resolve("models")
                                .resolve(shipped.relativize(path).toString()));
            }
        }
    }

    CommandLineRun line() {
        return new CommandLineRun(folder)
                .with(engines)
                .with("AEGIS_SOURCE", "synthetic:9")
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_METRICS", "metrics")
                .with("AEGIS_LOCK", "aegis.lock");
    }

    Path published() {
        return folder.resolve("aegismatrix.json");
    }

    Path log() {
        return folder.resolve("predictions.db");
    }

    List<RunEnd> ends(String command) {
        return RunLedger.file(folder.resolve("runs.jsonl")).ends().stream()
                .filter(end -> end.command().equals(command))
                .toList();
    }

    /** The run that is due at this moment, and whatever the fault adds to it; the result is that of the last run. */
    Result infer(Fault fault, Instant moment) throws IOException {
        CommandLineRun line = line().at(moment);
        Path models = folder.resolve("models");
        return switch (fault) {
            case NONE -> infer(line);
            case MARKET_UNREACHABLE -> infer(line.with("AEGIS_SOURCE", "csv:nowhere"));
            case POINTER_DAMAGED -> inferWith(models.resolve("buyer/current"), "nonsense".getBytes(UTF_8), line);
            case MODEL_FILE_DAMAGED -> inferWithDamaged(recordsOfSeller(models), line);
            case ENGINE_FAILS ->
                infer(line.with(new FailingEngines(BuyerEngine.ID, new ModelException("the score is NaN"))));
            case LOCK_HELD -> whileHeld(moment, () -> infer(line));
            case SETTING_MISTYPED -> infer(line.with("AEGIS_FOLDS", "many"));
            case LOG_DAMAGED -> inferWith(log(), "no database".repeat(500).getBytes(UTF_8), line);
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
                Files.writeString(
                        folder.resolve("runs.jsonl"),
                        "{\"run_id\":\"2025",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                yield infer(line);
            }
            case STARTED_TWICE -> {
                infer(line);
                yield infer(line);
            }
            case CLOCK_SET_BACK -> infer(line.at(moment.minus(Duration.ofMinutes(40))), "--force");
        };
    }

    /** Trains on the years before a session, in its evening; of the faults those that can befall any command. */
    Result train(Fault fault, LocalDate session, int years, Instant moment) {
        CommandLineRun line = line().at(moment);
        String command =
                "train --as-of " + session + " --from " + session.minusYears(years) + " --seed " + session.toEpochDay();
        return switch (fault) {
            case MARKET_UNREACHABLE -> line.with("AEGIS_SOURCE", "csv:nowhere").run(command);
            case SETTING_MISTYPED -> line.with("AEGIS_FOLDS", "many").run(command);
            case LOCK_HELD -> whileHeld(moment, () -> line.run(command));
            case NONE -> line.run(command);
            default -> throw new IllegalArgumentException(fault + " befalls inferences alone");
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
        byte[] whole = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        try {
            Files.write(file, content);
            return infer(line);
        } finally {
            Files.write(file, whole);
        }
    }

    private Result whileHeld(Instant moment, Supplier<Result> command) {
        List<Result> results = new ArrayList<>();
        RunLock.at(folder.resolve("aegis.lock"))
                .hold(
                        new RunLock.Owner("asha@desk train", 4711, moment),
                        notice -> {},
                        () -> results.add(command.get()));
        return results.get(0);
    }
}
