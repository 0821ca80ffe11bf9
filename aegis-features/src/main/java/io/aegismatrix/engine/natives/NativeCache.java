package io.aegismatrix.engine.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder for what may be lost: {@code XDG_CACHE_HOME/aegis}, otherwise {@code ~/.cache/aegis}. A home that is not there
 * or cannot be written, as in many containers, leaves no folder; what is unpacked then lives as long as the process.
 */
public final class NativeCache {

    private NativeCache() {}

    /** The folder this process would use, which need not exist; empty where the environment names none that can be had. */
    public static Optional<Path> ofProcess() {
        return of(System.getenv(), System.getProperty("user.home", ""));
    }

    /**
     * The folder by an environment.
     *
     * @param home the user's home by the system, for an environment without {@code HOME}
     */
    public static Optional<Path> of(Map<String, String> environment, String home) {
        String stated = environment.getOrDefault("XDG_CACHE_HOME", "");
        return Stream.of(stated, below(environment.getOrDefault("HOME", "")), below(home))
                .flatMap(text -> absolute(text).stream())
                .findFirst()
                .map(folder -> folder.resolve("aegis"));
    }

    private static String below(String home) {
        return home.isEmpty() ? "" : home + "/.cache";
    }

    /** Relative folders are none, by the rule of XDG; and Java may be unable to name one, in a locale without its letters. */
    private static Optional<Path> absolute(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A folder of this process alone, gone when it ends in good order. @throws IOException if there is no place for it */
    static Path temporary() throws IOException {
        Path folder = Files.createTempDirectory("aegis-native-");
        folder.toFile().deleteOnExit();
        return folder;
    }
}
