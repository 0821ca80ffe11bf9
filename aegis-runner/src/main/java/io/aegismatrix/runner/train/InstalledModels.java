package io.aegismatrix.runner.train;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureCatalogue;
import io.aegismatrix.runner.publish.EngineLibrary;

/** Whether the engines in use are whole and made for this release. */
public final class InstalledModels {

    private InstalledModels() {}

    /**
     * Loads the version in use of an engine as an inference would.
     *
     * @throws ModelException if it is missing, corrupt, or was trained with other features than this release computes
     */
    public static Engine<?> requireUsable(ModelStore store, EngineLibrary engines, EngineId kind) {
        return requireUsable(engines, store.load(kind).requireWhole());
    }

    /**
     * The volatility model that the first of the engines in use was trained beside.
     *
     * @throws ModelException if there is none, or it cannot be used
     */
    public static ModelBundle volatility(ModelStore store, EngineLibrary engines) {
        return engines.ids().stream()
                .filter(kind -> store.currentVersion(kind).isPresent())
                .flatMap(kind -> store.load(kind).findRequired(VolatilityModel.ID).stream())
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        "no engine in use was trained beside a volatility model of its own bundle; run 'train', or name"
                                + " one of the versions " + store.versions(VolatilityModel.ID)));
    }

    /** Opens a bundle as an inference would. @throws ModelException if it is corrupt or was made for other features */
    public static Engine<?> requireUsable(EngineLibrary engines, ModelBundle bundle) {
        EngineId kind = bundle.manifest().engine();
        String computed = FeatureCatalogue.daily().schema().hash();
        String expected = bundle.manifest().featureSchemaSha256();
        if (!expected.equals(computed)) {
            throw new ModelException(kind.id() + " " + bundle.manifest().version() + ": trained on feature schema "
                    + expected + ", this release computes " + computed + "; train again");
        }
        return engines.part(bundle).open().apply(bundle);
    }
}
