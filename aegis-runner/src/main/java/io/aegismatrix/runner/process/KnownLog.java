package io.aegismatrix.runner.process;

import io.aegismatrix.payload.Payload;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.log.LogHead;
import io.aegismatrix.runner.log.LogWitness;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.LedgerLine;
import io.aegismatrix.runner.runs.LogNote;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of a prediction log outside of it. */
public final class KnownLog {

    private KnownLog() {}

    /** The newest state the ledger knows. What is wrong with the ledger is only warned of: it is not the log. */
    public static Optional<LogWitness> newest(RunSettings settings, PredictionLog log, Console console) {
        try {
            return settings.ledger().flatMap(file -> newest(file, log));
        } catch (LedgerException e) {
            console.warn(e.getMessage() + "; the prediction log was not held against it");
            return Optional.empty();
        }
    }

    /** The newest state a ledger knows. @throws LedgerException if it cannot be read */
    public static Optional<LogWitness> newest(Path ledger, PredictionLog log) {
        return of(ledger, RunLedger.file(ledger).recent().stream(), log).reduce((older, newer) -> newer);
    }

    /** Every state the ledger knows, oldest first. @throws LedgerException if it cannot be read */
    public static List<LogWitness> all(Path ledger, PredictionLog log) {
        return of(ledger, RunLedger.file(ledger).lines().stream(), log).toList();
    }

    private static Stream<LogWitness> of(Path ledger, Stream<LedgerLine> lines, PredictionLog log) {
        String file = log.path().toString();
        return lines.filter(RunEnd.class::isInstance)
                .map(RunEnd.class::cast)
                .flatMap(end -> end.log().stream()
                        .filter(note -> note.file().equals(file))
                        .map(note ->
                                new LogWitness(new LogHead(note.rows(), note.head()), end.at(), ledger.toString())));
    }

    /** The state a payload tells. */
    public static Optional<LogWitness> of(Payload payload, Path file) {
        return payload.live()
                .flatMap(live -> live.log())
                .map(stand -> new LogWitness(
                        new LogHead(stand.rows(), stand.head()), payload.generatedAt(), file.toString()));
    }

    /** How the log stands, for the ledger. */
    public static Optional<LogNote> note(PredictionLog log) {
        return log.head().map(head -> new LogNote(log.path().toString(), head.rows(), head.hash()));
    }
}
