package io.aegismatrix.runner.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.runs.Secrets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of one run, merged: flag over environment over the file of {@code --config} over {@code ./aegis.conf}
 * over the packaged {@code reference.conf}. Every value knows where it came from, and every complaint says so.
 */
public final class Configuration {

    private static final String FILE_NAME = "aegis.conf";
    private static final String DEFAULT = "default";
    private static final String DEFAULTS = "reference.conf";

    /** What one index of several has of its own. */
    private static final List<SettingKey> OF_ONE_INDEX = List.of(
            SettingKey.OUT, SettingKey.DEGRADED_OUT, SettingKey.MODELS, SettingKey.LOG_PREDICTIONS, SettingKey.LEDGER);

    private final Config merged;
    private final List<String> notices;
    private final OwnIndices own;
    private final Optional<String> index;

    private Configuration(Config merged, List<String> notices, OwnIndices own, Optional<String> index) {
        this.merged = merged;
        this.notices = List.copyOf(notices);
        this.own = own;
        this.index = index;
    }

    /**
     * One effective setting.
     *
     * @param name name of the setting
     * @param value its value, or {@code (none)}
     * @param origin where the value came from
     */
    public record Entry(String name, String value, String origin) {}

    /**
     * Merges the layers.
     *
     * @param flags settings given on the command line, by setting; the value holds flag and text
     */
    public static Configuration load(
            Map<String, String> environment, Path folder, Optional<String> file, Map<SettingKey, Flag> flags) {
        try {
            EnvironmentSettings variables = EnvironmentSettings.of(environment);
            List<String> notices = new ArrayList<>(variables.notices());
            Optional<SettingsFile> named = file.map(name -> named(folder, name));
            Config merged = flags(flags)
                    .withFallback(variables.config())
                    .withFallback(named.map(SettingsFile::parse).orElse(ConfigFactory.empty()))
                    .withFallback(found(folder, named, notices))
                    .withFallback(ConfigFactory.parseResources(
                            Configuration.class.getClassLoader(),
                            DEFAULTS,
                            ConfigParseOptions.defaults().setOriginDescription(DEFAULT)))
                    .resolve(ConfigResolveOptions.noSystem());
            return described(requireKnown(merged), folder, notices);
        } catch (ConfigException e) {
            throw new CommandException(ExitCode.USAGE, "configuration: " + e.getMessage(), e);
        }
    }

    /** With what the files of indices say of the configured one; what the settings themselves say goes before it. */
    private static Configuration described(Config merged, Path folder, List<String> notices) {
        Configuration alone = new Configuration(merged, notices, OwnIndices.none(), Optional.empty());
        OwnIndices own = alone.find(SettingKey.UNDERLYING_FILES)
                .map(files -> OwnIndices.read(folder, files))
                .orElseGet(OwnIndices::none);
        Config whole = alone.find(SettingKey.UNDERLYING_NAME)
                .flatMap(own::find)
                .map(said -> beneath(merged, said))
                .orElse(merged);
        return new Configuration(whole, notices, own, Optional.empty());
    }

    /** Settings, and where they have no value what else is said. */
    private static Config beneath(Config settings, Config said) {
        Config all = settings;
        for (Map.Entry<String, ConfigValue> entry : said.entrySet()) {
            if (!settings.hasPath(entry.getKey())) {
                all = all.withValue(entry.getKey(), entry.getValue());
            }
        }
        return all;
    }

    /** What can be read when {@link #load} refuses: layers and settings that cannot be are left out. */
    public static Configuration readable(
            Map<String, String> environment, Path folder, Optional<String> file, Map<SettingKey, Flag> flags) {
        Config merged = flags(flags)
                .withFallback(SettingsSalvage.environment(environment))
                .withFallback(
                        file.map(name -> SettingsSalvage.named(folder, name)).orElse(ConfigFactory.empty()))
                .withFallback(SettingsSalvage.file(SettingsFile.found(folder.resolve(FILE_NAME))));
        return new Configuration(merged, List.of(), OwnIndices.none(), Optional.empty());
    }

    private static SettingsFile named(Path folder, String name) {
        Path path = path(folder, "--config", name);
        if (!Files.exists(path)) {
            throw CommandException.usage("--config: no such file: " + path);
        }
        return SettingsFile.named(path);
    }

