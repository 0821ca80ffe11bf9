package io.aegismatrix.engine.natives;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * XGBoost's library, unpacked once for all processes. Left to itself XGBoost unpacks 15 MB into the temporary folder in every
 * process, which stay there if it is killed. Where anything is not as expected it is left to itself.
 */
public final class XgboostLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(XgboostLibrary.class);

    private static final String LOADER = "ml.dmlc.xgboost4j.java.NativeLibLoader";

    private static boolean ready;

    private XgboostLibrary() {}

    /** Loads it, unless this process already has. Comes before the first use of XGBoost, after {@link OpenMp#require}. */
    public static synchronized void load() {
        if (!ready) {
            ready = true;
            try {
                loadUnpacked();
            } catch (IOException | ReflectiveOperationException | UnsatisfiedLinkError e) {
                LOG.debug("XGBoost unpacks its library itself: {}", e.toString());
            }
        }
    }

    private static void loadUnpacked() throws IOException, ReflectiveOperationException {
        ClassLoader here = XgboostLibrary.class.getClassLoader();
        Class<?> loader = Class.forName(LOADER, true, here);
        Optional<URL> resource = Optional.ofNullable(loader.getResource(resource()));
        // A library counts for the classes of the loader that loaded it.
        if (resource.isEmpty() || loader.getClassLoader() != here) {
            return;
        }
        Field done = loader.getDeclaredField("initialized");
        done.setAccessible(true);
        Path file = NativeCache.use(
                NativeCache.ofProcess(),
                folder(loader),
                folder -> UnpackedLibrary.of(resource.get()).in(folder));
        System.load(file.toString());
        done.setBoolean(null, true);
    }

    /** By the jar's name, because another version has another library. */
    private static String folder(Class<?> loader) {
        return NativeCache.jarOf(loader).orElse("xgboost4j") + "-" + System.getProperty("os.arch", "");
    }

    private static String resource() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine =
                System.getProperty("os.arch", "").equals("amd64") ? "x86_64" : System.getProperty("os.arch", "");
        String folder = system.contains("linux") ? "linux" : system.contains("mac") ? "macos" : "windows";
        return "/lib/" + folder + "/" + machine + "/" + System.mapLibraryName("xgboost4j");
    }
}
