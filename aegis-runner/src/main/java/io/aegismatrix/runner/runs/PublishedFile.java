package io.aegismatrix.runner.runs;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a run published, and from what: enough to tell whether another run of the same slot would say anything new.
 *
 * @param slot start of the session slot the market was looked at in; empty outside sessions
 * @param asOf market time of the newest datum
 * @param inputs what it was made from, by name: source, data, models
 * @param file the file, as an absolute path
 * @param sha256 its digest, lower-case hexadecimal
 */
public record PublishedFile(
        Optional<Instant> slot, Instant asOf, SortedMap<String, String> inputs, String file, String sha256) {

    /** Copies the inputs. */
    public PublishedFile {
        Names.require(file, "file");
        Names.require(sha256, "sha256");
        inputs = Sorted.copy(inputs);
    }

    /** Whether a run in {@code other} slot, with {@code otherInputs}, to {@code otherFile} would publish the same. */
    boolean answers(Instant otherSlot, SortedMap<String, String> otherInputs, String otherFile) {
        return slot.filter(otherSlot::equals).isPresent() && inputs.equals(otherInputs) && file.equals(otherFile);
    }
}
