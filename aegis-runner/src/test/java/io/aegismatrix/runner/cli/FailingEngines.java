package io.aegismatrix.runner.cli;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.seller.SellerEngine;

/** The shipped engines, one of which cannot be opened. */
final class FailingEngines implements EngineLibrary {

    private final EngineLibrary shipped = EngineLibrary.shipped();
    private final EngineId failing;
    private final RuntimeException failure;

    FailingEngines(EngineId failing, RuntimeException failure) {
        this.failing = failing;
        this.failure = failure;
    }

    private void open(EngineId kind) {
        if (kind.equals(failing)) {
            throw failure;
        }
    }

    @Override
    public EngineTrainer trainer(EngineId kind) {
        return shipped.trainer(kind);
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        open(DirectionEngine.ID);
        return shipped.direction(bundle);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        open(SellerEngine.ID);
        return shipped.seller(bundle);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        open(BuyerEngine.ID);
        return shipped.buyer(bundle);
    }
}
