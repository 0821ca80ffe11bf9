package example.direction;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;

/** Prints the forecast of the next session in an invented market by the shipped models. */
public final class Main {

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        DirectionEngine engine = DirectionEngine.load(ModelSource.classpath());
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        System.out.println("direction: tomorrow "
                + engine.evaluate(FeatureSet.of(market)).horizons().t1());
    }
}
