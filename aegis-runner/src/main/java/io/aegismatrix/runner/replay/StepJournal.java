package io.aegismatrix.runner.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.io.BoundedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that were done, one JSON line each. A line is on disk before {@link #append} returns, and a step without a
 * line is done again: the commands leave the same behind when they are repeated.
 */
public final class StepJournal {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A step takes some hundred bytes: those of more than a century, thirteen slots a day. */
    private static final int MOST = 256 << 20;

    private final Path file;

    private StepJournal(Path file) {
        this.file = file;
    }

    /** The journal in a file, which need not exist. */
    public static StepJournal file(Path file) {
        return new StepJournal(file);
    }

    /**
     * What was done, oldest first. A last line that a crash cut short is taken away, so that the next one stands by itself.
     *
     * @throws IOException if the file cannot be read, or holds a line that is none of ours
     */
    public List<StepResult> resume() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] bytes = BoundedFile.read(file, MOST);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
                channel.force(true);
            }
        }
        List<StepResult> results = new ArrayList<>();
        for (String line : new String(bytes, 0, whole, UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                results.add(parse(line, results.size() + 1));
            }
        }
        return List.copyOf(results);
    }

    /** Adds a step that was done. */
    public void append(StepResult result) throws IOException {
        String line = MAPPER.createObjectNode()
                        .put("at", result.at().toString())
                        .put("command", result.kind().command())
                        .put("exit_code", result.exitCode())
                        .put("message", result.message())
                + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private StepResult parse(String line, int number) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(line);
            return new StepResult(
                    Instant.parse(node.required("at").asText()),
                    kind(node.required("command").asText()),
                    node.required("exit_code").asInt(),
                    node.required("message").asText());
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(
                    file + ":" + number + ": is no step of a replay; restore the file or begin in another folder", e);
        }
    }

    private static ReplayStep.Kind kind(String command) {
        for (ReplayStep.Kind kind : ReplayStep.Kind.values()) {
            if (kind.command().equals(command)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown command '" + command + "'");
    }
}
