package io.aegismatrix.runner;

import io.aegismatrix.engine.natives.NativeCache;
import io.aegismatrix.engine.natives.UnpackedLibrary;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
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
            NativeCache.of(environment, System.getProperty("user.home", ""))
                    .flatMap(SqliteLibrary::unpacked)
                    .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
        }
    }

    /**
     * The folder with the unpacked library, made on the first call. Empty where none can be made, such as under a home that
     * cannot be written: the driver then unpacks for itself.
     */
    static Optional<Path> unpacked(Path cache) {
        String name = LibraryLoaderUtil.getNativeLibName();
        URL resource = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (resource == null) {
            return Optional.empty();
        }
        Optional<Path> folder = driver().map(driver -> cache.resolve(driver + "-" + System.getProperty("os.arch")));
        return folder.filter(kept -> isWhole(UnpackedLibrary.of(resource, name), kept));
    }

    private static boolean isWhole(UnpackedLibrary library, Path folder) {
        try {
            library.in(folder);
            return true;
        } catch (IOException e) {
            // Costs time, not results, and a home that cannot be written is nothing to warn of every half hour.
            return false;
        }
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
}
