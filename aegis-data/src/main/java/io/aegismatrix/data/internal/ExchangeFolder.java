package io.aegismatrix.data.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the exchange's files may lie: in the folder of market data and in two folders of it. */
final class ExchangeFolder {

    private static final Pattern ANY = Pattern.compile("[^.].*");
    /** Folders below the CSV folder. */
    private static final List<String> BELOW = List.of("exchange", "bhavcopy");

    private ExchangeFolder() {}

    /** The files wanted, sorted by name within each folder. */
    static List<Path> files(Path folder, Predicate<Path> wanted) {
        return Stream.concat(
                        Folders.files(folder, BELOW.get(0), ANY).stream(),
                        Folders.files(folder.resolve(BELOW.get(1)), "", ANY).stream())
                .filter(wanted)
                .toList();
    }
}
