package io.aegismatrix.data.internal;

import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.OptionChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A folder of CSV files as a market source. Reads the files anew for every snapshot and keeps nothing. */
public final class CsvMarketSource implements MarketSource {

    private final Path folder;
    private final boolean lenient;

    /**
     * Creates a source.
     *
     * @param folder where the files are
     * @param lenient whether bad rows are skipped and counted instead of refused
     */
    public CsvMarketSource(Path folder, boolean lenient) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.lenient = lenient;
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        return reading(request).snapshot();
    }

    @Override
    public List<Anomaly> chains(MarketRequest request, Consumer<OptionChain> taker) {
        return reading(request).chains(taker);
    }

    @Override
    public List<Anomaly> keepIn(MarketStore store, MarketRequest request) {
        return reading(request).keepIn(store);
    }

    private FolderReading reading(MarketRequest request) {
        if (!Files.isDirectory(folder)) {
            throw new MarketDataException(folder + ": no such folder; point to the folder with "
                    + FolderReading.dailyName(request.underlying().fileStem()));
        }
        return new FolderReading(folder, lenient, request);
    }
}
