package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.ExtensionOutlook;
import java.util.function.Function;

/**
 * An engine from outside this project: it is trained, judged, stored and published as the shipped ones are, its outlook
 * among the payload's {@code extensions}.
 *
 * @param trainer trains it, and tells its name and models
 * @param open its models as an engine, which checks that they are its own
 */
public record OwnEngine(EngineTrainer trainer, Function<ModelBundle, Engine<ExtensionOutlook>> open) {

    EngineId engine() {
        return trainer.engine();
    }

    EnginePart<ExtensionOutlook> part() {
        return new EnginePart<>(
                engine(), open, ExtensionOutlook::unavailable, (results, own) -> results.withOwn(engine(), own));
    }
}
