package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dashboard as one HTML page: payload, script, style and charts inside, and a content security policy that lets
 * nothing else run and nothing out.
 */
public final class DashboardPage {

    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    private final String html;
    private final String policy;

    private DashboardPage(String html, String policy) {
        this.html = html;
        this.policy = policy;
    }

    /** A page to open from disk: it asks nothing of any network. */
    public static DashboardPage file(PublishedPayload payload, PriceBars bars) {
        return of(payload, bars, "{\"payload\":null,\"past\":null,\"every_seconds\":0}", "'none'");
    }

    /**
     * The same page, which asks the server it came from for a newer payload at {@code address} every so many seconds, and for
     * past ones where there are any.
     */
    static DashboardPage served(
            PublishedPayload payload, PriceBars bars, String address, Optional<String> past, int everySeconds) {
        String settings = "{\"payload\":\"" + address + "\",\"past\":"
                + past.map(place -> "\"" + place + "\"").orElse("null") + ",\"every_seconds\":" + everySeconds + "}";
        return of(payload, bars, settings, "'self'");
    }

    private static DashboardPage of(PublishedPayload payload, PriceBars bars, String settings, String connections) {
        String style = PageParts.style();
        String script = PageParts.script();
        String charts = PageParts.charts();
        String last = PageParts.lastScript();
        String policy =
                "default-src 'none'; script-src " + hashes(script, charts, last) + "; style-src " + hashes(style)
                        + "; img-src data:; connect-src " + connections + "; base-uri 'none'; form-action 'none'";
        Map<String, String> parts = Map.ofEntries(
                Map.entry("policy", policy),
                Map.entry("style", style),
                Map.entry("payload", data(payload.json())),
                Map.entry("bars", data(bars.json())),
                Map.entry("settings", data(settings)),
                Map.entry("words", data(PageParts.words())),
                Map.entry("catalogue", data(PageParts.catalogue())),
                Map.entry("page", script),
                Map.entry("echarts", charts),
                Map.entry("draw", last));
        return new DashboardPage(fill(parts), policy);
    }

    // One pass: what a part holds is never taken for a place.
    private static String fill(Map<String, String> parts) {
        return PLACE.matcher(PageParts.template())
                .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
    }

    /** JSON inside a script element: without an opening bracket nothing in it can end the element. */
    private static String data(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String hashes(String... texts) {
        return Stream.of(texts)
                .map(text -> "'sha256-" + Base64.getEncoder().encodeToString(digest(text)) + "'")
                .collect(Collectors.joining(" "));
    }

    private static byte[] digest(String text) {
        return Hashing.sha256().hashString(text, UTF_8).asBytes();
    }

    /** The page, to be written as UTF-8. */
    public String html() {
        return html;
    }

    /** The page's content security policy, for a server to send as a header too. */
    String policy() {
        return policy;
    }
}
