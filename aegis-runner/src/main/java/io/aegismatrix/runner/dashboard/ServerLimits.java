package io.aegismatrix.runner.dashboard;

import java.time.Duration;

/**
 * What readers may take of the server. Together the limits bound memory, and the time until everybody is answered or refused;
 * a reader who is slow holds a socket and a buffer until then, never a thread.
 *
 * @param connections answered at once; as many again are told to come back, and whoever comes beyond those is closed
 * @param patience how long a request may take to be whole, an answer to be taken, and the reader to close after the last one
 * @param idle how long a connection may stay without asking anything again
 */
record ServerLimits(int connections, Duration patience, Duration idle) {

    static final ServerLimits DEFAULT = new ServerLimits(2_048, Duration.ofSeconds(3), Duration.ofSeconds(30));

    /** Connections the system may hold ready while others are accepted; Linux allows 4,096. */
    static final int BACKLOG = 4_096;

    /** Threads that read and answer; one would do, but on a busy machine each has its turn. */
    static final int THREADS = 4;

    /** How often a thread looks for connections whose time is over. */
    static final Duration TICK = Duration.ofMillis(250);

    static final int HEAD_BYTES = 32 << 10;
    static final int HEADERS = 100;

    /** What is read and thrown away of a body nobody asked for, so that its sender hears the answer. */
    static final int DRAINED_BYTES = 1 << 20;

    /** After how many seconds a reader who was refused may come back. */
    static final int RETRY_SECONDS = 5;

    ServerLimits {
        if (connections < 1 || patience.isNegative() || patience.isZero() || idle.isNegative()) {
            throw new IllegalArgumentException("limits must be positive, were " + connections + " connections, "
                    + patience + " of patience and " + idle + " idle");
        }
    }
}
