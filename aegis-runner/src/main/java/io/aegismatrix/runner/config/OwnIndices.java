package io.aegismatrix.runner.config;

import com.google.common.base.Splitter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Indices a user describes, a file each, with the keys of the block {@code underlying}: {@code name = NIFTYIT} and so on. What
 * a file says of an index the library knows replaces what is known; of another one it must say all.
 */
final class OwnIndices {

    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final String BLOCK = "underlying.";

    /** What a settings file calls them, without the block. */
    private static final Map<String, SettingKey> KEYS = Arrays.stream(SettingKey.values())
            .filter(key -> key.settingName().startsWith(BLOCK))
            .collect(Collectors.toMap(
                    key -> key.settingName().substring(BLOCK.length()), key -> key, (one, other) -> one, TreeMap::new));

    private static final List<SettingKey> NOT_NEEDED =
            List.of(SettingKey.UNDERLYING_UPSTOX_KEY, SettingKey.UNDERLYING_UPSTOX_VOLATILITY_KEY);

    private final SortedMap<String, Described> byName;

    private OwnIndices(SortedMap<String, Described> byName) {
        this.byName = byName;
    }

    /** One file. */
    private record Described(Path file, Config keys) {}

    static OwnIndices none() {
        return new OwnIndices(new TreeMap<>());
    }

    /**
     * Reads the files.
     *
     * @param files names divided by commas
     * @throws CommandException naming file and key of what is missing, unknown or said twice
     */
    static OwnIndices read(Path folder, String files) {
        SortedMap<String, Described> byName = new TreeMap<>();
        for (String name : COMMAS.split(files)) {
            Path file = Configuration.path(folder, SettingKey.UNDERLYING_FILES.settingName(), name);
            Described index = described(file);
            Described before = byName.put(nameIn(file, index.keys()), index);
            if (before != null) {
                throw refused(file, "name is that of " + before.file() + " too; an index has one file");
            }
        }
        return new OwnIndices(byName);
    }

    private static Described described(Path file) {
        if (!Files.exists(file)) {
            throw CommandException.usage(SettingKey.UNDERLYING_FILES.settingName() + ": no such file: " + file);
        }
        try {
            Config keys = SettingsFile.named(file).parse().resolve(ConfigResolveOptions.noSystem());
            keys.entrySet().forEach(entry -> requireKey(entry.getKey(), entry.getValue()));
            requireWhole(file, keys);
            return new Described(file, keys);
        } catch (ConfigException e) {
            throw new CommandException(ExitCode.USAGE, "index: " + e.getMessage(), e);
        }
    }

    private static void requireKey(String key, ConfigValue value) {
        if (!KEYS.containsKey(key)) {
            throw CommandException.usage("'" + key + "' is no key of an index ("
                    + value.origin().description() + "); there are " + String.join(", ", KEYS.keySet()));
        }
    }

    private static void requireWhole(Path file, Config keys) {
        if (Underlying.find(nameIn(file, keys)).isPresent()) {
            return;
        }
        KEYS.forEach((name, key) -> {
            if (!NOT_NEEDED.contains(key) && !keys.hasPath(name)) {
                throw refused(file, name + " is missing; an index the library does not know needs it");
            }
        });
    }

    private static String nameIn(Path file, Config keys) {
        if (!keys.hasPath("name") || keys.getString("name").isBlank()) {
            throw refused(file, "name must not be empty");
        }
        return keys.getString("name");
    }

    private static CommandException refused(Path file, String why) {
        return CommandException.usage(file + ": " + why);
    }

    /** Their names, in order. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** What is said of an index, under the names of settings; empty if nothing is. */
    Optional<Config> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(index -> asSettings(index.keys()));
    }

    private static Config asSettings(Config keys) {
        Config settings = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> entry : keys.entrySet()) {
            ConfigValue value = entry.getValue();
            settings = settings.withValue(SettingKey.ROOT + "." + BLOCK + entry.getKey(), value);
        }
        return settings;
    }
}
