package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;

/** Engines as people type them. */
final class EngineNames {

    private EngineNames() {}

    /** @throws CommandException naming what was typed where, and what there is */
    static EngineKind parse(String where, String name) {
        try {
            return EngineKind.parse(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, where + ": " + e.getMessage(), e);
        }
    }
}
