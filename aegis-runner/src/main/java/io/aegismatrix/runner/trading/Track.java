package io.aegismatrix.runner.trading;

import com.google.common.primitives.ImmutableDoubleArray;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The record of one rule, ready to be judged.
 *
 * @param name short name, unique in a view
 * @param engine engine whose forecasts it uses, or the market
 * @param what what it does, in words
 * @param comparator whether it uses no forecast
 * @param dates end of every period
 * @param series return of every period after costs
 * @param periodsPerYear periods a year
 * @param trades its trades
 * @param turnover volume traded a year, in notionals; of premium for options
 * @param costs costs a year, fraction of notional
 */
record Track(
        String name,
        String engine,
        String what,
        boolean comparator,
        List<LocalDate> dates,
        ImmutableDoubleArray series,
        double periodsPerYear,
        List<Trade> trades,
        double turnover,
        double costs) {

    private static final double MONTHS_PER_YEAR = 12;

    /** Names a rule. */
    record Title(String name, String engine, String what, boolean comparator) {}

    Track {
        dates = List.copyOf(dates);
        trades = List.copyOf(trades);
    }

    /** Return of every period after costs; a copy. */
    double[] returns() {
        return series.toArray();
    }

    /** Whether every session is a period; else every expiry cycle is. */
    boolean daily() {
        return periodsPerYear == TradingCalendar.SESSIONS_PER_YEAR;
    }

    /** A record with a return every session. */
    static Track ofSessions(Title title, Book book, MarketHistory history) {
        double years = (double) book.returns().length / TradingCalendar.SESSIONS_PER_YEAR;
        return new Track(
                title.name(),
                title.engine(),
                title.what(),
                title.comparator(),
                history.sessions().subList(book.firstRow() + 1, book.lastRow() + 1),
                ImmutableDoubleArray.copyOf(book.returns()),
                TradingCalendar.SESSIONS_PER_YEAR,
                book.trades(),
                book.turnover() / years,
                book.costs() / years);
    }

    /** A record with a return every monthly cycle. */
    static Track ofCycles(Title title, List<Trade> trades, MarketHistory history) {
        List<LocalDate> dates = new ArrayList<>();
        double volume = 0;
        double costs = 0;
        for (Trade trade : trades) {
            dates.add(history.session(trade.exit()));
            volume += Double.isNaN(trade.premium()) ? 1 : trade.premium();
            costs += trade.costs();
        }
        double years = trades.isEmpty() ? 1 : trades.size() / MONTHS_PER_YEAR;
        return new Track(
                title.name(),
                title.engine(),
                title.what(),
                title.comparator(),
                dates,
                ImmutableDoubleArray.copyOf(trades.stream().mapToDouble(Trade::net)),
                MONTHS_PER_YEAR,
                trades,
                volume / years,
                costs / years);
    }
}
