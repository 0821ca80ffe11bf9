package io.aegismatrix.engine.gate;

import io.aegismatrix.engine.EngineId;
import java.util.Objects;

/**
 * How one engine fared at one gate.
 *
 * @param gate which gate
 * @param engine which engine
 * @param passed whether it may go on
 * @param detail the numbers behind it: the worst output, or what was checked
 */
public record GateResult(Gate gate, EngineId engine, boolean passed, String detail) {

    /** Validates that the detail says something. */
    public GateResult {
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(engine, "engine");
        if (detail.isBlank()) {
            throw new IllegalArgumentException(
                    engine.id() + " at gate " + gate.id() + ": the detail must not be blank");
        }
    }

    /** The engine may go on. */
    public static GateResult passed(Gate gate, EngineId engine, String detail) {
        return new GateResult(gate, engine, true, detail);
    }

    /** The engine is refused. */
    public static GateResult failed(Gate gate, EngineId engine, String detail) {
        return new GateResult(gate, engine, false, detail);
    }
}
