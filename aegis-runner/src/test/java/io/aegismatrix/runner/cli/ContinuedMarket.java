package io.aegismatrix.runner.cli;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Daily files as they are, with invented sessions after them: each moves as some past session did, the index and its
 * volatility index as on the same day, so their dependence is kept; the volatility index is drawn gently to a usual level.
 */
final class ContinuedMarket {

    private static final Instant END = Instant.parse("2024-12-31T12:00:00Z");
    private static final int PAST = 2_000;
    private static final double USUAL = 15;
    private static final double PULL = 0.05;

    private ContinuedMarket() {}

    /** Writes both files to {@code last}. */
    static Path write(Path from, Path to, TradingCalendar calendar, LocalDate last, long seed) throws IOException {
        MarketSnapshot market = MarketSources.csv(from).snapshot(MarketRequest.nifty50(END));
        List<DailyBar> index = new ArrayList<>(market.daily().bars());
        List<DailyBar> volatility = new ArrayList<>(market.volatilityIndex().bars());
        SplittableRandom random = new SplittableRandom(seed);
        for (LocalDate day :
                calendar.sessions(index.get(index.size() - 1).session().plusDays(1), last)) {
            int row = market.daily().size() - 1 - random.nextInt(PAST);
            int same = market.volatilityIndex()
                    .find(market.daily().bar(row).session())
                    .orElse(market.volatilityIndex().size() - 1);
            index.add(next(day, index, market.daily(), row, 1));
            double close = volatility.get(volatility.size() - 1).close();
            volatility.add(next(day, volatility, market.volatilityIndex(), same, Math.pow(USUAL / close, PULL)));
        }
        Files.createDirectories(to);
        Files.write(to.resolve("nifty50_daily.csv"), lines(index));
        Files.write(to.resolve("indiavix_daily.csv"), lines(volatility));
        return to;
    }

    private static DailyBar next(LocalDate day, List<DailyBar> sofar, BarSeries past, int row, double pull) {
        DailyBar like = past.bar(row);
        double scale =
                pull * sofar.get(sofar.size() - 1).close() / past.bar(row - 1).close();
        return new DailyBar(
                day, scale * like.open(), scale * like.high(), scale * like.low(), scale * like.close(), like.volume());
    }

    private static List<String> lines(List<DailyBar> bars) {
        List<String> lines = new ArrayList<>();
        lines.add("date,open,high,low,close,volume");
        bars.forEach(bar -> lines.add(String.format(
                Locale.ROOT, "%s,%s,%s,%s,%s,0", bar.session(), bar.open(), bar.high(), bar.low(), bar.close())));
        return lines;
    }
}
