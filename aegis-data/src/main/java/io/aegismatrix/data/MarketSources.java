package io.aegismatrix.data;

import io.aegismatrix.data.internal.CsvMarketSource;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.SyntheticMarketSource;
import java.nio.file.Path;
import java.util.List;

/** The sources that come with the library. */
public final class MarketSources {

    private MarketSources() {}

    /** The National Stock Exchange of India's calendar with NIFTY expiries, from the data files in this artifact. */
    public static TradingCalendar nseCalendar() {
        return NseCalendar.load();
    }

    /**
     * The same calendar with the expiries of an underlying's options.
     *
     * @throws MarketDataException if there are no expiry rules of that name
     */
    public static TradingCalendar nseCalendar(Underlying underlying) {
        return NseCalendar.load(underlying.expiryRule());
    }

    /** Names an {@link Underlying#expiryRule()} can have. */
    public static List<String> expiryRules() {
        return NseCalendar.EXPIRY_RULES;
    }

    /**
     * A folder of CSV files; a bad row is an error that names file, line, column and value. The module's README lists
     * the file names and formats.
     *
     * @param folder where {@code nifty50_daily.csv} and {@code indiavix_daily.csv} are
     */
    public static MarketSource csv(Path folder) {
        return csv(folder, false);
    }

    /**
     * A folder of CSV files.
     *
     * @param folder where {@code nifty50_daily.csv} and {@code indiavix_daily.csv} are
     * @param lenient whether bad rows are skipped and counted as {@link AnomalyCode#ROWS_SKIPPED} instead of refused; a
     *     missing column, an empty or a truncated file is refused all the same
     */
    public static MarketSource csv(Path folder, boolean lenient) {
        return new CsvMarketSource(folder, lenient);
    }

    /**
     * An invented market with the real one's habits: the demo's and the tests' default. About six years of it exist by
     * the end of 2024. See {@link #synthetic(long, int)}.
     */
    public static MarketSource synthetic(long seed) {
        return synthetic(seed, 1500);
    }

    /**
     * An invented market with the real one's habits, on the NSE calendar: volatility clustering, leverage, jumps,
     * overnight gaps, a volatility index with a risk premium, and 5-minute bars of the last 60 sessions whose extremes
     * are the daily bar's. The history starts on a fixed day and a later snapshot begins with the earlier one. Every
     * snapshot is marked as synthetic.
     *
     * @param seed what fixes every price
     * @param sessions number of completed sessions as of the evening of 2024-12-31, 2 to 4,000; it fixes the start
     */
    public static MarketSource synthetic(long seed, int sessions) {
        return new SyntheticMarketSource(NseCalendar.load(), seed, sessions);
    }
}
