package io.aegismatrix.runner.cli;

import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.log.LogHead;
import io.aegismatrix.runner.log.LogProof;
import io.aegismatrix.runner.log.LogWitness;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.process.KnownLog;
import io.aegismatrix.runner.publish.LiveView;
import io.aegismatrix.runner.runs.LedgerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that the log is what was written, as far as it can be proven. */
@Command(
        name = "verify",
        description = "Holds every row of the prediction log against its chain of hashes, and the chain against the run"
                + " ledger and the payload. Exit code 15 if one does not fit.")
final class LogVerifyCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private LogFlag log = new LogFlag();

    @Mixin
    private LedgerFlag ledger = new LedgerFlag();

    @Option(
            names = "--payload",
            paramLabel = "FILE",
            description = "A payload that was kept, may be given several times. Default: the one that is published")
    private List<String> payloads = new ArrayList<>();

    @Option(
            names = "--accept",
            description =
                    "Take the record as it stands although another state is known outside, such as after putting a copy"
                            + " back. That is noted in it.")
    private boolean accept;

    @Mixin
    private WideFlag wide = new WideFlag();

    LogVerifyCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        log.addTo(flags);
        ledger.addTo(flags);
        Settings settings = aegis.settings(flags.map());
        PredictionLog kept = settings.requireLog();
        kept.lost().filter(known -> !accept).ifPresent(known -> {
            throw new CommandException(ExitCode.LOG, kept.path() + ": " + LiveView.lost(known));
        });
        if (accept) {
            aegis.hold(kept.path(), () -> {
                LogHead head = kept.accept(aegis.clock().instant());
                aegis.console().progress("accepted the record as it stands, now " + head.rows() + " rows");
            });
        }
        List<LogWitness> witnesses = witnesses(settings, kept);
        LogProof proof = kept.prove(witnesses)
                .orElseThrow(() -> new CommandException(
                        ExitCode.LOG,
                        kept.path() + ": its rows are not chained, it is of an earlier release; the next infer or score"
                                + " takes it over"));
        report(kept, proof, witnesses);
    }

    private List<LogWitness> witnesses(Settings settings, PredictionLog kept) {
        List<LogWitness> witnesses = new ArrayList<>();
        try {
            aegis.journal().settings().ledger().ifPresent(file -> witnesses.addAll(KnownLog.all(file, kept)));
        } catch (LedgerException e) {
            throw CommandException.of(e);
        }
        List<Path> files = payloads.isEmpty()
                ? List.of(settings.out())
                : payloads.stream()
                        .map(name -> Configuration.path(aegis.context().folder(), "--payload", name))
                        .toList();
        for (Path file : files) {
            if (!payloads.isEmpty() || Files.exists(file)) {
                KnownLog.of(PayloadReader.json().read(file), file).ifPresent(witnesses::add);
            }
        }
        return witnesses;
    }

    private void report(PredictionLog kept, LogProof proof, List<LogWitness> witnesses) {
        int width = wide.width(aegis.context());
        aegis.print(kept.path() + ": " + proof.text(), width);
        proof.seams()
                .forEach(seam -> aegis.print(
                        "seam: " + seam.at() + ", " + seam.kind().id() + ", " + seam.rows() + " rows"
                                + (seam.detail().isEmpty() ? "" : ", " + seam.detail()),
                        width));
        aegis.print(
                "held against " + (witnesses.isEmpty() ? "nothing outside the file" : sources(witnesses)) + ": "
                        + proof.held() + " fit"
                        + (proof.passedOver() == 0
                                ? ""
                                : ", " + proof.passedOver() + " are older than the newest seam"),
                width);
        proof.breakage().ifPresent(what -> {
            throw new CommandException(ExitCode.LOG, kept.path() + ": the record is broken: " + what);
        });
    }

    private static String sources(List<LogWitness> witnesses) {
        Map<String, List<LogWitness>> sources =
                witnesses.stream().collect(Collectors.groupingBy(LogWitness::where, TreeMap::new, Collectors.toList()));
        return sources.entrySet().stream()
                .map(source -> source.getValue().size() + " states in " + source.getKey() + " up to "
                        + source.getValue().get(source.getValue().size() - 1).at())
                .collect(Collectors.joining(", "));
    }
}
