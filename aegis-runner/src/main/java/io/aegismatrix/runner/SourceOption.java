package io.aegismatrix.runner;

import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.MarketSources;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where market data comes from, as written on the command line: {@code csv:DIR} or {@code synthetic[:SEED]}.
 *
 * @param text what was written
 * @param source the source it stands for
 * @param folder the folder it reads, if it reads one
 */
record SourceOption(String text, MarketSource source, Optional<Path> folder) {

    /** Seed of the market that {@code synthetic} alone stands for. */
    static final long DEFAULT_SEED = 42;

    private static final String CSV = "csv:";
    private static final String SYNTHETIC = "synthetic";
    private static final Set<String> LATER = Set.of("store", "yahoo", "nse", "auto");

    /**
     * Parses an option.
     *
     * @param folder what a relative folder starts from
     * @param lenient whether unreadable CSV rows are skipped and counted
     * @throws IllegalArgumentException saying what is allowed
     */
    static SourceOption parse(String text, Path folder, boolean lenient) {
        if (LATER.contains(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not part of this release yet; use csv:DIR or synthetic[:SEED]");
        }
        if (text.startsWith(CSV) && text.length() > CSV.length()) {
            Path data = path(folder, text.substring(CSV.length()));
            return new SourceOption(text, MarketSources.csv(data, lenient), Optional.of(data));
        }
        if (text.equals(SYNTHETIC)) {
            return new SourceOption(text, MarketSources.synthetic(DEFAULT_SEED), Optional.empty());
        }
        if (text.startsWith(SYNTHETIC + ":")) {
            return new SourceOption(text, MarketSources.synthetic(seed(text)), Optional.empty());
        }
        throw new IllegalArgumentException("must be csv:DIR or synthetic[:SEED], was '" + text + "'");
    }

    private static Path path(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be csv:DIR, but '" + name + "' is no folder name", e);
        }
    }

    private static long seed(String text) {
        String digits = text.substring(SYNTHETIC.length() + 1);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be synthetic:SEED with a whole number, was '" + text + "'", e);
        }
    }
}
