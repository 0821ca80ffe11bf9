package io.aegismatrix.engine.natives;

import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.io.OwnFiles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for what may be lost: {@code XDG_CACHE_HOME/aegis}, otherwise {@code ~/.cache/aegis}. It is used if it is this
 * user's and nobody else can change it. A home that is not there or cannot be written, as in many containers, or a folder
 * others can change leaves a folder of this process alone; what is unpacked then lives as long as the process.
 */
public final class NativeCache {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);

    private static final AtomicBoolean WARNED = new AtomicBoolean();

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

    /** Puts something into a folder. */
    @FunctionalInterface
    public interface Use {

        /** Gives the place of what was put there. @throws IOException if that folder will not do */
        Path in(Path folder) throws IOException;
    }

    /**
     * Uses a folder below the cache, or the temporary one of this process where the cache cannot be had.
     *
     * @param cache the cache, if there is one
     * @param name of the folder below it
     * @throws IOException if there is no place for it at all
     */
    public static Path use(Optional<Path> cache, String name, Use use) throws IOException {
        if (cache.isPresent()) {
            try {
                return use.in(OwnFiles.requireOwnFolder(cache.get()).resolve(name));
            } catch (IOException e) {
                warnOnce(cache.get(), e);
            }
        }
        return use.in(TemporaryFolder.ofProcess().resolve(name));
    }

    /** A home that is not there is nothing to warn of every half hour; a folder that others can change is. */
    private static void warnOnce(Path cache, IOException e) {
        if (IoReason.isPlace(e)) {
            LOG.debug("{} is not used: {}", cache, IoReason.of(e));
        } else if (!WARNED.getAndSet(true)) {
            LOG.warn(
                    "The cache folder {} is not used, native libraries go to a temporary one: {}; delete it, or point"
                            + " XDG_CACHE_HOME to a folder of this user alone",
                    cache,
                    IoReason.of(e));
        }
    }

    /** File name, without its end, of the jar a class comes from; empty if it comes from none. */
    public static Optional<String> jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null
                ? ""
                : source.getLocation().getPath();
        String file = place.substring(place.lastIndexOf('/') + 1);
        return file.endsWith(".jar")
                ? Optional.of(file.substring(0, file.length() - ".jar".length()))
                : Optional.empty();
    }
}
