package io.aegismatrix.runner.alerts;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.runner.runs.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a channel is told at one time.
 *
 * @param underlying the index
 * @param at when
 * @param changes what has changed since it was last told, at least one
 */
record Message(String underlying, Instant at, List<Change> changes) {

    /** Telegram takes 4,096 characters. */
    private static final int LONGEST = 4_000;

    Message {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a message must have a change to tell");
        }
    }

    /** For people, without secrets. */
    String text() {
        String text = changes.stream().map(Change::line).collect(Collectors.joining("\n", underlying + "\n", ""));
        return Secrets.mask(text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text);
    }

    /** For programs, with the text for people in it. */
    String json() {
        ObjectNode message = new JsonMapper()
                .createObjectNode()
                .put("text", text())
                .put("underlying", underlying)
                .put("at", at.toString());
        ArrayNode entries = message.putArray("changes");
        changes.forEach(change -> entries.addObject()
                .put("key", change.key())
                .put("from", change.from())
                .put("to", change.to())
                .put("text", Secrets.mask(change.text())));
        return message.toString();
    }
}
