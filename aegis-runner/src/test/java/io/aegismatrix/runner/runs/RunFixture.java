package io.aegismatrix.runner.runs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs for tests. */
final class RunFixture {

    private RunFixture() {}

    static RunStart start(String runId, String at) {
        return new RunStart(runId, "infer", Instant.parse(at), 4711, Optional.empty(), "desk");
    }

    static RunEnd failed(String runId, String at, int exitCode, String message) {
        return end(runId, at, exitCode, RunOutcome.FAILED, message, Optional.empty());
    }

    static RunEnd published(String runId, String at, String slot) {
        return end(runId, at, 0, RunOutcome.PUBLISHED, "", Optional.of(publication(slot)));
    }

    static PublishedFile publication(String slot) {
        return new PublishedFile(
                Optional.of(Instant.parse(slot)),
                Instant.parse(slot).plusSeconds(60),
                new TreeMap<>(Map.of("source", "auto", "models", "seller@20241231-aa")),
                "/srv/aegismatrix.json",
                "ab12");
    }

    private static RunEnd end(
            String runId,
            String at,
            int exitCode,
            RunOutcome outcome,
            String message,
            Optional<PublishedFile> publication) {
        Instant start = Instant.parse(at);
        return new RunEnd(
                runId,
                "infer",
                start.plusMillis(1_500),
                start,
                exitCode,
                outcome,
                message,
                new TreeMap<>(Map.of("data", 900L, "total", 1_500L)),
                publication);
    }
}
