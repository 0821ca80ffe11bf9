package io.aegismatrix.runner.publish;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.seller.SellerEngine;
import java.util.Map;
import java.util.function.Supplier;

/** The engines of this release. */
final class ShippedEngines implements EngineLibrary {

    private static final Map<EngineId, Supplier<EngineTrainer>> TRAINERS = Map.of(
            DirectionEngine.ID, DirectionEngine::trainer,
            SellerEngine.ID, SellerEngine::trainer,
            BuyerEngine.ID, BuyerEngine::trainer);

    @Override
    public EngineTrainer trainer(EngineId engine) {
        Supplier<EngineTrainer> trainer = TRAINERS.get(engine);
        if (trainer == null) {
            throw unknown(engine.id());
        }
        return trainer.get();
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        return DirectionEngine.of(bundle);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        return SellerEngine.of(bundle);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        return BuyerEngine.of(bundle);
    }
}
