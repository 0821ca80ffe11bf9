package io.aegismatrix.runner.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The page, the payload and its parts as they are sent, made once for every new payload. Thread-safe. */
class ServedPages {

    private static final int POLL_SECONDS = 15;

    private final PayloadFeed feed;
    private final String payloadName;
    private final Optional<String> past;
    private final Function<PublishedPayload, PriceBars> bars;
    private @Nullable Made made;

    /**
     * @param payloadName where the page finds the payload, from its own address
     * @param past where the page finds the list of past payloads, if any are served
     * @param bars of the market of a payload
     */
    ServedPages(
            PayloadFeed feed, String payloadName, Optional<String> past, Function<PublishedPayload, PriceBars> bars) {
        this.past = past;
        this.bars = bars;
        this.feed = feed;
        this.payloadName = payloadName;
    }

    private record Made(
            PublishedPayload of, Response page, Response json, Map<String, Response> blocks, Response record) {}

    /** The page, of the last good payload. */
    Response page() {
        return made(feed.state().payload()).page();
    }

    /** The payload; while the file holds none, why not. */
    Response payload() {
        return now(Made::json);
    }

    /** One block of the payload. */
    Response block(String name) {
        return now(made -> made.blocks()
                .getOrDefault(
                        name,
                        Response.text(
                                404,
                                "The payload has no such block; it has "
                                        + made.blocks().keySet() + ".")));
    }

    /** How good what is published was. */
    Response record() {
        return now(Made::record);
    }

    /** The payload and the server in figures. */
    Response metrics(ServerTally tally) {
        return Response.plain(ServerMetrics.TYPE, ServerMetrics.text(feed.state(), tally));
    }

    private Response now(Function<Made, Response> part) {
        PayloadFeed.State state = feed.state();
        return state.trouble()
                .map(trouble -> Response.text(503, trouble))
                .orElseGet(() -> part.apply(made(state.payload())));
    }

    private static Map<String, Response> blocks(PublishedPayload payload) {
        Map<String, Response> blocks = new TreeMap<>();
        PayloadParts.blocks(payload.tree()).forEach((name, part) -> blocks.put(name, Response.json(part.toString())));
        return blocks;
    }

    private synchronized Made made(PublishedPayload payload) {
        Made known = made;
        if (known == null || known.of() != payload) {
            DashboardPage page = DashboardPage.served(payload, bars.apply(payload), payloadName, past, POLL_SECONDS);
            String policy = page.policy() + "; frame-ancestors 'none'";
            known = new Made(
                    payload,
                    Response.found("text/html; charset=utf-8", policy, page.html()),
                    Response.json(payload.json()),
                    blocks(payload),
                    Response.json(PayloadParts.record(payload.tree()).toString()));
            made = known;
        }
        return known;
    }
}
