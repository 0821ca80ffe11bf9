package example.own;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import java.time.LocalDate;
import java.util.List;

/** Bars from a place of one's own, cut at what was known. */
record OwnSource(List<DailyBar> index, List<DailyBar> volatility) implements MarketSource {

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        TradingCalendar calendar = MarketSources.nseCalendar();
        LocalDate last = calendar.lastCompletedSession(request.asOf());
        return MarketSnapshot.at(request.asOf(), request.underlying(), calendar)
                .daily(BarSeries.of("NIFTY50", known(index, last)))
                .volatilityIndex(BarSeries.of("INDIAVIX", known(volatility, last)))
                .buildChecked(
                        List.of(
                                new DataQuality.SourceStamp("own", "NIFTY50", "daily", request.asOf(), 0, 1),
                                new DataQuality.SourceStamp("own", "INDIAVIX", "daily", request.asOf(), 0, 1)),
                        List.of());
    }

    private static List<DailyBar> known(List<DailyBar> bars, LocalDate last) {
        return bars.stream().filter(bar -> !bar.session().isAfter(last)).toList();
    }
}
