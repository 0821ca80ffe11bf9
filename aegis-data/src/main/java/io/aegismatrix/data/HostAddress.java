package io.aegismatrix.data;

import java.net.URI;
import java.util.List;

/** Addresses of the hosts that are asked: scheme, host and port, nothing else. */
final class HostAddress {

    private HostAddress() {}

    /** The address. @throws IllegalArgumentException if it is none, or holds more */
    static URI require(URI base, String name) {
        // No client sends them, and addresses are quoted wherever a request is told of. Not quoted here: they are
        // secrets.
        if (base.toString().contains("@") || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    name + ": base must be http(s)://host[:port], and had a user, a password or a query");
        }
        String scheme = String.valueOf(base.getScheme());
        String path = String.valueOf(base.getPath());
        if (!List.of("http", "https").contains(scheme)
                || base.getHost() == null
                || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException(
                    name + ": base must be http(s)://host[:port] without a path, was '" + base + "'");
        }
        return base;
    }

    /** Hosts are told apart by name and port. */
    static String name(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    /** Whether what is sent there can be read by nobody on the way. */
    static boolean isPrivate(URI base) {
        return "https".equals(base.getScheme())
                || List.of("localhost", "127.0.0.1", "[::1]").contains(base.getHost());
    }
}
