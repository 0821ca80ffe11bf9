package example.own;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.PayloadWriter;
import io.aegismatrix.runner.Inference;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.OwnEngine;
import java.time.Instant;

/** Own source, own engine, own place of models, own writer. */
public final class Main {

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        Instant asOf = Instant.parse("2024-12-31T11:00:00Z");
        MarketSnapshot invented = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(asOf));
        MarketSource source =
                new OwnSource(invented.daily().bars(), invented.volatilityIndex().bars());
        MarketSnapshot market = source.snapshot(MarketRequest.nifty50(asOf));

        ModelBundle trained = new Implied.Trainer()
                .train(FeatureSet.of(market), TrainingSettings.defaults(), ProgressListener.silent())
                .withTrainedAt(asOf);
        ModelSource models = new OwnModels(trained, ModelSource.classpath());
        EngineLibrary engines = EngineLibrary.shipped().with(new OwnEngine(new Implied.Trainer(), Implied::of));

        PayloadWriter writer = payload -> System.out.println("own: " + payload.extensions());
        writer.write(Inference.open(models, engines).payload(market, asOf));
    }
}
