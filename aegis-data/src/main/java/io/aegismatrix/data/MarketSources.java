package io.aegismatrix.data;

import io.aegismatrix.data.internal.CsvMarketSource;
import io.aegismatrix.data.internal.NseCalendar;
import java.nio.file.Path;

/** The sources that come with the library. */
public final class MarketSources {

    private MarketSources() {}

    /** The National Stock Exchange of India's calendar, from the data files in this artifact. */
    public static TradingCalendar nseCalendar() {
        return NseCalendar.load();
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
        return new CsvMarketSource(folder, nseCalendar(), lenient);
    }
}
