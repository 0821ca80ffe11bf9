package io.aegismatrix.engine.natives;

import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * PyTorch's libraries, unpacked and compared with their jars before DJL loads them. Left to itself DJL loads whatever lies in
 * its cache under the right name.
 */
public final class PytorchLibraries {

    /** DJL's own settings; whoever sets the first has the last word. */
    private static final String FOLDER = "PYTORCH_LIBRARY_PATH";

    private static final String VERSION = "PYTORCH_VERSION";
    private static final String FLAVOR = "PYTORCH_FLAVOR";

    private static final String INDEX = "native/lib/pytorch.properties";

    private final Properties index;

    private PytorchLibraries(Properties index) {
        this.index = index;
    }

    /** What the jar of PyTorch on the class path holds, if there is one. @throws ModelException if it cannot be read */
    static Optional<PytorchLibraries> find() {
        try (InputStream content = loader().getResourceAsStream(INDEX)) {
            if (content == null) {
                return Optional.empty();
            }
            Properties index = new Properties();
            index.load(content);
            return Optional.of(new PytorchLibraries(index));
        } catch (IOException e) {
            throw new ModelException("PyTorch's jar cannot be read (" + INDEX + "); is it damaged?", e);
        }
    }

    /**
     * Tells DJL where the libraries are, for the rest of this process. Does nothing where somebody else has, or where they
     * are not on the class path: then DJL looks for them its own way.
     *
     * @param cache where to keep them, if there is such a place
     * @throws ModelException if there is no place for them at all
     */
    public static synchronized void use(Optional<Path> cache) {
        if (System.getenv(FOLDER) != null || System.getProperty(FOLDER) != null) {
            return;
        }
        find().filter(libraries -> libraries.resources().isPresent()).ifPresent(libraries -> libraries.unpack(cache));
    }

    private void unpack(Optional<Path> cache) {
        List<URL> resources = resources().orElseThrow();
        String name = "pytorch-" + index.getProperty("version", "") + "-" + flavor() + "-" + classifier();
        try {
            Path folder = NativeCache.use(cache, name, place -> {
                for (URL resource : resources) {
                    UnpackedLibrary.of(resource).in(place);
                }
                return place.toRealPath();
            });
            System.setProperty(VERSION, index.getProperty("version", "").replaceFirst("-.*", ""));
            System.setProperty(FLAVOR, flavor());
            System.setProperty(FOLDER, folder.toString());
        } catch (IOException e) {
            throw new ModelException(
                    "training networks needs PyTorch's libraries, and there is no place to unpack them: neither "
                            + cache.map(Path::toString).orElse("a cache folder") + " nor "
                            + System.getProperty("java.io.tmpdir") + " will do; point XDG_CACHE_HOME or"
                            + " -Djava.io.tmpdir to a folder with 450 MB of room",
                    e);
        }
    }

    /** All that are needed; empty if one is not on the class path. */
    private Optional<List<URL>> resources() {
        List<URL> found = new ArrayList<>();
        for (String library : names()) {
            resource(library).ifPresent(found::add);
        }
        String door = "jnilib/" + classifier() + "/" + flavor() + "/" + System.mapLibraryName("djl_torch");
        Optional.ofNullable(loader().getResource(door)).ifPresent(found::add);
        return found.size() == names().size() + 1 ? Optional.of(found) : Optional.empty();
    }

    List<String> names() {
        return List.of(index.getProperty("libraries", "").split(",", -1));
    }

    Optional<URL> resource(String library) {
        return Optional.ofNullable(loader().getResource("pytorch/" + flavor() + "/" + classifier() + "/" + library));
    }

    String classifier() {
        return index.getProperty("classifier", "");
    }

    private String flavor() {
        return index.getProperty("flavor", "cpu");
    }

    private static ClassLoader loader() {
        return PytorchLibraries.class.getClassLoader();
    }
}
