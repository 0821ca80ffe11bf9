package io.aegismatrix.runner;

import java.util.Map;

/** How the native libraries should behave unless the caller says otherwise. */
final class NativeDefaults {

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
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
