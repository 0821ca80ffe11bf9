package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other engines and one of somebody's own. */
record ExtendedEngines(EngineLibrary others, OwnEngine added) implements EngineLibrary {

    ExtendedEngines {
        if (others.inStore().contains(added.engine())) {
            throw new IllegalArgumentException("there is an engine named '" + added.engine() + "' already");
        }
    }

    @Override
    public List<OwnEngine> own() {
        return Stream.concat(others.own().stream(), Stream.of(added)).toList();
    }

    @Override
    public EngineTrainer trainer(EngineId engine) {
        return engine.equals(added.engine()) ? added.trainer() : others.trainer(engine);
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        return others.direction(bundle);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        return others.seller(bundle);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        return others.buyer(bundle);
    }

    @Override
    public Optional<ModelBundle> challenger(ModelStore store, EngineId engine) {
        return others.challenger(store, engine);
    }
}
