package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.util.Optional;

/** The shipped engines with the version in use of one of them on probation too. */
final class ShadowEngines implements EngineLibrary {

    private final EngineLibrary shipped = EngineLibrary.shipped();
    private final EngineId challenged;
    private boolean failing;

    ShadowEngines(EngineId challenged) {
        this.challenged = challenged;
    }

    ShadowEngines failing() {
        failing = true;
        return this;
    }

    @Override
    public Optional<ModelBundle> challenger(ModelStore store, EngineId kind) {
        if (kind.equals(challenged) && failing) {
            throw new ModelException("corrupt");
        }
        return kind.equals(challenged) ? Optional.of(store.load(kind)) : Optional.empty();
    }

    @Override
    public EngineTrainer trainer(EngineId kind) {
        return shipped.trainer(kind);
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        return shipped.direction(bundle);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        return shipped.seller(bundle);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        return shipped.buyer(bundle);
    }
}
