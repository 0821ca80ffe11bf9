package io.aegismatrix.runner.process;

import io.aegismatrix.engine.natives.NativeCache;
import io.aegismatrix.engine.natives.UnpackedLibrary;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library unpacked from one run to the next. Left to itself the driver starts a process to learn what
 * system this is, unpacks the library and compares it byte by byte, every time; and a run that is killed leaves its copy in
 * the temporary folder.
 */
public final class SqliteLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    /** The driver's own setting; whoever sets it has the last word. */
    static final String FOLDER = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /** Tells the driver where its library is, for the rest of this process. */
    public static void use(Map<String, String> environment) {
        if (System.getProperty(FOLDER) == null) {
            unpacked(NativeCache.of(environment, System.getProperty("user.home", "")))
                    .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
        }
    }

    /**
     * The folder with the unpacked library, made on the first call. Empty where there is no place at all or the driver has
     * no library for this system: the driver then says so when it is needed.
     *
     * @param cache where to keep it, if there is such a place
     */
    static Optional<Path> unpacked(Optional<Path> cache) {
        String name = LibraryLoaderUtil.getNativeLibName();
        URL resource = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        Optional<String> driver = NativeCache.jarOf(SQLiteJDBCLoader.class);
        if (resource == null || driver.isEmpty()) {
            return Optional.empty();
        }
        String folder = driver.get() + "-" + System.getProperty("os.arch");
        try {
            return Optional.ofNullable(NativeCache.use(cache, folder, UnpackedLibrary.of(resource, name)::in)
                    .getParent());
        } catch (IOException e) {
            LOG.debug("SQLite's library is not unpacked: {}", e.toString());
            return Optional.empty();
        }
    }
}
