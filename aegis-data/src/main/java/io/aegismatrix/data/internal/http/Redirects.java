package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.MarketHttp.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which redirects are followed: to the same host, and never away from encryption. */
final class Redirects {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private static final Pattern CONSENT = Pattern.compile("(^|\\.)(consent|guce)\\.");

    private Redirects() {}

    static boolean isRedirect(Response answer) {
        return STATUSES.contains(answer.status());
    }

    /** Where to go on; empty if that is another host, unencrypted, or nowhere. */
    static Optional<URI> target(Response answer) {
        URI from = answer.uri();
        return answer.header("Location").flatMap(text -> resolve(from, text)).filter(to -> mayFollow(from, to));
    }

    /** What is to be said of a redirect that is not followed. */
    static String told(Response answer) {
        String to = answer.header("Location").orElse("nowhere");
        boolean consent = answer.header("Location")
                .flatMap(text -> resolve(answer.uri(), text))
                .filter(target -> target.getHost() != null
                        && CONSENT.matcher(target.getHost()).find())
                .isPresent();
        // Such an address holds a session of its own, and says nothing that its host does not.
        return consent
                ? answer.status() + " to a consent page (" + to.replaceAll("[?#].*", "")
                        + "): the host asks people from this address for their consent and serves no program there"
                : answer.status() + " to " + to;
    }

    private static Optional<URI> resolve(URI from, String location) {
        try {
            return Optional.of(from.resolve(location.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean mayFollow(URI from, URI to) {
        if (to.getHost() == null || !to.getHost().equalsIgnoreCase(from.getHost())) {
            return false;
        }
        boolean same = from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort();
        boolean upgrade = from.getScheme().equals("http") && "https".equals(to.getScheme());
        return same || upgrade;
    }
}
