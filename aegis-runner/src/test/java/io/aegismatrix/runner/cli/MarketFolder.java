package io.aegismatrix.runner.cli;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Writes an invented market as a folder of CSV files, for tests to damage. */
final class MarketFolder {

    static final int SESSIONS = 620;

    private static final MarketSnapshot MARKET =
            MarketSources.synthetic(11, SESSIONS).snapshot(MarketRequest.nifty50(CommandLineRun.NOW));

    private MarketFolder() {}

    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("nifty50_daily.csv"), lines(MARKET.daily()));
        Files.write(folder.resolve("indiavix_daily.csv"), lines(MARKET.volatilityIndex()));
        return folder;
    }

    /** The same market under another index's file names, without the NIFTY 50's, and the day's bars with it. */
    static Path writeAs(Underlying underlying, Path folder) throws IOException {
        return writeAs(underlying, folder, MARKET);
    }

    /** The same with a history of another length. */
    static Path writeAs(Underlying underlying, Path folder, int sessions) throws IOException {
        return writeAs(
                underlying,
                folder,
                MarketSources.synthetic(11, sessions).snapshot(MarketRequest.nifty50(CommandLineRun.NOW)));
    }

    private static Path writeAs(Underlying underlying, Path folder, MarketSnapshot market) throws IOException {
        return writeAs(underlying, folder, market, bar -> true);
    }

    /** The same of a stated market, with those bars inside sessions that are wanted. */
    static Path writeAs(Underlying underlying, Path folder, MarketSnapshot market, Predicate<IntradayBar> wanted)
            throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(underlying.fileStem() + "_daily.csv"), lines(market.daily()));
        Files.write(folder.resolve(underlying.volatilityFileStem() + "_daily.csv"), lines(market.volatilityIndex()));
        Files.write(folder.resolve(underlying.fileStem() + "_5m.csv"), intradayLines(market, wanted));
        return folder;
    }

    private static List<String> intradayLines(MarketSnapshot market, Predicate<IntradayBar> wanted) {
        List<String> lines = new ArrayList<>();
        lines.add("timestamp,open,high,low,close");
        for (IntradayBar bar : market.intraday().orElseThrow().bars()) {
            if (wanted.test(bar)) {
                lines.add(String.format(
                        Locale.ROOT, "%s,%s,%s,%s,%s", bar.start(), bar.open(), bar.high(), bar.low(), bar.close()));
            }
        }
        return lines;
    }

    private static List<String> lines(BarSeries series) {
        List<String> lines = new ArrayList<>();
        lines.add("date,open,high,low,close,volume");
        for (DailyBar bar : series.bars()) {
            lines.add(String.format(
                    Locale.ROOT, "%s,%s,%s,%s,%s,0", bar.session(), bar.open(), bar.high(), bar.low(), bar.close()));
        }
        return lines;
    }
}
