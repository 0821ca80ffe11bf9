package io.aegismatrix.runner.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.payload.PayloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The payloads a folder holds, such as {@code payloads} of a replay. A file is opened only under a name that was found
 * there, never under one that was sent; links are not followed. Thread-safe.
 */
final class PastPayloads {

    /** Names listed, the last ones of the alphabet, which for names made of times are the newest. */
    static final int MOST_NAMES = 5_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.json");
    private static final int MOST_KEPT = 64;

    /** A thousand readers at once cost one look at the folder. */
    private static final long SECONDS_OF_A_LISTING = 1;

    private final Path folder;
    private final String address;
    private final Supplier<Listing> listing =
            Suppliers.memoizeWithExpiration(this::look, SECONDS_OF_A_LISTING, TimeUnit.SECONDS);
    private final Cache<Copy, Response> kept =
            CacheBuilder.newBuilder().maximumSize(MOST_KEPT).build();

    /** @param address under which they are asked for, with a slash at its end */
    PastPayloads(Path folder, String address) {
        this.folder = folder;
        this.address = address;
    }

    private record Listing(List<String> names, Response shown) {}

    private record Copy(String name, FileVersion version) {}

    /** Which there are, newest first. */
    Response list() {
        return listed().shown();
    }

    private Listing listed() {
        return Objects.requireNonNull(listing.get());
    }

    /** One of them. */
    Response get(String name) {
        if (!listed().names().contains(name)) {
            return Response.text(404, "There is no past payload of that name; " + address + " without one lists them.");
        }
        Path file = folder.resolve(name);
        return FileVersion.find(file, LinkOption.NOFOLLOW_LINKS)
                .filter(FileVersion::regular)
                .map(version -> read(file, new Copy(name, version)))
                .orElseGet(() -> Response.text(404, "That past payload has gone."));
    }

    private Response read(Path file, Copy copy) {
        Response known = kept.getIfPresent(copy);
        if (known != null) {
            return known;
        }
        try {
            Response made = Response.json(PublishedPayload.load(file).json());
            kept.put(copy, made);
            return made;
        } catch (PayloadException e) {
            return Response.text(503, String.valueOf(e.getMessage()));
        }
    }

    private Listing look() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
            return listing(names);
        } catch (IOException e) {
            return new Listing(List.of(), Response.text(503, folder + ": cannot be listed: " + IoReason.of(e)));
        }
    }

    private Listing listing(List<String> all) {
        List<String> names = all.stream().limit(MOST_NAMES).toList();
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        names.forEach(name -> entries.addObject().put("name", name).put("href", address + name));
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("total", all.size());
        shown.set("payloads", entries);
        return new Listing(names, Response.json(shown.toString()));
    }

    /** Those of a folder, if there is one. @throws IllegalArgumentException if it is none */
    static Optional<PastPayloads> of(Optional<Path> folder, String address) {
        folder.filter(place -> !Files.isDirectory(place)).ifPresent(place -> {
            throw new IllegalArgumentException(place + " must be a folder of payloads");
        });
        return folder.map(place -> new PastPayloads(place, address));
    }
}
