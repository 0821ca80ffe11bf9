package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.aegismatrix.data.io.BoundedFile;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The record beside a pointer of what was in use when, one JSON object a line.
 *
 * <p>A change is noted before the pointer moves. A run killed in between leaves a note that never came true; it is told
 * from the others because the next change does not start from it, and because the pointer does not name it.
 */
final class ModelHistory {

    private static final int LARGEST = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;

    ModelHistory(Path file) {
        this.file = file;
    }

    /** Adds a line. What is already there is neither read nor changed: a damaged record must not stop a training. */
    void note(ModelChange change) throws IOException {
        byte[] before = Files.exists(file) ? bytes() : new byte[0];
        byte[] line = (MAPPER.writeValueAsString(change) + "\n").getBytes(UTF_8);
        byte[] after = new byte[before.length + line.length];
        System.arraycopy(before, 0, after, 0, before.length);
        System.arraycopy(line, 0, after, before.length, line.length);
        DraftFile.replace(file, out -> out.write(after));
    }

    /** Every line, oldest first. @throws ModelException naming the line that cannot be read */
    List<ModelChange> all() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = lines();
        List<ModelChange> changes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            changes.add(parse(lines.get(i), i + 1));
        }
        return List.copyOf(changes);
    }

    private List<String> lines() {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new ModelException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    private byte[] bytes() {
        try {
            return BoundedFile.read(file, LARGEST);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + IoReason.of(e) + "; restore it or move it away", e);
        }
    }

    private ModelChange parse(String line, int number) {
        try {
            return MAPPER.readValue(line, ModelChange.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ModelException(
                    file + ":" + number + ": not a change of models; correct or delete that line: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /** The version in use before {@code current}, earlier rollbacks undone; empty if none is known. */
    Optional<String> before(String current) {
        Deque<String> champions = new ArrayDeque<>();
        for (ModelChange change : effective(current)) {
            if (change.action() == ModelChange.Action.ROLLED_BACK && champions.size() > 1) {
                champions.pop();
                continue;
            }
            if (champions.isEmpty()) {
                change.previous().ifPresent(champions::push);
            }
            champions.push(change.version());
        }
        return champions.stream().skip(1).findFirst();
    }

    /** The changes that led to {@code current}: each starts from where the one before ended. */
    private List<ModelChange> effective(String current) {
        List<ModelChange> all = all();
        List<ModelChange> chain = new ArrayList<>();
        Optional<String> expected = Optional.of(current);
        for (int i = all.size() - 1; i >= 0 && expected.isPresent(); i--) {
            ModelChange change = all.get(i);
            if (change.changesUse() && change.version().equals(expected.get())) {
                chain.add(change);
                expected = change.previous();
            }
        }
        Collections.reverse(chain);
        return chain;
    }
}
