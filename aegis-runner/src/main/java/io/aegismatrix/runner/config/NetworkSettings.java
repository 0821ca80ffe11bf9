package io.aegismatrix.runner.config;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.UpstoxSettings;
import io.aegismatrix.data.source.ExchangeDownload;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which hosts the network sources ask, and how. */
final class NetworkSettings {

    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(20);
    private static final String OFF = "off";

    /** Sessions that are looked for: a week that nobody fetched is made up in a few mornings. */
    private static final int CATCH_UP = 5;

    private NetworkSettings() {}

    /** The settings, without secrets. @throws CommandException if one cannot be used */
    static LiveSettings of(Configuration configuration) {
        try {
            return checked(configuration);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "live: " + e.getMessage(), e);
        }
    }

    private static LiveSettings checked(Configuration configuration) {
        LiveSettings standard = LiveSettings.defaults();
        return upstox(configuration, standard)
                .withHosts(base(configuration, SettingKey.LIVE_YAHOO), base(configuration, SettingKey.LIVE_NSE))
                .withManners(manners(configuration, standard.manners()))
                .withRetries(standard.retries()
                        .withJitterSeed(
                                configuration.integer(SettingKey.LIVE_JITTER_SEED, Long.MIN_VALUE, Long.MAX_VALUE)));
    }

    private static LiveSettings upstox(Configuration configuration, LiveSettings standard) {
        boolean asked = configuration
                .find(SettingKey.LIVE_UPSTOX)
                .filter(text -> !text.equalsIgnoreCase(OFF))
                .isPresent();
        return asked
                ? standard.withUpstox(UpstoxSettings.defaults().withBase(base(configuration, SettingKey.LIVE_UPSTOX)))
                : standard.withoutUpstox();
    }

    private static LiveSettings.Manners manners(Configuration configuration, LiveSettings.Manners standard) {
        LiveSettings.Manners manners = standard.withContact(configuration.text(SettingKey.LIVE_CONTACT))
                .withTimeouts(
                        standard.connectTimeout(),
                        standard.readTimeout(),
                        Duration.ofSeconds(
                                configuration.integer(SettingKey.LIVE_DEADLINE, 1, LONGEST_DEADLINE.toSeconds())));
        return configuration
                .find(SettingKey.LIVE_USER_AGENT)
                .filter(text -> !text.isBlank())
                .map(manners::withUserAgent)
                .orElse(manners);
    }

    /** The exchange's files, if they are to be got. @throws CommandException if that is said without a name of one's own */
    static Optional<ExchangeDownload.Settings> exchange(Configuration configuration, Path folder) {
        Optional<String> files = configuration
                .find(SettingKey.LIVE_EXCHANGE_FILES)
                .filter(text -> !text.isBlank() && !text.equalsIgnoreCase(OFF));
        files.filter(text -> configuration
                        .find(SettingKey.LIVE_USER_AGENT)
                        .filter(name -> !name.isBlank())
                        .isEmpty())
                .ifPresent(text -> {
                    throw configuration.refuse(
                            SettingKey.LIVE_EXCHANGE_FILES,
                            "needs a live.user-agent of your own: the exchange's archive is said to serve browsers only",
                            text);
                });
        return files.map(text -> new ExchangeDownload.Settings(
                base(configuration, SettingKey.LIVE_EXCHANGE), place(configuration, folder, text), CATCH_UP));
    }

    private static Path place(Configuration configuration, Path folder, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw configuration.refuse(SettingKey.LIVE_EXCHANGE_FILES, "must be the name of a folder", text);
        }
    }

    private static URI base(Configuration configuration, SettingKey key) {
        String text = configuration.text(key);
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw configuration.refuse(key, "must be a web address", text);
        }
    }
}
