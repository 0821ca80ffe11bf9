package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.metric.BlockBootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a rule did, after costs. Fractions of the index notional, over cash. What cannot be known, such as a win rate
 * without a trade, is NaN.
 *
 * @param periods returns it is judged by: sessions, or expiry cycles for listed premiums
 * @param trades positions it took
 * @param accuracy share of trades whose forecast came true
 * @param winRate share of trades that made money after costs
 * @param meanTrade mean gain of a trade
 * @param annualReturn mean return times periods a year
 * @param annualVolatility standard deviation of returns, annualised
 * @param sharpe annualised return over annualised volatility; 0 for a rule that never moved
 * @param sharpeLow lower end of its 95 % block-bootstrap interval
 * @param sharpeHigh upper end of that interval
 * @param maximumDrawdown largest fall from a peak of the compounded equity, a positive fraction
 * @param worstTrade gain of the worst trade
 * @param tailMean mean gain of the worst 5 % of trades, at least one (expected shortfall)
 * @param skewness of the returns
 * @param turnover volume traded a year, in notionals of the index or of premium
 * @param costs costs a year
 * @param premium mean premium a trade took or paid; NaN for positions in the index
 */
public record Performance(
        int periods,
        int trades,
        double accuracy,
        double winRate,
        double meanTrade,
        double annualReturn,
        double annualVolatility,
        double sharpe,
        double sharpeLow,
        double sharpeHigh,
        double maximumDrawdown,
        double worstTrade,
        double tailMean,
        double skewness,
        double turnover,
        double costs,
        double premium) {

    private static final double TAIL = 0.05;
    /** A month of sessions keeps the marks of one strangle and stretches of volatility together. */
    private static final int BLOCK_OF_SESSIONS = 21;

    private static final int BLOCK_OF_CYCLES = 2;

    static Performance of(Track track) {
        double[] returns = track.returns();
        List<Trade> trades = track.trades();
        double[] gains = trades.stream().mapToDouble(Trade::net).sorted().toArray();
        int tail = Math.max(1, (int) Math.floor(TAIL * gains.length));
        double[] interval = BlockBootstrap.interval(returns, block(track), drawn -> sharpe(drawn, track));
        double mean = Arrays.stream(returns).average().orElse(Double.NaN);
        return new Performance(
                returns.length,
                trades.size(),
                trades.stream()
                        .mapToInt(trade -> trade.right() ? 1 : 0)
                        .average()
                        .orElse(Double.NaN),
                Arrays.stream(gains).map(gain -> gain > 0 ? 1 : 0).average().orElse(Double.NaN),
                Arrays.stream(gains).average().orElse(Double.NaN),
                mean * track.periodsPerYear(),
                deviation(returns) * Math.sqrt(track.periodsPerYear()),
                sharpe(returns, track),
                interval[0],
                interval[1],
                drawdown(returns),
                gains.length == 0 ? Double.NaN : gains[0],
                Arrays.stream(gains).limit(tail).average().orElse(Double.NaN),
                skewness(returns),
                track.turnover(),
                track.costs(),
                trades.stream().mapToDouble(Trade::premium).average().orElse(Double.NaN));
    }

    static int block(Track track) {
        return track.daily() ? BLOCK_OF_SESSIONS : BLOCK_OF_CYCLES;
    }

    static double sharpe(double[] returns, Track track) {
        double deviation = deviation(returns);
        double mean = Arrays.stream(returns).average().orElse(Double.NaN);
        return deviation > 0 ? mean / deviation * Math.sqrt(track.periodsPerYear()) : 0;
    }

    private static double deviation(double[] returns) {
        return Math.sqrt(moment(returns, 2) * returns.length / (returns.length - 1.0));
    }

    private static double skewness(double[] returns) {
        return moment(returns, 3) / Math.pow(moment(returns, 2), 1.5);
    }

    private static double moment(double[] returns, int order) {
        double mean = Arrays.stream(returns).average().orElse(Double.NaN);
        return Arrays.stream(returns)
                .map(one -> Math.pow(one - mean, order))
                .average()
                .orElse(Double.NaN);
    }

    /** Equity from 1, compounded; one value a period. */
    static double[] equity(double[] returns) {
        double[] equity = new double[returns.length];
        double value = 1;
        for (int i = 0; i < returns.length; i++) {
            value *= 1 + returns[i];
            equity[i] = value;
        }
        return equity;
    }

    private static double drawdown(double[] returns) {
        double[] equity = equity(returns);
        double peak = 1;
        double worst = 0;
        for (double value : equity) {
            peak = Math.max(peak, value);
            worst = Math.max(worst, 1 - value / peak);
        }
        return worst;
    }

    /** Difference of two Sharpe ratios on the same periods with its interval: value, lower and upper end. */
    static double[] sharpeDifference(Track track, Track other) {
        double[] own = track.returns();
        double[] others = other.returns();
        double[] periods = IntStream.range(0, own.length).asDoubleStream().toArray();
        double[] interval = BlockBootstrap.interval(
                periods, block(track), drawn -> sharpe(pick(own, drawn), track) - sharpe(pick(others, drawn), track));
        return new double[] {sharpe(own, track) - sharpe(others, track), interval[0], interval[1]};
    }

    private static double[] pick(double[] values, double[] positions) {
        return Arrays.stream(positions).map(position -> values[(int) position]).toArray();
    }
}
