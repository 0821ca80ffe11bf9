package io.aegismatrix.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source of models that keeps what is trained. {@link #directory(Path)} lays them out as {@code <engine>/<version>/manifest.json} beside the
 * model files, with {@code <engine>/current} naming the version in use (the champion), {@code <engine>/challenger} the
 * one that is scored in shadow beside it, and {@code <engine>/history.jsonl} what was in use when, and why.
 *
 * <p>What a bundle {@linkplain ModelBundle#requiring requires} is kept before it, in a folder of its own without pointers, and
 * comes with it when it is loaded, each version read once however many require it: an engine always has the very models it
 * was trained beside, also after a rollback.
 *
 * <p>A reader, and a run after a crash at any moment, sees the old champion or the new one, never a part.
 */
public interface ModelStore extends ModelSource {

    /** A store in a folder; the folder need not exist until something is saved. */
    static ModelStore directory(Path folder) {
        return directory(folder, Integer.MAX_VALUE);
    }

    /**
     * A store in a folder that keeps at most so many versions of an engine. {@link #save} and {@link #challenge} remove the
     * oldest once there are more, never one that is in use, the challenger or what {@link #rollback} would put back, nor one
     * that was any of these until then: a run that reads it goes on undisturbed. What none of those that stay requires goes
     * too. What cannot be removed stays, with a warning.
     *
     * @param most at least 3
     */
    static ModelStore directory(Path folder, int most) {
        return new DirectoryModelStore(folder, most);
    }

    /**
     * Keeps a bundle, after those it requires, and makes it the current one. A reader sees the old version or the new one, never a part. Saving
     * what is already there changes nothing but the pointer, unless the stored files are damaged: they are replaced.
     * Whatever runs that died left unfinished beside the engine's versions is deleted, here and by {@link #challenge};
     * drafts of processes that still run are left alone.
     *
     * @param trainedAt when it was trained
     */
    void save(ModelBundle bundle, Instant trainedAt);

    /**
     * Keeps a bundle, after those it requires, as the challenger, in place of the one before; what is in use does not change. Nothing happens to
     * the pointers if it is the very version in use.
     *
     * @param trainedAt when it was trained
     * @param reason why it is not put in use, such as the gate it failed
     */
    void challenge(ModelBundle bundle, Instant trainedAt, String reason);

    /**
     * Puts a stored version in use. Whether it should be is for the caller to judge; that its files are whole is checked.
     * If it was the challenger, there is none afterwards.
     *
     * @param at when that was decided
     * @param reason why
     * @throws ModelException if it is missing or corrupt; the one in use stays
     */
    void promote(EngineId engine, String version, Instant at, String reason);

    /**
     * Puts back the version that was in use before. Rolling back again goes one further back; {@link #promote} undoes it.
     *
     * @param at when that was decided
     * @param reason why
     * @return the version now in use
     * @throws ModelException if no earlier one is recorded, or it is missing or corrupt; the one in use stays
     */
    String rollback(EngineId engine, Instant at, String reason);

    /**
     * The version scored in shadow, or empty if there is none; never the one in use.
     *
     * @throws ModelException if a pointer is corrupt
     */
    Optional<String> challenger(EngineId engine);

    /**
     * The version a rollback would put back, or empty if none is recorded.
     *
     * @throws ModelException if the pointer or the record is corrupt
     */
    Optional<String> previousVersion(EngineId engine);

    /** All versions kept, oldest training data first. */
    List<String> versions(EngineId engine);

    /** Those of the versions that stored bundles require. @throws ModelException if a manifest cannot be read */
    Set<String> requiredVersions(EngineId engine);

    /**
     * What was in use when, and why, oldest first. A run killed between noting a change and making it leaves a line that
     * never came true; the next change does not start from it.
     *
     * @throws ModelException if the record cannot be read
     */
    List<ModelChange> changes(EngineId engine);

    /** Where a version stands. @throws ModelException if a pointer or the record is corrupt */
    default ModelState state(EngineId engine, String version) {
        if (currentVersion(engine).filter(version::equals).isPresent()) {
            return ModelState.CHAMPION;
        }
        if (challenger(engine).filter(version::equals).isPresent()) {
            return ModelState.CHALLENGER;
        }
        boolean wasInUse = changes(engine).stream()
                .anyMatch(change -> change.previous().filter(version::equals).isPresent()
                        || (change.changesUse() && change.version().equals(version)));
        if (wasInUse) {
            return ModelState.RETIRED;
        }
        return requiredVersions(engine).contains(version) ? ModelState.REQUIRED : ModelState.KEPT;
    }
}
