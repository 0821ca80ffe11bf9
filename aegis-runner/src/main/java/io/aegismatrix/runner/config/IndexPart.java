package io.aegismatrix.runner.config;

import com.google.common.base.Splitter;
import com.google.common.io.Files;
import io.aegismatrix.data.Underlying;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One index of a run about several. The index of the setting {@code underlying.name} keeps the names of the configuration;
 * every other one has files and folders of its own, whose names end with its own: {@code aegismatrix-banknifty.json}.
 *
 * @param name the index
 * @param plain whether it is that of the setting {@code underlying.name}
 * @param networkSeconds longest time it may ask the network
 */
public record IndexPart(String name, boolean plain, long networkSeconds) {

    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

    /**
     * The indices a run is about; empty if nobody said, and then it is the one of {@code underlying.name}.
     *
     * @throws io.aegismatrix.runner.failure.CommandException if one is not known, or its file says something wrongly
     */
    public static List<String> names(Configuration configuration) {
        String configured = configuration.text(SettingKey.UNDERLYING_NAME);
        return RunSettings.find(configuration, SettingKey.UNDERLYINGS)
                .map(text -> COMMAS.splitToStream(text)
                        .map(name -> name.equals(configured) ? name : known(configuration, name))
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static String known(Configuration configuration, String name) {
        return configuration
                .underlying(name)
                .map(Underlying::name)
                .orElseThrow(() -> configuration.refuse(
                        SettingKey.UNDERLYINGS,
                        "must be names of "
                                + Stream.concat(
                                                Underlying.KNOWN.stream().map(Underlying::name),
                                                configuration.ownIndices().stream())
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + " or that of underlying.name, separated by commas",
                        name));
    }

    /** Whether an index is the one whose files keep their names. */
    public static boolean isPlain(Configuration configuration, String name) {
        return name.equals(configuration.text(SettingKey.UNDERLYING_NAME));
    }

    /** What the names of its files end with. */
    public String suffix() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Its own file or folder in place of one of the configuration. */
    public String place(String file) {
        return plain ? file : ending(file, suffix());
    }

    /** A file's name with a word behind it, before what it ends with. */
    static String ending(String file, String word) {
        String ending = Files.getFileExtension(file);
        return ending.isEmpty()
                ? file + "-" + word
                : file.substring(0, file.length() - ending.length() - 1) + "-" + word + "." + ending;
    }
}
