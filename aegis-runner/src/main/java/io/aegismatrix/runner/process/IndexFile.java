package io.aegismatrix.runner.process;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of the payloads of a run about several indices, written after all of them and as a whole: which file each has,
 * what it is as of, and why there is no newer one.
 */
public final class IndexFile {

    private static final String VERSION = "1.0";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private IndexFile() {}

    /**
     * How one index ended.
     *
     * @param payload its file for complete payloads, which need not be there
     * @param degraded its file for degraded ones, which is there while the newest is one
     * @param exitCode of its run
     * @param reason why it failed; empty if it did not
     */
    public record Entry(String underlying, Path payload, Path degraded, int exitCode, String reason) {}

    /** The file as it is written. */
    private record Listing(String schemaVersion, String generatedAt, List<Line> indices) {}

    /** An index as it is written. Date and run are those of the file that is there, whoever published it. */
    private record Line(
            String underlying,
            String file,
            @Nullable String asOf,
            @Nullable String runId,
            @Nullable String degradedFile,
            int exitCode,
            @Nullable String reason) {}

    /** The file's place beside the payload of a configuration: {@code aegismatrix-index.json}. */
    public static Path beside(Path payload) {
        String name = String.valueOf(payload.getFileName());
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return payload.resolveSibling(stem + "-index.json");
    }

    /** Writes it. @throws CommandException if it cannot be; what was there before is untouched */
    public static void write(Path file, Instant at, List<Entry> entries) {
        Listing listing = new Listing(
                VERSION,
                at.truncatedTo(ChronoUnit.MILLIS).toString(),
                entries.stream().map(entry -> line(file, entry)).toList());
        try {
            byte[] bytes = JSON.writeValueAsBytes(listing);
            DraftFile.replace(file, out -> out.write(bytes));
        } catch (IOException e) {
            throw CommandException.of(file + ": cannot be written", e);
        }
    }

    private static Line line(Path file, Entry entry) {
        Optional<Payload> payload = published(entry.payload());
        return new Line(
                entry.underlying(),
                relative(file, entry.payload()),
                payload.map(found -> found.asOf().toString()).orElse(null),
                payload.map(Payload::runId).orElse(null),
                Files.exists(entry.degraded()) && !entry.degraded().equals(entry.payload())
                        ? relative(file, entry.degraded())
                        : null,
                entry.exitCode(),
                entry.reason().isEmpty() ? null : entry.reason());
    }

    /** Empty if there is none, or none that a reader could use either. */
    private static Optional<Payload> published(Path file) {
        try {
            return Files.exists(file) ? Optional.of(PayloadReader.json().read(file)) : Optional.empty();
        } catch (PayloadException e) {
            return Optional.empty();
        }
    }

    private static String relative(Path file, Path payload) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path whole = payload.toAbsolutePath().normalize();
        return folder != null && whole.startsWith(folder)
                ? folder.relativize(whole).toString()
                : whole.toString();
    }
}
