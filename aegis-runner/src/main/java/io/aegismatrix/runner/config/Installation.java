package io.aegismatrix.runner.config;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The folder of the distribution this program was started from, and what came with it. */
final class Installation {

    private Installation() {}

    /** The folder of {@code aegis.jar}; empty where classes do not come from a jar. */
    static Optional<Path> home() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? Optional.ofNullable(jar.getParent()) : Optional.empty();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this program is no path: " + source.getLocation(), e);
        }
    }

    /** The models nobody named: those of the working folder if it has any, otherwise those that came along. */
    static Path models(String name, Path working, Optional<Path> home) {
        Path own = working.resolve(name);
        return Files.exists(own)
                ? own
                : home.map(folder -> folder.resolve(name))
                        .filter(Files::isDirectory)
                        .orElse(own);
    }
}
