package io.aegismatrix.runner.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.io.BoundedFile;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a replay was begun with: it can only go on with the same. */
record ReplaySettings(Map<String, String> values) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST = 1 << 16;

    static ReplaySettings of(ReplayPlan plan, ReplayTerms terms) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("release", release());
        values.put("underlying", terms.underlying().name());
        values.put("source", terms.market().name());
        values.put("from", plan.from().toString());
        values.put("to", plan.to().toString());
        values.put("retrain", plan.retrain().word());
        values.put("retrain-network", plan.network().word());
        values.put("years", Integer.toString(plan.years()));
        values.put("slots", plan.slots().text());
        values.put("seed", Long.toString(terms.training().seed()));
        values.put("folds", Integer.toString(terms.training().folds()));
        values.put("epochs", Integer.toString(terms.training().maximumEpochs()));
        return new ReplaySettings(values);
    }

    private static String release() {
        return Optional.ofNullable(ReplaySettings.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
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
