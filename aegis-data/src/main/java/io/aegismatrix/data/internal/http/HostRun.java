package io.aegismatrix.data.internal.http;

import java.net.URI;
import java.util.Optional;

/** What one run has done to one host. */
final class HostRun {

    private final String name;
    private int sent;
    private Optional<String> givenUp = Optional.empty();

    HostRun(String name) {
        this.name = name;
    }

    /** Hosts are told apart by name and port. */
    static String name(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    String name() {
        return name;
    }

    int sent() {
        return sent;
    }

    void count() {
        sent++;
    }

    void giveUp(String reason) {
        givenUp = Optional.of(reason);
    }

    Optional<String> givenUp() {
        return givenUp;
    }
}
