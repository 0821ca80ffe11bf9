package io.aegismatrix.engine.natives;

import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.io.OwnFiles;
import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the native libraries behave unless the caller's system properties say otherwise. An engine that needs them prepares them
 * itself before it first uses them, so that it trains to the same bytes wherever it is embedded.
 */
public final class NativeDefaults {

    private static final String DJL_CACHE = "DJL_CACHE_DIR";

    /** Where JNA, which DJL looks for graphics cards with, unpacks and loads; otherwise a folder others may have made. */
    private static final String JNA_FOLDER = "jna.tmpdir";

    // One thread, because bytes must repeat and two threads are slower on a busy small machine; no network, because
    // everything needed is in lib/.
    private static final Map<String, String> PROPERTIES = Map.of(
            "ai.djl.offline", "true",
            "ai.djl.pytorch.num_threads", "1",
            "ai.djl.pytorch.num_interop_threads", "1",
            "OPT_OUT_TRACKING", "true");

    private NativeDefaults() {}

    /**
     * Makes PyTorch ready: sets what is not set, and unpacks its libraries to where only this user may write.
     *
     * @throws ModelException if there is no place for them
     */
    public static void preparePytorch() {
        PROPERTIES.forEach(NativeDefaults::set);
        Optional<Path> cache = pytorchCache(System.getenv());
        PytorchLibraries.use(cache);
        if (System.getProperty(JNA_FOLDER) == null) {
            try {
                set(
                        JNA_FOLDER,
                        NativeCache.use(cache, "jna", OwnFiles::requireOwnFolder)
                                .toString());
            } catch (IOException e) {
                throw new ModelException("there is no place for JNA's library: " + IoReason.of(e), e);
            }
        }
    }

    /** Where PyTorch's libraries are kept: where DJL's own setting says, otherwise with the others. */
    public static Optional<Path> pytorchCache(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(DJL_CACHE))
                .map(Path::of)
                .or(() -> NativeCache.of(environment, System.getProperty("user.home", "")));
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
