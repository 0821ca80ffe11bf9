package io.aegismatrix.data;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An index whose options are traded, and how each source names it. Another index is another value of this record, not
 * other code.
 *
 * @param name the name used in payloads and messages, such as {@code NIFTY50}
 * @param fileStem first part of its CSV file names: {@code nifty50} reads {@code nifty50_daily.csv}
 * @param yahooSymbol symbol at Yahoo, such as {@code ^NSEI}
 * @param nseSymbol symbol at NSE, such as {@code NIFTY}
 * @param volatilityIndex name of its volatility index, such as {@code INDIAVIX}
 * @param volatilityFileStem first part of the volatility index's CSV file names
 * @param strikeStep distance between neighbouring strikes, points
 * @param expiryRule name of the expiry rule set that applies, such as {@code nifty}
 */
public record Underlying(
        String name,
        String fileStem,
        String yahooSymbol,
        String nseSymbol,
        String volatilityIndex,
        String volatilityFileStem,
        double strikeStep,
        String expiryRule) {

    /** The NIFTY 50 with the India VIX. */
    public static final Underlying NIFTY50 =
            new Underlying("NIFTY50", "nifty50", "^NSEI", "NIFTY", "INDIAVIX", "indiavix", 50, "nifty");

    /** NIFTY BANK; monthly options only since November 2024. It has no volatility index of its own: the India VIX. */
    public static final Underlying BANKNIFTY =
            new Underlying("BANKNIFTY", "banknifty", "^NSEBANK", "BANKNIFTY", "INDIAVIX", "indiavix", 100, "banknifty");

    /** The S&amp;P BSE SENSEX with the India VIX; its options trade at the BSE, which keeps the NSE's sessions. */
    public static final Underlying SENSEX =
            new Underlying("SENSEX", "sensex", "^BSESN", "SENSEX", "INDIAVIX", "indiavix", 100, "sensex");

    /** Every underlying that comes with the library. */
    public static final List<Underlying> KNOWN = List.of(NIFTY50, BANKNIFTY, SENSEX);

    /** The underlying of a name that comes with the library. */
    public static Optional<Underlying> find(String name) {
        return KNOWN.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    /** Validates that every name is present and the strike step positive. */
    public Underlying {
        requireText(name, "name");
        requireText(fileStem, "fileStem");
        requireText(yahooSymbol, "yahooSymbol");
        requireText(nseSymbol, "nseSymbol");
        requireText(volatilityIndex, "volatilityIndex");
        requireText(volatilityFileStem, "volatilityFileStem");
        requireText(expiryRule, "expiryRule");
        if (!(strikeStep > 0)) {
            throw new IllegalArgumentException("strikeStep must be positive, was " + strikeStep);
        }
    }

    private static void requireText(String value, String name) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }

    /** The name in lower case, for messages and file names. */
    public String id() {
        return name.toLowerCase(Locale.ROOT);
    }
}
