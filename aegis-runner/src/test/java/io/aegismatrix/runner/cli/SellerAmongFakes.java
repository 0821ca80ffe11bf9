package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.seller.SellerEngine;

/** The seller as it ships, beside engines that say nothing: what trains in seconds and promises ranges. */
final class SellerAmongFakes implements EngineLibrary {

    private final EngineLibrary shipped = EngineLibrary.shipped();
    private final EngineLibrary fakes = new FakeEngines();

    @Override
    public EngineTrainer trainer(EngineId kind) {
        return (kind.equals(SellerEngine.ID) ? shipped : fakes).trainer(kind);
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        return fakes.direction(bundle);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        return shipped.seller(bundle);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        return fakes.buyer(bundle);
    }
}
