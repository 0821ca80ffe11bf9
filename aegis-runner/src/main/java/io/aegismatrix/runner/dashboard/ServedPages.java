package io.aegismatrix.runner.dashboard;

import org.jspecify.annotations.Nullable;

/** The page and the payload as they are sent, made once for every new payload. Thread-safe. */
class ServedPages {

    private static final int POLL_SECONDS = 15;

    private final PayloadFeed feed;
    private final String payloadName;
    private @Nullable Made made;

    /** @param payloadName where the page finds the payload, from its own address */
    ServedPages(PayloadFeed feed, String payloadName) {
        this.feed = feed;
        this.payloadName = payloadName;
    }

    private record Made(PublishedPayload of, Response page, Response json) {}

    /** The page, of the last good payload. */
    Response page() {
        return made(feed.state().payload()).page();
    }

    /** The payload; while the file holds none, why not. */
    Response payload() {
        PayloadFeed.State state = feed.state();
        return state.trouble()
                .map(trouble -> Response.text(503, trouble))
                .orElseGet(() -> made(state.payload()).json());
    }

    private synchronized Made made(PublishedPayload payload) {
        Made known = made;
        if (known == null || known.of() != payload) {
            DashboardPage page = DashboardPage.served(payload, payloadName, POLL_SECONDS);
            String policy = page.policy() + "; frame-ancestors 'none'";
            known = new Made(
                    payload,
                    Response.found("text/html; charset=utf-8", policy, page.html()),
                    Response.json(payload.json()));
            made = known;
        }
        return known;
    }
}
