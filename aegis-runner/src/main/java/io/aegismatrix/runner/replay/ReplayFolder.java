package io.aegismatrix.runner.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Where a replay keeps what it lived: what a schedule keeps, each payload that was published, and what is known of the
 * steps.
 *
 * @param root the folder
 */
public record ReplayFolder(Path root) {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** The model store. */
    public Path models() {
        return root.resolve("models");
    }

    /** The newest payload, as a reader would find it. */
    public Path payload() {
        return root.resolve("aegismatrix.json");
    }

    /** Every payload that was published. */
    public Path payloads() {
        return root.resolve("payloads");
    }

    /** The payload that was published at a moment. */
    public Path payload(Instant at) {
        return payloads().resolve(FILE_TIME.format(at) + ".json");
    }

    /** The prediction log. */
    public Path log() {
        return root.resolve("predictions.db");
    }

    /** The run ledger. */
    public Path ledger() {
        return root.resolve("runs.jsonl");
    }

    /** The lock of the commands. */
    public Path lock() {
        return root.resolve("commands.lock");
    }

    /** The steps that were done. */
    public Path journal() {
        return root.resolve("steps.jsonl");
    }

    /** What is replayed. */
    public Path settings() {
        return root.resolve("replay.json");
    }

    /** The summary for people. */
    public Path report() {
        return root.resolve("summary.md");
    }

    /** The summary for programs. */
    public Path figures() {
        return root.resolve("summary.json");
    }
}
