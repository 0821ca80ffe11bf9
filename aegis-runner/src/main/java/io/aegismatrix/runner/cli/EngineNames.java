package io.aegismatrix.runner.cli;

import com.google.common.collect.ImmutableSet;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.util.List;
import java.util.Set;

/** Engines as people type them. */
final class EngineNames {

    private EngineNames() {}

    /** The engines named, or all of them if none is. @throws CommandException naming what was typed where, and what there is */
    static Set<EngineId> parseAll(EngineLibrary engines, String where, List<String> names) {
        return names.isEmpty()
                ? ImmutableSet.copyOf(engines.ids())
                : names.stream().map(name -> parse(engines, where, name)).collect(ImmutableSet.toImmutableSet());
    }

    /** @throws CommandException naming what was typed where, and what there is */
    static EngineId parse(EngineLibrary engines, String where, String name) {
        try {
            return engines.parse(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, where + ": " + e.getMessage(), e);
        }
    }
}