    /** The file of the working folder, unless it is the named one or not to be trusted. */
    private static Config found(Path folder, Optional<SettingsFile> named, List<String> notices) {
        SettingsFile file = SettingsFile.found(folder.resolve(FILE_NAME));
        if (!Files.exists(file.path()) || named.filter(file::isSame).isPresent()) {
            return ConfigFactory.empty();
        }
        Optional<String> objection = file.objection();
        objection.ifPresent(why -> notices.add(file.path() + " is ignored: " + why
                + "; make it yours alone, or name it with --config, which takes it as it is"));
        return objection.isPresent() ? ConfigFactory.empty() : file.parse();
    }

    /** The same for one index of a run about several. */
    public Configuration forIndex(IndexPart part) {
        Config its = merged.withValue(
                SettingKey.LIVE_DEADLINE.path(), ConfigValueFactory.fromAnyRef(part.networkSeconds(), "its share"));
        if (part.plain()) {
            return new Configuration(its, notices, own, Optional.empty());
        }
        for (SettingKey key : SettingKey.values()) {
            if (key.settingName().startsWith("underlying.")) {
                its = its.withValue(key.path(), ConfigValueFactory.fromAnyRef(null, DEFAULT));
            }
        }
        for (SettingKey key : OF_ONE_INDEX) {
            String file = find(key).filter(text -> !text.isBlank()).orElse("");
            if (!file.isEmpty() && !file.equalsIgnoreCase(Settings.NO_LOG)) {
                its = its.withValue(key.path(), ConfigValueFactory.fromAnyRef(part.place(file), origin(key)));
            }
        }
        return new Configuration(named(its, part.name()), notices, own, Optional.of(part.name()));
    }

    private Config named(Config settings, String name) {
        Config its = settings.withValue(
                SettingKey.UNDERLYING_NAME.path(), ConfigValueFactory.fromAnyRef(name, "underlyings"));
        return own.find(name).map(said -> beneath(its, said)).orElse(its);
    }

    /** Names of the indices that files describe. */
    List<String> ownIndices() {
        return own.names();
    }

    /**
     * An index by its name: the configured one, one of a file of its own, or one the library knows.
     *
     * @return empty if there is none of that name
     * @throws CommandException naming file and key of what its file says wrongly
     */
    public Optional<Underlying> underlying(String name) {
        if (IndexPart.isPlain(this, name)) {
            return Optional.of(UnderlyingSettings.of(this));
        }
        return own.names().contains(name) || Underlying.find(name).isPresent()
                ? Optional.of(UnderlyingSettings.of(forIndex(new IndexPart(name, false, 1))))
                : Optional.empty();
    }

    /** The index this is about, where its files are not those that were configured. */
    Optional<String> index() {
        return index;
    }

    /** What was found and ignored, a sentence each. */
    public List<String> notices() {
        return notices;
    }

    /**
     * A setting given on the command line.
     *
     * @param name the flag, such as {@code --seed}
     * @param value its text
     */
    public record Flag(String name, String value) {}

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
    public List<Entry> entries() {
        return Arrays.stream(SettingKey.values())
                .map(key -> new Entry(
                        key.settingName(),
                        find(key).map(value -> shown(key, value)).orElse("(none)"),
                        origin(key)))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    /** Where the value of a setting came from. */
    public String origin(SettingKey key) {
        return merged.hasPathOrNull(key.path()) && !merged.getIsNull(key.path())
                ? describe(merged.getValue(key.path()).origin())
                : DEFAULT;
    }

    /** Whether nobody has set it. */
    boolean isDefault(SettingKey key) {
        return origin(key).equals(DEFAULT);
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
    public String word(SettingKey key, List<String> words) {
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

    /** What ships is no secret. */
    private String shown(SettingKey key, String value) {
        if (key.secret()) {
            return Secrets.MASK;
        }
        return isDefault(key) ? value : Secrets.mask(value);
    }

    /** A file as a person names it. @throws CommandException naming the flag if it cannot be one */
    public static Path path(Path folder, String flag, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, flag + " must be a file, was '" + text + "'", e);
        }
    }
}
