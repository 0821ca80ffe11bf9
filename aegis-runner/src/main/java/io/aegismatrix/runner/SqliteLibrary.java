package io.aegismatrix.runner;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library unpacked from one run to the next. Left to itself the driver starts a process to learn what
 * system this is, unpacks the library and compares it byte by byte, every time; and a run that is killed leaves its copy in
 * the temporary folder.
 */
final class SqliteLibrary {

    /** The driver's own setting; whoever sets it has the last word. */
    static final String FOLDER = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /** Tells the driver where its library is, for the rest of this process. */
    static void use(Map<String, String> environment) {
        if (System.getProperty(FOLDER) == null) {
            cache(environment)
                    .flatMap(SqliteLibrary::unpacked)
                    .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
        }
    }

    /** The folder for what may be lost: {@code XDG_CACHE_HOME/aegis}, otherwise {@code ~/.cache/aegis}. */
    static Optional<Path> cache(Map<String, String> environment) {
        String stated = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!stated.isEmpty()) {
            return Optional.of(Path.of(stated, "aegis"));
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".cache", "aegis"));
    }

    /**
     * The folder with the unpacked library, made on the first call. Empty where none can be made, such as under a home that
     * cannot be written: the driver then unpacks for itself.
     */
    static Optional<Path> unpacked(Path cache) {
        String name = LibraryLoaderUtil.getNativeLibName();
        Optional<Path> folder = driver().map(driver -> cache.resolve(driver + "-" + System.getProperty("os.arch")));
        return folder.filter(kept -> Files.isRegularFile(kept.resolve(name)) || unpack(kept, name));
    }

    /** File name of the driver's jar: another version has another library. */
    private static Optional<String> driver() {
        CodeSource source = SQLiteJDBCLoader.class.getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null
                ? ""
                : source.getLocation().getPath();
        String file = place.substring(place.lastIndexOf('/') + 1);
        return file.endsWith(".jar")
                ? Optional.of(file.substring(0, file.length() - ".jar".length()))
                : Optional.empty();
    }

    private static boolean unpack(Path folder, String name) {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new FileNotFoundException(resource);
            }
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, ".tmp");
            try {
                Files.copy(library, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            return true;
        } catch (IOException e) {
            // Costs time, not results, and a home that cannot be written is nothing to warn of every half hour.
            return false;
        }
    }
}
