package io.aegismatrix.runner.publish;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.seller.SellerEngine;
import java.util.Optional;

/** The three engines, so that commands can be tested with others. Nothing native is touched before a trainer trains. */
public interface EngineLibrary {

    EngineTrainer trainer(EngineKind kind);

    Engine<DirectionOutlook> direction(ModelBundle bundle);

    Engine<SellerOutlook> seller(ModelBundle bundle);

    Engine<BuyerOutlook> buyer(ModelBundle bundle);

    /**
     * The version on probation, whose forecasts are written down beside those of the version in use but not published;
     * empty where there is none.
     */
    default Optional<ModelBundle> challenger(ModelStore store, EngineKind kind) {
        return store.challenger(kind).map(version -> store.load(kind, version));
    }

    /** The engines this release ships. */
    static EngineLibrary shipped() {
        return new EngineLibrary() {
            @Override
            public EngineTrainer trainer(EngineKind kind) {
                return switch (kind) {
                    case DIRECTION -> DirectionEngine.trainer();
                    case SELLER -> SellerEngine.trainer();
                    case BUYER -> BuyerEngine.trainer();
                };
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
        };
    }
}
