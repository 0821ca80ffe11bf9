package example.buyer;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;

/** Prints the odds of a breakout in an invented market by the shipped models. */
public final class Main {

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        BuyerEngine engine = BuyerEngine.load(ModelSource.classpath());
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        engine.evaluate(FeatureSet.of(market))
                .breakoutToday()
                .find()
                .ifPresent(today -> System.out.printf("buyer: breakout today %.3f%n", today.score()));
    }
}
