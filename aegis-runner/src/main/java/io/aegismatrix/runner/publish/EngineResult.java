package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.ModelBundle;
import java.util.Optional;

/**
 * What one engine had to say.
 *
 * @param bundle the models it used; empty if it failed and the run may publish all the same
 * @param outlook its outlook, or the one that says it is unavailable
 * @param reason why it failed; empty text if it did not
 */
public record EngineResult<O>(Optional<ModelBundle> bundle, O outlook, String reason) {

    public static <O> EngineResult<O> of(ModelBundle bundle, O outlook) {
        return new EngineResult<>(Optional.of(bundle), outlook, "");
    }

    public static <O> EngineResult<O> unavailable(String reason, O outlook) {
        return new EngineResult<>(Optional.empty(), outlook, reason);
    }
}
