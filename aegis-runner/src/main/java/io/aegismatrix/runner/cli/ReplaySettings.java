package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.BoundedFile;
import io.aegismatrix.data.DraftFile;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.replay.ReplayPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a replay was begun with: it can only go on with the same. */
record ReplaySettings(Map<String, String> values) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST = 1 << 16;

    static ReplaySettings of(ReplayPlan plan, String source, Settings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("release", AegisCommand.Version.number());
        values.put("underlying", settings.underlying().name());
        values.put("source", source);
        values.put("from", plan.from().toString());
        values.put("to", plan.to().toString());
        values.put("retrain", plan.retrain().word());
        values.put("retrain-network", plan.network().word());
        values.put("years", Integer.toString(plan.years()));
        values.put("slots", plan.slots().text());
        values.put("seed", Long.toString(settings.training().seed()));
        values.put("folds", Integer.toString(settings.training().folds()));
        values.put("epochs", Integer.toString(settings.training().maximumEpochs()));
        return new ReplaySettings(values);
    }

    /** Writes them down, or holds them against those that are there. @throws CommandException naming what differs */
    void keep(Path file) throws IOException {
        if (Files.exists(file)) {
            requireSame(file);
            return;
        }
        ObjectNode node = MAPPER.createObjectNode();
        values.forEach(node::put);
        byte[] text = (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n").getBytes(UTF_8);
        DraftFile.replace(file, out -> out.write(text));
    }

    private void requireSame(Path file) throws IOException {
        JsonNode begun = MAPPER.readTree(BoundedFile.read(file, MOST));
        values.forEach((name, value) -> {
            String before = begun.path(name).asText();
            if (!before.equals(value)) {
                throw CommandException.usage(file + ": this replay was begun with " + name + " " + before + ", not "
                        + value + "; go on with the same, or give another --out");
            }
        });
    }
}
