package io.aegismatrix.runner.config;

import com.typesafe.config.ConfigException;
import io.aegismatrix.runner.failure.CommandException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How runs are kept apart, recorded and told of. Everything but the timeout may be missing, and then is not done.
 *
 * @param lock the one lock of all commands that change something; without it, one lock for each thing changed
 * @param ledger file of the run ledger
 * @param metrics folder for metrics files
 * @param webhook where failures are posted
 * @param heartbeat what is asked after every {@code infer} that did not fail
 * @param timeout longest time of one alert
 * @param changes who is told when what is published changes
 * @param index the index the run is about, where it is one of several whose files are not those that were configured
 */
public record RunSettings(
        Optional<Path> lock,
        Optional<Path> ledger,
        Optional<Path> metrics,
        Optional<URI> webhook,
        Optional<URI> heartbeat,
        Duration timeout,
        Optional<AlertSettings> changes,
        Optional<String> index) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_TIMEOUT = 60;

    /** Settings of a run that is neither recorded nor told of. */
    public static RunSettings none() {
        return new RunSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_TIMEOUT,
                Optional.empty(),
                Optional.empty());
    }

    /** The same without a ledger. */
    public RunSettings withoutLedger() {
        return new RunSettings(lock, Optional.empty(), metrics, webhook, heartbeat, timeout, changes, index);
    }

    /** Checks every setting. @throws CommandException naming the first bad one and its origin */
    public static RunSettings of(Configuration configuration, Path folder) {
        return new RunSettings(
                path(configuration, SettingKey.LOCK, folder),
                path(configuration, SettingKey.LEDGER, folder),
                path(configuration, SettingKey.METRICS, folder),
                address(configuration, SettingKey.ALERTS_WEBHOOK),
                address(configuration, SettingKey.ALERTS_HEARTBEAT),
                Duration.ofSeconds(configuration.integer(SettingKey.ALERTS_TIMEOUT, 1, LONGEST_TIMEOUT)),
                AlertSettings.of(configuration),
                configuration.index());
    }

    /** Who is to hear of a failure: what of it can be read, and nothing where it cannot. Never fails. */
    public static RunSettings readable(Configuration configuration, Path folder) {
        return new RunSettings(
                Optional.empty(),
                ifGood(() -> path(configuration, SettingKey.LEDGER, folder)),
                ifGood(() -> path(configuration, SettingKey.METRICS, folder)),
                ifGood(() -> address(configuration, SettingKey.ALERTS_WEBHOOK)),
                Optional.empty(),
                DEFAULT_TIMEOUT,
                Optional.empty(),
                configuration.index());
    }

    private static <T> Optional<T> ifGood(Supplier<Optional<T>> setting) {
        try {
            return setting.get();
        } catch (CommandException | ConfigException e) {
            // What is wrong with it has been told, or will be once the first complaint is mended.
            return Optional.empty();
        }
    }

    /** An empty value is no value: that is what an unset secret looks like to a scheduler. */
    static Optional<String> find(Configuration configuration, SettingKey key) {
        return configuration.find(key).filter(text -> !text.isBlank());
    }

    private static Optional<Path> path(Configuration configuration, SettingKey key, Path folder) {
        return find(configuration, key).map(text -> {
            try {
                return folder.resolve(text);
            } catch (InvalidPathException e) {
                throw configuration.refuse(key, "must be a file name", text);
            }
        });
    }

    /** A web address, if there is one. */
    static Optional<URI> address(Configuration configuration, SettingKey key) {
        return find(configuration, key).map(text -> {
            try {
                URI uri = new URI(text);
                boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
                if (web && uri.getHost() != null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw configuration.refuse(key, "must be a web address", text);
            }
            throw configuration.refuse(key, "must be a web address that starts with http", text);
        });
    }
}
