package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever brings a source of their own needs no HTTP stack: everything but the network works without its jars. */
class OptionalHttpTest {

    @Test
    void the_other_sources_work_without_the_http_jars() throws IOException, ReflectiveOperationException {
        try (URLClassLoader lean = new URLClassLoader(leanClassPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> lean.loadClass("com.github.mizosoft.methanol.Methanol"));
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> lean.loadClass("io.github.resilience4j.retry.Retry"));
            Class<?> sources = lean.loadClass("io.aegismatrix.data.source.MarketSources");
            assertThat(sources.getMethod("synthetic", long.class).invoke(null, 1L))
                    .isNotNull();
            assertThat(sources.getMethod("csv", Path.class).invoke(null, Path.of(".")))
                    .isNotNull();
            assertThat(lean.loadClass("io.aegismatrix.data.MarketStore")
                            .getMethod("none")
                            .invoke(null))
                    .isNotNull();
        }
    }

    @Test
    void the_network_without_its_jars_says_what_is_missing() throws IOException, ReflectiveOperationException {
        try (URLClassLoader lean = new URLClassLoader(leanClassPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> settings = lean.loadClass("io.aegismatrix.data.LiveSettings");
            Object defaults = settings.getMethod("defaults").invoke(null);
            Class<?> sources = lean.loadClass("io.aegismatrix.data.source.MarketSources");
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> sources.getMethod("http", settings).invoke(null, defaults))
                    .havingCause()
                    .withMessage(
                            "the network needs com.github.mizosoft.methanol:methanol, which is neither on the class"
                                    + " path nor among the modules; add that artifact, in the version that this release names")
                    .matches(missing -> missing.getClass().getSimpleName().equals("MissingLibraryException"));
        }
    }

    @Test
    void a_store_without_its_database_says_what_is_missing() throws IOException, ReflectiveOperationException {
        try (URLClassLoader lean = new URLClassLoader(leanClassPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> stores = lean.loadClass("io.aegismatrix.data.source.MarketStores");
            for (String call : List.of("sqlite", "summary")) {
                assertThatExceptionOfType(InvocationTargetException.class)
                        .isThrownBy(() -> stores.getMethod(call, Path.class).invoke(null, Path.of("market.db")))
                        .havingCause()
                        .withMessageStartingWith("the local store needs org.xerial:sqlite-jdbc, ");
            }
        }
    }

    private static URL[] leanClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("methanol")
                        && !entry.contains("sqlite")
                        && !entry.contains("resilience4j")
                        && !entry.contains("wiremock"))
                .map(OptionalHttpTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
