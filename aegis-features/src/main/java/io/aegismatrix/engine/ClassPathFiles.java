package io.aegismatrix.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Models inside a jar. They lie below {@code META-INF}, which is no package, so that a module path hides them no more than a
 * class path does.
 */
record ClassPathFiles(ClassLoader loader) implements ModelFiles {

    static final String ROOT = "META-INF/aegismatrix/models";

    @Override
    public Optional<byte[]> find(String path) throws IOException {
        URL file = loader.getResource(ROOT + "/" + path);
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream content = opened(file).getInputStream()) {
            return Optional.of(content.readAllBytes());
        }
    }

    @Override
    public OptionalLong size(String path) throws IOException {
        URL file = loader.getResource(ROOT + "/" + path);
        if (file == null) {
            return OptionalLong.empty();
        }
        URLConnection connection = opened(file);
        long size = connection.getContentLengthLong();
        connection.getInputStream().close();
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** A cached connection keeps the jar open after its class loader is closed. */
    private static URLConnection opened(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        return connection;
    }
}
