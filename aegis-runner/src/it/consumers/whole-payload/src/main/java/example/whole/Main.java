package example.whole;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadWriter;
import io.aegismatrix.runner.Inference;
import java.nio.file.Path;
import java.time.Instant;

/** Writes the payload of an invented market and reads it back. */
public final class Main {

    private Main() {}

    /** @param arguments the file */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Instant asOf = Instant.parse("2024-12-31T11:00:00Z");
        MarketSnapshot market = MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(asOf));
        Inference inference = Inference.open(ModelSource.classpath());
        PayloadWriter.json(file).write(inference.payload(market, asOf));
        Payload read = PayloadReader.json().read(file);
        System.out.println("payload: " + read.models().size() + " models, spot "
                + read.market().spot());
    }
}
