package io.aegismatrix.runner;

import io.aegismatrix.engine.natives.NativeCache;
import java.io.File;
import java.util.Map;

/** How the native libraries should behave unless the caller says otherwise. */
final class NativeDefaults {

    private static final String DJL_CACHE = "DJL_CACHE_DIR";

    // One thread, because bytes must repeat and two threads are slower on a busy small machine; no network, because
    // everything needed is in lib/.
    private static final Map<String, String> PROPERTIES = Map.of(
            "ai.djl.offline", "true",
            "ai.djl.pytorch.num_threads", "1",
            "ai.djl.pytorch.num_interop_threads", "1",
            "OPT_OUT_TRACKING", "true");

    private NativeDefaults() {}

    /** Sets what is not set. Must come before the first trainer. */
    static void apply() {
        PROPERTIES.forEach(NativeDefaults::set);
        unpackOutsideOfHome();
    }

    /** Under a home that cannot be written DJL takes the temporary folder, which may be small and is soon emptied. */
    private static void unpackOutsideOfHome() {
        boolean homely = new File(System.getProperty("user.home", "")).canWrite();
        if (!homely && System.getenv(DJL_CACHE) == null) {
            NativeCache.ofProcess()
                    .filter(cache ->
                            cache.toFile().isDirectory() || cache.toFile().mkdirs())
                    .filter(cache -> cache.toFile().canWrite())
                    .ifPresent(cache -> set(DJL_CACHE, cache.resolve("djl").toString()));
        }
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
