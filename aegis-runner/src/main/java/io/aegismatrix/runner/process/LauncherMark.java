package io.aegismatrix.runner.process;

import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the launcher, if it asked, that this run was a whole inference, whose classes are worth keeping prepared. */
public final class LauncherMark {

    private static final Logger LOG = LoggerFactory.getLogger(LauncherMark.class);

    /** Names the file to make. No setting of a user's, so it does not begin as those do. */
    public static final String VARIABLE = "_AEGIS_PUBLISHED";

    private LauncherMark() {}

    public static void set(Map<String, String> environment) {
        String file = environment.getOrDefault(VARIABLE, "");
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.createFile(Path.of(file));
        } catch (IOException e) {
            // Its folder may be gone by now; the next run gets another.
            LOG.debug("The launcher is not told of the inference: {}", IoReason.of(e));
        }
    }
}
