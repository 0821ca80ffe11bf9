package io.aegismatrix.runner.process;

import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.runs.LedgerLine;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports that Java machines left of runs of ours when they crashed: the only word of one that crashed before it began. */
final class CrashReports {

    /** As long as the newest lines of the ledger tell which of them were told. */
    private static final Duration NEW = Duration.ofDays(4);

    private static final int MOST = 20;
    private static final int HEAD = 64 << 10;
    private static final Pattern NAME = Pattern.compile("hs_err_pid(\\d+)\\.log");
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^(?:Command Line|java_command):.*(?:runner\\.(?:cli\\.)?AegisMain|aegis\\.jar) +([a-z]+)");

    private CrashReports() {}

    /**
     * A report.
     *
     * @param file where it lies
     * @param pid the process that crashed
     * @param command what it was to do
     * @param at when it crashed
     */
    record Report(Path file, long pid, String command, Instant at) {

        /** Whether the ledger knows of it. */
        boolean isTold(List<LedgerLine> lines) {
            return lines.stream()
                    .anyMatch(line -> line instanceof RunEnd end
                            && end.outcome() == RunOutcome.CRASHED
                            && !end.at().isBefore(at)
                            && end.message().contains(String.valueOf(file.getFileName())));
        }

        /** How the run ended that left it, as the run that found it records it. */
        RunEnd end(Instant now, String noticedBy) {
            return new RunEnd(
                    "crash-" + pid + "-" + at.getEpochSecond(),
                    command,
                    now,
                    at,
                    ExitCode.INTERNAL.status(),
                    RunOutcome.CRASHED,
                    "the Java machine crashed before the run was on record, see " + file + " (noticed by run "
                            + noticedBy + ")",
                    new TreeMap<>(),
                    Optional.empty());
        }
    }

    /** Those of our runs in a folder that are not old, by time; none if it cannot be looked into. */
    static List<Report> in(Path folder, Instant now) {
        List<Report> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.toAbsolutePath(), "hs_err_pid*.log")) {
            for (Path file : files) {
                if (found.size() < MOST) {
                    read(file, now).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // Nothing depends on it, and whoever needs the folder says what is wrong with it.
            return List.of();
        }
        found.sort(Comparator.comparing(Report::at));
        return found;
    }

    /** Any Java program leaves such a file, and anybody may: only what names a command of ours counts. */
    private static Optional<Report> read(Path file, Instant now) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Instant at = Files.getLastModifiedTime(file).toInstant();
        if (at.isBefore(now.minus(NEW)) || at.isAfter(now)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            Matcher command = COMMAND.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
            return command.find()
                    ? Optional.of(new Report(file, Long.parseLong(name.group(1)), command.group(1), at))
                    : Optional.empty();
        }
    }
}
