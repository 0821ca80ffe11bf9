package io.aegismatrix.runner;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.aegismatrix.data.IoReason;
import io.aegismatrix.runner.runs.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of one run, merged: flag over environment over the file of {@code --config} over {@code ./aegis.conf}
 * over the packaged {@code reference.conf}. Every value knows where it came from, and every complaint says so.
 */
final class Configuration {

    private static final String FILE_NAME = "aegis.conf";
    private static final String DEFAULT = "default";
    private static final String DEFAULTS = "reference.conf";

    private final Config merged;

    private Configuration(Config merged) {
        this.merged = merged;
    }

    /**
     * One effective setting.
     *
     * @param name name of the setting
     * @param value its value, or {@code (none)}
     * @param origin where the value came from
     */
    record Entry(String name, String value, String origin) {}

    /**
     * Merges the layers.
     *
     * @param flags settings given on the command line, by setting; the value holds flag and text
     */
    static Configuration load(
            Map<String, String> environment, Path folder, Optional<String> file, Map<SettingKey, Flag> flags) {
        try {
            Config merged = flags(flags)
                    .withFallback(environment(environment))
                    .withFallback(
                            file.map(name -> file(named(folder, name), false)).orElse(ConfigFactory.empty()))
                    .withFallback(file(folder.resolve(FILE_NAME), true))
                    .withFallback(ConfigFactory.parseResources(
                            Configuration.class.getClassLoader(),
                            DEFAULTS,
                            ConfigParseOptions.defaults().setOriginDescription(DEFAULT)))
                    .resolve(ConfigResolveOptions.noSystem());
            return new Configuration(requireKnown(merged));
        } catch (ConfigException.IO e) {
            throw new CommandException(ExitCode.USAGE, "configuration: " + unreadable(e), e);
        } catch (ConfigException e) {
            throw new CommandException(ExitCode.USAGE, "configuration: " + e.getMessage(), e);
        }
    }

    /** What can be read when {@link #load} refuses: layers and settings that cannot be are left out. */
    static Configuration readable(
            Map<String, String> environment, Path folder, Optional<String> file, Map<SettingKey, Flag> flags) {
        return new Configuration(flags(flags)
                .withFallback(SettingsSalvage.environment(environment))
                .withFallback(
                        file.map(name -> SettingsSalvage.file(folder, name)).orElse(ConfigFactory.empty()))
                .withFallback(SettingsSalvage.file(folder, FILE_NAME)));
    }

    private static Path named(Path folder, String file) {
        return PayloadFlag.path(folder, "--config", file);
    }

    /** The parser names the file and the exception of the system. */
    private static String unreadable(ConfigException.IO e) {
        return e.getCause() instanceof IOException io
                ? e.origin().description() + ": cannot be read: " + IoReason.of(io)
                : String.valueOf(e.getMessage());
    }

    /**
     * A setting given on the command line.
     *
     * @param name the flag, such as {@code --seed}
     * @param value its text
     */
    record Flag(String name, String value) {}

    private static Config flags(Map<SettingKey, Flag> flags) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<SettingKey, Flag> flag : flags.entrySet()) {
            config = config.withValue(
                    flag.getKey().path(),
                    ConfigValueFactory.fromAnyRef(
                            flag.getValue().value(), flag.getValue().name()));
        }
        return config;
    }

    private static Config environment(Map<String, String> environment) {
        Map<String, SettingKey> keys = Arrays.stream(SettingKey.values())
                .collect(Collectors.toMap(SettingKey::environmentName, Function.identity()));
        Config config = ConfigFactory.empty();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (!name.startsWith(SettingKey.ENVIRONMENT_PREFIX)) {
                continue;
            }
            SettingKey key = keys.get(name);
            if (key == null) {
                throw CommandException.usage("environment variable " + name + " is no setting; there are "
                        + String.join(", ", new TreeSet<>(keys.keySet())));
            }
            config = config.withValue(
                    key.path(), ConfigValueFactory.fromAnyRef(environment.get(name), "environment variable " + name));
        }
        return config;
    }

    private static Config file(Path path, boolean mayBeMissing) {
        if (!Files.exists(path)) {
            if (mayBeMissing) {
                return ConfigFactory.empty();
            }
            throw CommandException.usage("--config: no such file: " + path);
        }
        if (Files.isDirectory(path)) {
            throw CommandException.usage("configuration: " + path + " must be a file, and is a folder");
        }
        return ConfigFactory.parseFile(
                path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static Config requireKnown(Config merged) {
        Set<String> known =
                Arrays.stream(SettingKey.values()).map(SettingKey::path).collect(Collectors.toSet());
        for (Map.Entry<String, ConfigValue> entry : merged.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw CommandException.usage(entry.getKey() + " is no setting ("
                        + entry.getValue().origin().description()
                        + "); 'aegis doctor --show-config' lists those there are");
            }
        }
        return merged;
    }

    /** Every setting, in the order of their names. */
    List<Entry> entries() {
        return Arrays.stream(SettingKey.values())
                .map(key -> new Entry(
                        key.settingName(),
                        find(key).map(value -> shown(key, value)).orElse("(none)"),
                        origin(key)))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    /** Where the value of a setting came from. */
    String origin(SettingKey key) {
        return merged.hasPathOrNull(key.path()) && !merged.getIsNull(key.path())
                ? describe(merged.getValue(key.path()).origin())
                : DEFAULT;
    }

    private static String describe(ConfigOrigin origin) {
        return origin.description().startsWith(DEFAULT) ? DEFAULT : origin.description();
    }

    /** The text of a setting, if it has a value. */
    Optional<String> find(SettingKey key) {
        return merged.hasPath(key.path()) ? Optional.of(read(key, "text", merged::getString)) : Optional.empty();
    }

    /** The text of a setting. */
    String text(SettingKey key) {
        return find(key).filter(text -> !text.isBlank()).orElseThrow(() -> refuse(key, "must not be empty", ""));
    }

    /** A whole number in {@code [least, most]}. */
    long integer(SettingKey key, long least, long most) {
        long value = read(key, "a whole number", merged::getLong);
        if (value < least || value > most) {
            throw refuse(
                    key, "must be in [" + least + ", " + most + "]", find(key).orElse(""));
        }
        return value;
    }

    /** A number in {@code [least, most]}. */
    double number(SettingKey key, double least, double most) {
        double value = read(key, "a number", merged::getDouble);
        if (!(value >= least && value <= most)) {
            throw refuse(
                    key, "must be in [" + least + ", " + most + "]", find(key).orElse(""));
        }
        return value;
    }

    /** Yes or no. */
    boolean flag(SettingKey key) {
        return read(key, "true or false", merged::getBoolean);
    }

    /** One of a few words; upper and lower case are the same. */
    String word(SettingKey key, List<String> words) {
        String value = text(key);
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> refuse(key, "must be one of " + String.join(", ", words), value));
    }

    private <T> T read(SettingKey key, String expected, Function<String, T> reader) {
        try {
            return reader.apply(key.path());
        } catch (ConfigException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    message(
                            key,
                            "must be " + expected,
                            String.valueOf(merged.getValue(key.path()).unwrapped())),
                    e);
        }
    }

    /** The complaint about a setting's value, saying where it came from. */
    CommandException refuse(SettingKey key, String rule, String value) {
        return CommandException.usage(message(key, rule, value));
    }

    private String message(SettingKey key, String rule, String value) {
        return key.settingName() + " " + rule + ", was '" + shown(key, value) + "' (" + origin(key) + ")";
    }

    private static String shown(SettingKey key, String value) {
        return key.secret() ? Secrets.MASK : Secrets.mask(value);
    }
}
