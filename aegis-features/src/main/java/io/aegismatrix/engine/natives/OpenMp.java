package io.aegismatrix.engine.natives;

import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * GNU's OpenMP, which XGBoost needs on Linux and slim systems lack. PyTorch's native jar brings one under a name of its own;
 * the loader goes by the name inside the file, which is the usual one, so that having it loaded before XGBoost is enough.
 *
 * <p>The system's own is preferred, so that nothing changes where there is one.
 */
public final class OpenMp {

    private static final String NAME = "libgomp.so.1";
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64");

    /** Where each kind of system has it, for a person who has to see to it. */
    private static final String REMEDY = "install it ('apt-get install libgomp1', 'dnf install libgomp' or 'apk add"
            + " libgomp'), or put DJL's pytorch-native-cpu on the class path, which brings one";

    private static boolean ready;

    private OpenMp() {}

    /**
     * Sees to it that XGBoost will find OpenMP. Does nothing on other systems than Linux, and nothing the second time.
     *
     * @throws ModelException saying what to install, if there is none, or it cannot be unpacked or loaded
     */
    public static synchronized void require() {
        if (ready) {
            return;
        }
        if (isLinux() && findSystem().isEmpty()) {
            load(bundled()
                    .orElseThrow(() -> new ModelException(
                            "training trees needs " + NAME + ", which this system does not have; " + REMEDY)));
        }
        ready = true;
    }

    /** Whether this is a system that needs it. */
    public static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** The system's own, if it has one. */
    public static Optional<Path> findSystem() {
        return find(System.getenv().getOrDefault("LD_LIBRARY_PATH", ""));
    }

    static Optional<Path> find(String libraryPath) {
        return Stream.concat(
                        Arrays.stream(libraryPath.split(":", -1)).filter(folder -> !folder.isEmpty()),
                        SYSTEM_FOLDERS.stream().flatMap(folder -> Stream.of(folder, folder + "/" + multiarch())))
                .flatMap(folder -> file(folder).stream())
                .findFirst();
    }

    private static Optional<Path> file(String folder) {
        try {
            return Optional.of(Path.of(folder, NAME)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What Debian's family puts between the folder and the library. */
    private static String multiarch() {
        return architecture() + "-linux-gnu";
    }

    private static String architecture() {
        String architecture = System.getProperty("os.arch", "");
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }

    /** Where PyTorch's jar has it, if that jar is on the class path and made for this machine. */
    public static Optional<URL> bundled() {
        return PytorchLibraries.find()
                .filter(pytorch -> pytorch.classifier().equals("linux-" + architecture()))
                .flatMap(pytorch -> pytorch.names().stream()
                        .filter(library -> library.startsWith("libgomp"))
                        .flatMap(library -> pytorch.resource(library).stream())
                        .findFirst());
    }

    private static void load(URL resource) {
        try {
            System.load(unpacked(resource).toString());
        } catch (UnsatisfiedLinkError e) {
            throw new ModelException(
                    "training trees needs " + NAME + ", and the one PyTorch brings cannot be loaded (" + e.getMessage()
                            + "); " + REMEDY,
                    e);
        }
    }

    private static Path unpacked(URL resource) {
        Optional<Path> cache = NativeCache.ofProcess();
        try {
            return NativeCache.use(cache, "libgomp", UnpackedLibrary.of(resource)::in);
        } catch (IOException e) {
            throw new ModelException(
                    "training trees needs " + NAME
                            + ", and there is no place to unpack the one PyTorch brings: neither "
                            + cache.map(Path::toString).orElse("a cache folder") + " nor "
                            + System.getProperty("java.io.tmpdir") + " can be written; point XDG_CACHE_HOME or"
                            + " -Djava.io.tmpdir to a folder that can, or " + REMEDY,
                    e);
        }
    }
}
