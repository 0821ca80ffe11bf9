package io.aegismatrix.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.TestReporter;

/** What long tests counted, told to the reporter and kept in {@code target/figures.txt}, which Surefire does not do. */
public final class Figures {

    private Figures() {}

    /** Tells one line. */
    public static void tell(TestReporter reporter, String name, String text) {
        reporter.publishEntry(name, text);
        try {
            Files.writeString(
                    Path.of("target", "figures.txt"),
                    name + ": " + text + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
