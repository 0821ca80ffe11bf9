package io.aegismatrix.runner.config;

import io.aegismatrix.data.AccessToken;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Where the access token of Upstox is: the environment, or a file of one's own; never a configuration file or a flag. */
public final class TokenPlace {

    private static final String ENVIRONMENT = "environment variable";

    private final Optional<AccessToken> given;
    private final Optional<Path> file;
    private final Optional<LocalDate> until;

    private TokenPlace(Optional<AccessToken> given, Optional<Path> file, Optional<LocalDate> until) {
        this.given = given;
        this.file = file;
        this.until = until;
    }

    /** Nowhere. */
    public static TokenPlace none() {
        return new TokenPlace(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Reads where it is, and not yet what. @throws CommandException if it stands where it must not */
    static TokenPlace of(Configuration configuration, Path folder) {
        return new TokenPlace(
                given(configuration),
                find(configuration, SettingKey.LIVE_UPSTOX_TOKEN_FILE).map(text -> file(configuration, folder, text)),
                find(configuration, SettingKey.LIVE_UPSTOX_TOKEN_UNTIL).map(text -> day(configuration, text)));
    }

    /** An empty value is no value: that is what an unset secret looks like to a scheduler. */
    private static Optional<String> find(Configuration configuration, SettingKey key) {
        return configuration.find(key).filter(text -> !text.isBlank());
    }

    private static Optional<AccessToken> given(Configuration configuration) {
        SettingKey key = SettingKey.LIVE_UPSTOX_TOKEN;
        Optional<String> text = find(configuration, key);
        if (text.isPresent() && !configuration.origin(key).startsWith(ENVIRONMENT)) {
            throw configuration.refuse(
                    key,
                    "must not stand in a configuration file; use live.upstox-token-file or " + key.environmentName(),
                    text.get());
        }
        return text.map(secret -> checked(() -> AccessToken.of(secret, key.environmentName())));
    }

    private static Path file(Configuration configuration, Path folder, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw configuration.refuse(SettingKey.LIVE_UPSTOX_TOKEN_FILE, "must be a file name", text);
        }
    }

    private static LocalDate day(Configuration configuration, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw configuration.refuse(SettingKey.LIVE_UPSTOX_TOKEN_UNTIL, "must be a day like 2027-08-23", text);
        }
    }

    /** The token, if there is one. @throws CommandException if its file cannot be trusted or read, or holds none */
    public Optional<AccessToken> token() {
        Optional<AccessToken> found =
                given.or(() -> file.map(place -> checked(() -> AccessToken.read(place.toAbsolutePath()))));
        return until.isPresent()
                ? found.map(token ->
                        token.endingOn(until.get(), MarketSources.nseCalendar().zone()))
                : found;
    }

    /** The file, if the token is to be read from one. */
    public Optional<Path> file() {
        return given.isPresent() ? Optional.empty() : file;
    }

    /** Settings with the secret in them. */
    LiveSettings opened(LiveSettings settings) {
        if (settings.upstox().isEmpty()) {
            return settings;
        }
        return token().map(secret -> checked(
                        () -> settings.withUpstox(settings.upstox().get().withToken(secret))))
                .orElse(settings);
    }

    private static <T> T checked(java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "live: " + e.getMessage(), e);
        }
    }
}
