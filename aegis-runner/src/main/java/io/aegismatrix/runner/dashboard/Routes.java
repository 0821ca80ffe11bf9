package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.aegismatrix.payload.PayloadSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the server answers, by address: the page and the API that {@code openapi.json} describes. Thread-safe. */
final class Routes {

    /** The page. */
    static final String PAGE = "/";

    /** The payload, where the page and the older system's readers look for it. */
    static final String PAYLOAD = "/aegismatrix.json";

    /** The API's description. */
    static final String OPENAPI = "/v1/openapi.json";

    private static final String BLOCKS = "/v1/payload/";
    /** Past payloads. */
    static final String PAST = "/v1/payloads";

    private static final String NO_PAST =
            "This server was given no folder of past payloads; 'aegis serve --past DIR' gives one.";

    private final ServedPages pages;
    private final Optional<PastPayloads> past;
    private final Map<String, Supplier<Response>> fixed;

    Routes(ServedPages pages, Optional<PastPayloads> past, ServerTally tally) {
        this.pages = pages;
        this.past = past;
        Response openapi = Response.json(openapi());
        Response schema = Response.json(PayloadSchema.text());
        this.fixed = Map.of(
                PAGE,
                pages::page,
                PAYLOAD,
                pages::payload,
                "/v1/payload",
                pages::payload,
                "/v1/record",
                pages::record,
                PAST,
                this::list,
                "/v1/schema.json",
                () -> schema,
                OPENAPI,
                () -> openapi,
                "/metrics",
                () -> pages.metrics(tally));
    }

    /** Every address, those with a name in them as OpenAPI writes it. */
    List<String> patterns() {
        return Stream.concat(fixed.keySet().stream(), Stream.of(BLOCKS + "{block}", PAST + "/{name}"))
                .sorted()
                .toList();
    }

    /** The answer to whoever reads an address. */
    Response answer(String path) {
        Supplier<Response> known = fixed.get(path);
        if (known != null) {
            return known.get();
        }
        if (path.startsWith(BLOCKS)) {
            return pages.block(path.substring(BLOCKS.length()));
        }
        if (path.startsWith(PAST + "/")) {
            String name = path.substring(PAST.length() + 1);
            return past.map(payloads -> payloads.get(name)).orElseGet(() -> Response.text(404, NO_PAST));
        }
        return Response.text(
                404,
                "There is the page at " + PAGE + ", the payload at " + PAYLOAD + " and what else there is at " + OPENAPI
                        + ".");
    }

    private Response list() {
        return past.map(PastPayloads::list).orElseGet(() -> Response.text(404, NO_PAST));
    }

    private static String openapi() {
        try {
            return Resources.toString(Resources.getResource(Routes.class, "openapi.json"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
