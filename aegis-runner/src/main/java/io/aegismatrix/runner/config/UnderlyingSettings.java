package io.aegismatrix.runner.config;

import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import java.util.Optional;
import java.util.function.Function;

/** The index a run is about: what the library knows of its name, and what the configuration says otherwise. */
final class UnderlyingSettings {

    private static final double SMALLEST_STEP = 0.01;
    private static final double LARGEST_STEP = 10_000;

    private final Configuration configuration;
    private final Optional<Underlying> known;

    private UnderlyingSettings(Configuration configuration, Optional<Underlying> known) {
        this.configuration = configuration;
        this.known = known;
    }

    /** The index. @throws CommandException naming what an index the library does not know still lacks */
    static Underlying of(Configuration configuration) {
        String name = configuration.text(SettingKey.UNDERLYING_NAME);
        return new UnderlyingSettings(configuration, Underlying.find(name)).underlying(name);
    }

    private Underlying underlying(String name) {
        return new Underlying(
                name,
                text(SettingKey.UNDERLYING_FILE_STEM, Underlying::fileStem),
                text(SettingKey.UNDERLYING_YAHOO_SYMBOL, Underlying::yahooSymbol),
                text(SettingKey.UNDERLYING_NSE_SYMBOL, Underlying::nseSymbol),
                text(SettingKey.UNDERLYING_NSE_INDEX_NAME, Underlying::nseIndexName),
                text(SettingKey.UNDERLYING_VOLATILITY_INDEX, Underlying::volatilityIndex),
                text(SettingKey.UNDERLYING_VOLATILITY_FILE_STEM, Underlying::volatilityFileStem),
                text(SettingKey.UNDERLYING_YAHOO_VOLATILITY_SYMBOL, Underlying::yahooVolatilitySymbol),
                text(SettingKey.UNDERLYING_NSE_VOLATILITY_INDEX_NAME, Underlying::nseVolatilityIndexName),
                optional(SettingKey.UNDERLYING_UPSTOX_KEY, Underlying::upstoxKey),
                optional(SettingKey.UNDERLYING_UPSTOX_VOLATILITY_KEY, Underlying::upstoxVolatilityKey),
                setting(
                        SettingKey.UNDERLYING_STRIKE_STEP,
                        Underlying::strikeStep,
                        key -> configuration.number(key, SMALLEST_STEP, LARGEST_STEP)),
                setting(
                        SettingKey.UNDERLYING_EXPIRY_RULE,
                        Underlying::expiryRule,
                        key -> configuration.word(key, MarketSources.expiryRules())));
    }

    private String text(SettingKey key, Function<Underlying, String> usual) {
        return setting(key, usual, configuration::text);
    }

    /** What an index can do without. */
    private Optional<String> optional(SettingKey key, Function<Underlying, Optional<String>> usual) {
        return configuration.find(key).isPresent() ? Optional.of(configuration.text(key)) : known.flatMap(usual);
    }

    private <T> T setting(SettingKey key, Function<Underlying, T> usual, Function<SettingKey, T> said) {
        return known.isPresent() && configuration.find(key).isEmpty() ? usual.apply(known.get()) : said.apply(key);
    }
}
