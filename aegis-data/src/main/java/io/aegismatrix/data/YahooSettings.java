package io.aegismatrix.data;

import java.net.URI;
import java.time.Duration;

/**
 * Yahoo's chart service.
 *
 * @param base scheme, host and port
 * @param dailyYears years of daily bars asked for where a request names no first session, 1 to 40
 * @param intradayInterval length of a bar inside sessions: one or five minutes
 * @param intradayDays calendar days of them, 1 to 59; the service serves one-minute bars for seven days only
 */
public record YahooSettings(URI base, int dailyYears, Duration intradayInterval, int intradayDays) {

    /** Validates the address and the ranges. */
    public YahooSettings {
        HostAddress.require(base, "yahoo");
        if (dailyYears < 1 || dailyYears > 40) {
            throw new IllegalArgumentException("dailyYears must be from 1 to 40, was " + dailyYears);
        }
        int mostDays = mostDays(intradayInterval);
        if (intradayDays < 1 || intradayDays > mostDays) {
            throw new IllegalArgumentException("intradayDays must be from 1 to " + mostDays + " for bars of "
                    + intradayInterval + ", was " + intradayDays);
        }
    }

    private static int mostDays(Duration interval) {
        if (interval.equals(Duration.ofMinutes(1))) {
            return 7;
        }
        if (interval.equals(Duration.ofMinutes(5))) {
            return 59;
        }
        throw new IllegalArgumentException("intradayInterval must be PT1M or PT5M, was " + interval);
    }

    static YahooSettings defaults() {
        return new YahooSettings(URI.create("https://query1.finance.yahoo.com"), 6, Duration.ofMinutes(5), 59);
    }

    /** The same service elsewhere. */
    public YahooSettings withBase(URI other) {
        return new YahooSettings(other, dailyYears, intradayInterval, intradayDays);
    }
}
