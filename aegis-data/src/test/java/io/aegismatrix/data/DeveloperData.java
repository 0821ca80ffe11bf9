package io.aegismatrix.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the developer market data beside the reactor; tests that want it are skipped, with a message, without it. */
public final class DeveloperData {

    private DeveloperData() {}

    /** The folder with {@code nifty50_daily.csv}, or skips the calling test. */
    public static Path require() {
        Path folder = Path.of("..", "..", "shared", "data");
        Assumptions.assumeTrue(
                Files.isRegularFile(folder.resolve("nifty50_daily.csv")),
                "developer market data not found at ../shared/data beside the reactor; test skipped");
        return folder;
    }

    /** One recorded answer or file of a live source, or skips the calling test. */
    public static Path requireRecorded(String name) {
        Path file = require().resolve("live").resolve(name);
        Assumptions.assumeTrue(
                Files.isRegularFile(file),
                "recorded sample live/" + name + " not found beside the reactor; test skipped");
        return file;
    }
}
