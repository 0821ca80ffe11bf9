package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.publish.EngineLibrary;

/** The shipped engines, one of which cannot be opened. */
final class FailingEngines implements EngineLibrary {

    private final EngineLibrary shipped = EngineLibrary.shipped();
    private final EngineKind failing;
    private final RuntimeException failure;

    FailingEngines(EngineKind failing, RuntimeException failure) {
        this.failing = failing;
        this.failure = failure;
    }

    private void open(EngineKind kind) {
        if (kind == failing) {
            throw failure;
        }
    }

    @Override
    public EngineTrainer trainer(EngineKind kind) {
        return shipped.trainer(kind);
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        open(EngineKind.DIRECTION);
        return shipped.direction(bundle);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        open(EngineKind.SELLER);
        return shipped.seller(bundle);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        open(EngineKind.BUYER);
        return shipped.buyer(bundle);
    }
}
