package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.IndexPart;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.process.IndexFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command about several indices: the same command once for each, one after the other, as a run of its own with its own
 * files, lock, ledger and end. One that fails keeps no other from its turn. What the network takes is shared: each may ask
 * for its part of the time that is left, so that time one does not need is there for the next.
 */
final class SeveralIndices {

    private final AegisCommand aegis;
    private final Configuration configuration;
    private final List<String> names;
    private final Instant start;
    private final Duration networkTime;

    SeveralIndices(AegisCommand aegis, Configuration configuration, List<String> names) {
        this.aegis = aegis;
        this.configuration = configuration;
        this.names = names;
        this.start = aegis.clock().instant();
        this.networkTime = Settings.networkTime(configuration);
    }

    /** Runs all; how each ended, in order. */
    List<IndexFile.Entry> run() {
        List<IndexFile.Entry> ends = new ArrayList<>();
        for (String name : names) {
            IndexPart part =
                    new IndexPart(name, IndexPart.isPlain(configuration, name), share(names.size() - ends.size()));
            ends.add(aegis.termination().requested() ? end(part, notRun()) : run(part));
        }
        return ends;
    }

    private IndexFile.Entry run(IndexPart part) {
        aegis.console().progress(part.name() + ":");
        return end(part, AegisMain.runPart(aegis, part));
    }

    private static AegisMain.End notRun() {
        return new AegisMain.End(ExitCode.INTERNAL.status(), "not run: the run was told to end");
    }

    /** Seconds for the next of some that are still to come; never none, so that it can fail by itself. */
    private long share(int toCome) {
        Duration left = networkTime.minus(Duration.between(start, aegis.clock().instant()));
        return Math.max(1, left.toSeconds() / toCome);
    }

    private IndexFile.Entry end(IndexPart part, AegisMain.End end) {
        Configuration its = configuration.forIndex(part);
        Path folder = aegis.context().folder();
        return new IndexFile.Entry(
                part.name(),
                Settings.out(its, folder),
                Settings.degradedOut(its, folder),
                end.status(),
                end.status() == ExitCode.DONE.status() ? "" : end.message());
    }

    /** Fails as the first that failed did. */
    static void requireAll(List<IndexFile.Entry> ends) {
        List<IndexFile.Entry> failed = ends.stream()
                .filter(end -> end.exitCode() != ExitCode.DONE.status())
                .toList();
        if (!failed.isEmpty()) {
            throw new CommandException(
                    ExitCode.of(failed.get(0).exitCode()),
                    failed.size() + " of " + ends.size() + " indices failed: "
                            + failed.stream()
                                    .map(end -> end.underlying() + " (exit code " + end.exitCode() + ")")
                                    .collect(Collectors.joining(", ")));
        }
    }
}
