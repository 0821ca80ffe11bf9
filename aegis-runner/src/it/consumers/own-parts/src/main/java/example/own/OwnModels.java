package example.own;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelSource;
import java.util.Optional;

/** One's own models beside the shipped ones. */
record OwnModels(ModelBundle own, ModelSource shipped) implements ModelSource {

    private boolean isOwn(EngineId engine) {
        return engine.equals(own.manifest().engine());
    }

    @Override
    public ModelBundle load(EngineId engine) {
        return isOwn(engine) ? own : shipped.load(engine);
    }

    @Override
    public ModelBundle load(EngineId engine, String version) {
        return isOwn(engine) ? own : shipped.load(engine, version);
    }

    @Override
    public Optional<String> currentVersion(EngineId engine) {
        return isOwn(engine) ? Optional.of(own.manifest().version()) : shipped.currentVersion(engine);
    }
}
