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
 * @param nseSymbol symbol of its options at NSE, such as {@code NIFTY}
 * @param nseIndexName name in NSE's list of indices, such as {@code NIFTY 50}
 * @param volatilityIndex name of its volatility index, such as {@code INDIAVIX}
 * @param volatilityFileStem first part of the volatility index's CSV file names
 * @param yahooVolatilitySymbol symbol of the volatility index at Yahoo, such as {@code ^INDIAVIX}
 * @param nseVolatilityIndexName name of the volatility index in NSE's list of indices, such as {@code INDIA VIX}
 * @param upstoxKey key at Upstox, such as {@code NSE_INDEX|Nifty 50}; empty if it is not had there
 * @param upstoxVolatilityKey key of the volatility index at Upstox; empty if it is not had there
 * @param strikeStep distance between neighbouring strikes, points
 * @param expiryRule name of the expiry rule set that applies, such as {@code nifty}
 */
public record Underlying(
        String name,
        String fileStem,
        String yahooSymbol,
        String nseSymbol,
        String nseIndexName,
        String volatilityIndex,
        String volatilityFileStem,
        String yahooVolatilitySymbol,
        String nseVolatilityIndexName,
        Optional<String> upstoxKey,
        Optional<String> upstoxVolatilityKey,
        double strikeStep,
        String expiryRule) {

    /** The NIFTY 50 with the India VIX. */
    public static final Underlying NIFTY50 = new Underlying(
            "NIFTY50",
            "nifty50",
            "^NSEI",
            "NIFTY",
            "NIFTY 50",
            "INDIAVIX",
            "indiavix",
            "^INDIAVIX",
            "INDIA VIX",
            Optional.of("NSE_INDEX|Nifty 50"),
            Optional.of("NSE_INDEX|India VIX"),
            50,
            "nifty");

    /** NIFTY BANK; monthly options only since November 2024. It has no volatility index of its own: the India VIX. */
    public static final Underlying BANKNIFTY = NIFTY50.withIndex(
            "BANKNIFTY", "banknifty", "^NSEBANK", "BANKNIFTY", "NIFTY BANK", "NSE_INDEX|Nifty Bank", 100, "banknifty");

    /** The S&amp;P BSE SENSEX with the India VIX; its options trade at the BSE, which keeps the NSE's sessions. NSE itself serves neither the index nor its options. */
    public static final Underlying SENSEX = NIFTY50.withIndex(
            "SENSEX", "sensex", "^BSESN", "SENSEX", "S&P BSE SENSEX", "BSE_INDEX|SENSEX", 100, "sensex");

    /** NIFTY FINANCIAL SERVICES with the India VIX; monthly options only since November 2024. */
    public static final Underlying FINNIFTY = NIFTY50.withIndex(
            "FINNIFTY",
            "finnifty",
            "NIFTY_FIN_SERVICE.NS",
            "FINNIFTY",
            "NIFTY FINANCIAL SERVICES",
            "NSE_INDEX|Nifty Fin Service",
            50,
            "finnifty");

    /** NIFTY MIDCAP SELECT with the India VIX; monthly options only since November 2024. */
    public static final Underlying MIDCPNIFTY = NIFTY50.withIndex(
            "MIDCPNIFTY",
            "midcpnifty",
            "NIFTY_MID_SELECT.NS",
            "MIDCPNIFTY",
            "NIFTY MIDCAP SELECT",
            "NSE_INDEX|NIFTY MID SELECT",
            25,
            "midcpnifty");

    /** NIFTY NEXT 50 with the India VIX; monthly options only. */
    public static final Underlying NIFTYNXT50 = NIFTY50.withIndex(
            "NIFTYNXT50",
            "niftynxt50",
            "^NSMIDCP",
            "NIFTYNXT50",
            "NIFTY NEXT 50",
            "NSE_INDEX|Nifty Next 50",
            100,
            "niftynxt50");

    /** S&amp;P BSE BANKEX with the India VIX; like the SENSEX at the BSE, monthly options only since November 2024. */
    public static final Underlying BANKEX = NIFTY50.withIndex(
            "BANKEX", "bankex", "BSE-BANK.BO", "BANKEX", "S&P BSE BANKEX", "BSE_INDEX|BANKEX", 100, "bankex");

    /** Every underlying that comes with the library. */
    public static final List<Underlying> KNOWN =
            List.of(NIFTY50, BANKNIFTY, FINNIFTY, MIDCPNIFTY, NIFTYNXT50, SENSEX, BANKEX);

    /** The underlying of a name that comes with the library. */
    public static Optional<Underlying> find(String name) {
        return KNOWN.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    /** An index that is not had at Upstox. */
    public Underlying(
            String name,
            String fileStem,
            String yahooSymbol,
            String nseSymbol,
            String nseIndexName,
            String volatilityIndex,
            String volatilityFileStem,
            String yahooVolatilitySymbol,
            String nseVolatilityIndexName,
            double strikeStep,
            String expiryRule) {
        this(
                name,
                fileStem,
                yahooSymbol,
                nseSymbol,
                nseIndexName,
                volatilityIndex,
                volatilityFileStem,
                yahooVolatilitySymbol,
                nseVolatilityIndexName,
                Optional.empty(),
                Optional.empty(),
                strikeStep,
                expiryRule);
    }

    /** Validates that every name is present and the strike step positive. */
    public Underlying {
        requireText(name, "name");
        requireText(fileStem, "fileStem");
        requireText(yahooSymbol, "yahooSymbol");
        requireText(nseSymbol, "nseSymbol");
        requireText(nseIndexName, "nseIndexName");
        requireText(volatilityIndex, "volatilityIndex");
        requireText(volatilityFileStem, "volatilityFileStem");
        requireText(yahooVolatilitySymbol, "yahooVolatilitySymbol");
        requireText(nseVolatilityIndexName, "nseVolatilityIndexName");
        upstoxKey.ifPresent(key -> requireText(key, "upstoxKey"));
        upstoxVolatilityKey.ifPresent(key -> requireText(key, "upstoxVolatilityKey"));
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

    private Underlying withIndex(
            String index,
            String stem,
            String yahoo,
            String options,
            String nseIndex,
            String upstox,
            double step,
            String rule) {
        return new Underlying(
                index,
                stem,
                yahoo,
                options,
                nseIndex,
                volatilityIndex,
                volatilityFileStem,
                yahooVolatilitySymbol,
                nseVolatilityIndexName,
                Optional.of(upstox),
                upstoxVolatilityKey,
                step,
                rule);
    }

    /** The name in lower case, for messages and file names. */
    public String id() {
        return name.toLowerCase(Locale.ROOT);
    }
}
