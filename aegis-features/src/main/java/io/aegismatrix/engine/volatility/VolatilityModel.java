package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.features.FeatureSet;

/**
 * The regressions of every {@link ForecastTarget} as one model: trained once on a history, kept as a bundle of its own, and
 * handed to every engine that {@linkplain ModelBundle#requiring was trained beside it}. Immutable.
 *
 * <pre>{@code
 * VolatilityForecast realized = VolatilityModel.of(store.load(SellerEngine.ID)).forecast(ForecastTarget.REALIZED);
 * }</pre>
 */
public final class VolatilityModel {

    /** What the model is called where engines are: its folder in a store, its entry among what an engine requires. */
    public static final EngineId ID = new EngineId("volatility");

    private final ModelBundle bundle;

    private VolatilityModel(ModelBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Fits every regression on all sessions of a history. Nothing in it is random.
     *
     * @return files, and how good the forecasts of realised volatility proved to be out of sample
     * @throws MarketDataException if the history is too short; the message says how much is needed
     */
    public static ModelBundle train(FeatureSet history) {
        return VolatilityTraining.train(history);
    }

    /**
     * The model an engine was trained beside, or that of the model's own bundle. Engines of older releases carry copies of the
     * forecasts they use.
     */
    public static VolatilityModel of(ModelBundle engine) {
        return new VolatilityModel(engine.findRequired(ID).orElse(engine));
    }

    /**
     * The forecast of a target.
     *
     * @throws io.aegismatrix.engine.ModelException if there is none, or it cannot be read
     */
    public VolatilityForecast forecast(ForecastTarget target) {
        String file = file(target);
        return VolatilityForecast.parse(bundle.file(file), place(file)).with(events());
    }

    /** What known events multiply; nothing in a model that was trained before they were looked at. */
    private EventMultipliers events() {
        return bundle.manifest().files().containsKey(EventMultipliers.FILE)
                ? EventMultipliers.parse(bundle.file(EventMultipliers.FILE), place(EventMultipliers.FILE))
                : EventMultipliers.NONE;
    }

    private String place(String file) {
        return bundle.manifest().engine() + " " + bundle.manifest().version() + "/" + file;
    }

    /** Of the forecasts of reach an engine of an older release has the one it uses, under the name of both. */
    private String file(ForecastTarget target) {
        return bundle.manifest().engine().equals(ID) || target == ForecastTarget.REALIZED
                ? fileOf(target)
                : fileOf(ForecastTarget.REACH);
    }

    static String fileOf(ForecastTarget target) {
        return switch (target) {
            case REALIZED -> "volatility.json";
            case REACH -> "reach.json";
            case REACH_UNIT -> "reach_unit.json";
        };
    }
}
