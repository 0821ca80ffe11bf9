package io.aegismatrix.runner.config;

import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.source.MarketSources;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where market data comes from, as written on the command line: {@code csv:DIR}, {@code store}, {@code upstox},
 * {@code yahoo}, {@code nse}, {@code auto} or {@code synthetic[:SEED]}.
 *
 * @param text what was written
 * @param source the source it stands for
 * @param folder the folder it reads, if it reads one
 */
public record SourceOption(String text, MarketSource source, Optional<Path> folder) {

    /** Seed of the market that {@code synthetic} alone stands for. */
    public static final long DEFAULT_SEED = 42;

    private static final String CSV = "csv:";
    public static final String SYNTHETIC = "synthetic";
    private static final String CHOICE =
            "must be csv:DIR, " + String.join(", ", LiveSources.NAMES) + " or synthetic[:SEED], was '";

    /**
     * Parses an option.
     *
     * @param folder what a relative folder starts from
     * @param lenient whether unreadable CSV rows are skipped and counted
     * @param live what {@code store} and the network sources are opened with
     * @throws IllegalArgumentException saying what is allowed
     */
    static SourceOption parse(String text, Path folder, boolean lenient, LiveSources live) {
        if (LiveSources.NAMES.contains(text)) {
            return live(text, live);
        }
        if (text.startsWith(CSV) && text.length() > CSV.length()) {
            Path data = path(folder, text.substring(CSV.length()));
            return new SourceOption(text, MarketSources.csv(data, lenient), Optional.of(data));
        }
        if (text.equals(SYNTHETIC) || text.startsWith(SYNTHETIC + ":")) {
            return synthetic(text);
        }
        throw new IllegalArgumentException(CHOICE + text + "'");
    }

    /** The store or a network source. */
    public static SourceOption live(String name, LiveSources live) {
        return new SourceOption(name, live.open(name), Optional.empty());
    }

    /** An invented market: {@code synthetic} or {@code synthetic:SEED}. @throws IllegalArgumentException if it is not */
    public static SourceOption synthetic(String text) {
        long seed = text.equals(SYNTHETIC) ? DEFAULT_SEED : seed(text);
        return new SourceOption(text, MarketSources.synthetic(seed), Optional.empty());
    }

    /** Whether it keeps what it fetches in the store by itself. */
    public boolean live() {
        return LiveSources.NAMES.contains(text);
    }

    /** Whether it asks the network, so that it knows the present only. */
    public boolean asksTheNetwork() {
        return live() && !text.equals(LiveSources.STORE);
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
