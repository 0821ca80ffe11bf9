package io.aegismatrix.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.payload.PayloadReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reading the daily files of a market of 1,500 sessions from CSV against splitting its lines and doing nothing with them, and writing and
 * reading a payload against Jackson's plain tree.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FileBenchmark {

    private static final Instant AS_OF = Instant.parse("2024-12-31T12:00:00Z");

    private final ObjectMapper mapper = new ObjectMapper();
    private Path folder;
    private Path file;
    private byte[] json;
    private JsonNode tree;
    private Payload payload;

    /** Writes the market to files and reads the payload that the property {@code payload} names. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("aegis-benchmark");
        MarketSnapshot market = MarketSources.synthetic(1).snapshot(MarketRequest.nifty50(AS_OF));
        write("nifty50_daily.csv", market.daily().bars());
        write("indiavix_daily.csv", market.volatilityIndex().bars());
        file = Path.of(System.getProperty("payload", "aegismatrix.json"));
        json = Files.readAllBytes(file);
        tree = mapper.readTree(json);
        payload = PayloadReader.json().read(file);
    }

    private void write(String name, List<DailyBar> bars) throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        for (DailyBar bar : bars) {
            text.append(bar.session()).append(',').append(bar.open()).append(',').append(bar.high()).append(',');
            text.append(bar.low()).append(',').append(bar.close()).append(",0\n");
        }
        Files.writeString(folder.resolve(name), text);
    }

    /** The market, every bar checked. */
    @Benchmark
    public MarketSnapshot market() {
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(AS_OF));
    }

    /** The cells of the same files, split and thrown away. */
    @Benchmark
    public int cells() throws IOException {
        int cells = 0;
        for (String name : List.of("nifty50_daily.csv", "indiavix_daily.csv")) {
            for (String line : Files.readString(folder.resolve(name), StandardCharsets.UTF_8).split("\n", -1)) {
                cells += line.split(",", -1).length;
            }
        }
        return cells;
    }

    /** The payload as bytes, checked against its schema. */
    @Benchmark
    public byte[] payloadWrite() {
        return PayloadJson.bytes(payload);
    }

    /** The same document from a tree, unchecked. */
    @Benchmark
    public byte[] treeWrite() throws IOException {
        return mapper.writeValueAsBytes(tree);
    }

    /** The payload from its file, every value checked. */
    @Benchmark
    public Payload payloadRead() {
        return PayloadReader.json().read(file);
    }

    /** The same file as a tree, unchecked. */
    @Benchmark
    public JsonNode treeRead() throws IOException {
        return mapper.readTree(Files.readAllBytes(file));
    }
}
