package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.payload.DirectionOutlook.Today;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Interval;
import io.aegismatrix.payload.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Today's close forecast through the recorded sessions of 2024, against the official close. The one-session view is no
 * trained model here, but past moves in units of trailing volatility: what is judged is what the day adds to it.
 */
class TodayReplayTest {

    private static final Instant LAST = Instant.parse("2024-08-23T11:00:00Z");
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.of(9, 20),
            LocalTime.of(9, 45),
            LocalTime.of(10, 30),
            LocalTime.of(12, 0),
            LocalTime.of(13, 30),
            LocalTime.of(14, 30),
            LocalTime.of(15, 0),
            LocalTime.of(15, 15),
            LocalTime.of(15, 25));
    private static final int SAMPLE = 500;
    private static final int TRAILING = 22;
    private static final int FULL_DAY_BARS = 70;

    /** Every third session keeps the test short; all of them are in the module's documentation. */
    private static final int EVERY = 3;

    @TempDir
    private Path folder;

    /** What the forecasts of one time of day came to; error and width in basis points of the price. */
    private record Hour(LocalTime time, int n, double fraction, double error, double width, double coverage) {}

    /** One forecast against the close. */
    private record Hit(double fraction, double error, double width, boolean inside) {}

    private MarketSnapshot market() throws IOException {
        Path data = DeveloperData.require();
        Files.copy(data.resolve("nifty50_daily.csv"), folder.resolve("nifty50_daily.csv"));
        Files.copy(data.resolve("indiavix_daily.csv"), folder.resolve("indiavix_daily.csv"));
        Files.copy(data.resolve("intraday/nifty50_5m_2024.csv.gz"), folder.resolve("nifty50_5m_2024.csv.gz"));
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(LAST).withFrom(LocalDate.of(2020, 6, 1)));
    }

    /** Full sessions after the first twenty, which the usual variance by time of day is learned from. */
    private static List<LocalDate> sessions(MarketSnapshot market) {
        List<LocalDate> full = market.intraday().orElseThrow().sessions().stream()
                .filter(day -> market.intraday().orElseThrow().session(day).size() >= FULL_DAY_BARS)
                .filter(day -> market.calendar().open(day).equals(at(market, day, LocalTime.of(9, 15))))
                .filter(day -> market.daily().find(day).isPresent())
                .toList();
        return IntStream.range(20, full.size())
                .filter(index -> index % EVERY == 0)
                .mapToObj(full::get)
                .toList();
    }

    private static Instant at(MarketSnapshot market, LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(market.calendar().zone()).toInstant();
    }

    private static HorizonView next(FeatureSet features) {
        MarketHistory history = features.history();
        int row = features.decisionRow();
        double[] units = IntStream.rangeClosed(row - SAMPLE + 1, row)
                .mapToDouble(past -> history.logReturn(past) / history.trailingVolatility(past - 1, TRAILING))
                .sorted()
                .toArray();
        Distribution moves = Distribution.of(units, history.trailingVolatility(row, TRAILING));
        double deviation = history.trailingVolatility(row, TRAILING) / Math.sqrt(252);
        List<Double> even = List.of(1 / 3.0, 1 / 3.0, 1 / 3.0);
        return new HorizonView(
                1,
                history.close(row),
                even,
                even,
                Edge.NO_EDGE,
                Optional.empty(),
                deviation,
                deviation,
                moves.mean(),
                moves,
                Source.formula("trailing_volatility"),
                Source.formula("trailing_volatility"));
    }

    private static Hit hit(MarketSnapshot market, LocalDate day, LocalTime time) {
        MarketSnapshot seen = market.cutAt(at(market, day, time));
        FeatureSet features = FeatureSet.of(seen);
        Today today = TodayView.of(features, next(features));
        Interval interval = today.interval().orElseThrow();
        double move = market.daily().bar(market.daily().find(day).orElseThrow()).close() - seen.spot();
        double middle = (interval.lowPoints() + interval.highPoints()) / 2;
        double unit = 1e4 / seen.spot();
        return new Hit(
                today.sessionFraction().orElseThrow(),
                Math.abs(move - middle) * unit,
                (interval.highPoints() - interval.lowPoints()) * unit,
                interval.lowPoints() <= move && move <= interval.highPoints());
    }

    private static Hour hour(LocalTime time, List<Hit> hits) {
        return new Hour(
                time,
                hits.size(),
                hits.stream().mapToDouble(Hit::fraction).average().orElseThrow(),
                hits.stream().mapToDouble(Hit::error).average().orElseThrow(),
                hits.stream().mapToDouble(Hit::width).average().orElseThrow(),
                hits.stream().mapToDouble(hit -> hit.inside() ? 1 : 0).average().orElseThrow());
    }

    @Test
    void narrows_through_the_day_and_holds_as_often_as_it_says() throws IOException {
        MarketSnapshot market = market();
        List<LocalDate> sessions = sessions(market);
        List<Hour> hours = new ArrayList<>();
        for (LocalTime time : TIMES) {
            hours.add(hour(
                    time, sessions.stream().map(day -> hit(market, day, time)).toList()));
        }

        String table = String.join("\n", hours.stream().map(Hour::toString).toList());
        for (int i = 1; i < hours.size(); i++) {
            assertThat(hours.get(i).width())
                    .as(table)
                    .isLessThan(hours.get(i - 1).width());
            assertThat(hours.get(i).fraction())
                    .as(table)
                    .isGreaterThan(hours.get(i - 1).fraction());
        }
        assertThat(hours.get(3).error()).as(table).isLessThan(hours.get(0).error());
        assertThat(hours.get(6).error()).as(table).isLessThan(hours.get(3).error() / 2);
        assertThat(hours.get(8).error()).as(table).isLessThan(hours.get(6).error() / 2);
        double allowed = 3 * Math.sqrt(0.8 * 0.2 / sessions.size());
        assertThat(hours)
                .as(table)
                .allSatisfy(hour -> assertThat(hour.coverage()).isBetween(0.8 - allowed, Math.min(1, 0.8 + allowed)));
    }
}
