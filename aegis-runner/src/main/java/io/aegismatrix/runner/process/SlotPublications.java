package io.aegismatrix.runner.process;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.PublishedFile;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.SessionSlot;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run would publish from, and whether an earlier one already did. Data from the network counts as the same within
 * a slot: asking again is what a run that is due once a slot must not do. Files count as the same while size and time of
 * change are; a folder with other files is another market, whose forecast is published anew. It is looked at before
 * anything is read, so files that change while a run reads them count as changed since.
 */
public final class SlotPublications {

    private static final String UNREADABLE = "unreadable";

    private final Settings settings;
    private final List<EngineId> engines;
    private final SourceOption source;
    private final Optional<Instant> slot;
    private final SortedMap<String, String> inputs;

    /** @param engines those it would publish of, in their order */
    public SlotPublications(Settings settings, List<EngineId> engines, SourceOption source, Instant asOf) {
        this.engines = engines;
        this.settings = settings;
        this.source = source;
        this.slot = SessionSlots.of(MarketSources.nseCalendar()).find(asOf).map(SessionSlot::start);
        this.inputs = inputs();
    }

    /** The run that already published what this one would, while the file is still as it left it. */
    public Optional<RunEnd> earlier(RunLedger ledger) {
        try {
            return slot.flatMap(start -> ledger.findPublished(start, inputs, file(settings.out())))
                    .filter(run -> run.publication()
                            .filter(published -> Files.exists(settings.out())
                                    && published.sha256().equals(sha256(settings.out())))
                            .isPresent());
        } catch (LedgerException e) {
            throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()), e);
        }
    }

    /** What was just published in a file. */
    public PublishedFile of(Payload payload, Path published) {
        return new PublishedFile(slot, payload.asOf(), inputs, file(published), sha256(published));
    }

    private static String file(Path published) {
        return published.toAbsolutePath().normalize().toString();
    }

    private SortedMap<String, String> inputs() {
        SortedMap<String, String> found = new TreeMap<>();
        found.put("underlying", settings.underlying().name());
        found.put("source", source.text());
        found.put("models", models());
        found.put("degraded", Boolean.toString(settings.degraded()));
        source.folder().ifPresent(folder -> found.put("data", fingerprint(folder)));
        return found;
    }

    private String models() {
        ModelStore store = ModelStore.directory(settings.models());
        return engines.stream()
                .map(kind -> kind.id() + "@" + version(store, kind))
                .collect(Collectors.joining(" "));
    }

    private static String version(ModelStore store, EngineId kind) {
        try {
            return store.currentVersion(kind).orElse("none");
        } catch (ModelException e) {
            // What is wrong with the pointer is told by whoever loads the models.
            return UNREADABLE;
        }
    }

    private static String sha256(Path published) {
        try {
            return MoreFiles.asByteSource(published).hash(Hashing.sha256()).toString();
        } catch (IOException e) {
            throw CommandException.of(published + ": cannot be read back", e);
        }
    }

    private static String fingerprint(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            List<String> files = new ArrayList<>();
            for (Path file : paths.sorted().toList()) {
                files.add(file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return Hashing.sha256()
                    .hashString(String.join("\n", files), StandardCharsets.UTF_8)
                    .toString();
        } catch (IOException e) {
            // What is wrong with the folder is told by whoever reads the market from it.
            return UNREADABLE;
        }
    }
}
