package io.aegismatrix.engine;

import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions of an engine stay when another is kept: the one in use, the challenger, the one a rollback would put back,
 * and the newest others; and of what engines require, the versions that those that stay do. A version that a pointer named before this training is spared until a later one, because a run may
 * have read the pointer and not yet the files.
 */
final class ModelRetention {

    /** Below this, a run could lose the model it reads to the second training that ends meanwhile. */
    static final int LEAST = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ModelRetention.class);

    private final DirectoryModelStore store;
    private final int most;

    /** @param most versions an engine, at least {@value #LEAST} */
    ModelRetention(DirectoryModelStore store, int most) {
        if (most < LEAST) {
            throw new IllegalArgumentException("at least " + LEAST + " versions of an engine must stay, was " + most);
        }
        this.store = store;
        this.most = most;
    }

    /** Versions that are pointed at now, as far as the pointers can be read: a damaged one leads nobody anywhere. */
    Set<String> pointedAt(EngineId engine) {
        try {
            return needed(engine);
        } catch (ModelException e) {
            LOG.debug("No version of {} is known to be in use: {}", engine.id(), e.getMessage());
            return Set.of();
        }
    }

    private Set<String> needed(EngineId engine) {
        Set<String> versions = new HashSet<>();
        store.currentVersion(engine).ifPresent(versions::add);
        store.challenger(engine).ifPresent(versions::add);
        store.previousVersion(engine).ifPresent(versions::add);
        return versions;
    }

    /**
     * Removes what need not stay. That it is still there harms nobody, so nothing that stops this stops a training.
     *
     * @param trained what was kept last
     * @param spared what was pointed at before the training
     */
    void apply(ModelManifest trained, Set<String> spared) {
        if (most == Integer.MAX_VALUE) {
            return;
        }
        try {
            removeOld(trained.engine(), spared);
            for (String required : trained.requires().keySet()) {
                removeUnrequired(new EngineId(required));
            }
        } catch (ModelException e) {
            LOG.warn("Old versions of {} were not removed: {}", trained.engine(), e.getMessage());
        } catch (IOException e) {
            LOG.warn("Old versions of {} were not removed: {}", trained.engine(), IoReason.of(e));
        }
    }

    private void removeOld(EngineId engine, Set<String> spared) throws IOException {
        List<String> all = store.versions(engine);
        if (all.size() <= most) {
            return;
        }
        Set<String> kept = needed(engine);
        kept.addAll(spared);
        newestFirst(engine, all).forEach(version -> {
            if (kept.size() < most) {
                kept.add(version);
            }
        });
        for (String version : all) {
            if (!kept.contains(version)) {
                store.remove(engine, version);
                LOG.info("{} {}: removed, {} newer versions stay", engine.id(), version, kept.size());
            }
        }
    }

    /** Takes away what was kept for the sake of versions that are gone, or that a killed training never came to write. */
    private void removeUnrequired(EngineId engine) throws IOException {
        Set<String> kept = store.requiredVersions(engine);
        kept.addAll(needed(engine));
        for (String version : store.versions(engine)) {
            if (!kept.contains(version)) {
                store.remove(engine, version);
                LOG.info("{} {}: removed, no stored version requires it", engine.id(), version);
            }
        }
    }

    /** By when they were trained; versions that do not say count as old. */
    private List<String> newestFirst(EngineId engine, List<String> versions) {
        Comparator<String> age = Comparator.comparing(version -> trainedAt(engine, version));
        return versions.stream()
                .sorted(age.thenComparing(Comparator.naturalOrder()).reversed())
                .toList();
    }

    private Instant trainedAt(EngineId engine, String version) {
        try {
            Optional<Instant> trained = store.trainedAt(engine, version);
            return trained.orElse(Instant.MIN);
        } catch (ModelException e) {
            return Instant.MIN;
        }
    }
}
