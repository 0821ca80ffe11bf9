/** What the market said, and as of when: read {@link io.aegismatrix.data.MarketSource} first. */
// Commons Math has no module name of its own. The libraries of network and store have, but only who uses them needs
// them. The modules that an internal package is exported to come later in the build.
@SuppressWarnings({"module", "requires-automatic"})
module io.aegismatrix.data {
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires commons.math3;
    requires de.siegmar.fastcsv;
    requires org.slf4j;
    requires static transitive org.jspecify;

    // The local store, and what comes over the network.
    requires static java.sql;
    requires static org.xerial.sqlitejdbc;
    requires static java.net.http;
    requires static methanol;
    requires static io.github.resilience4j.circuitbreaker;
    requires static io.github.resilience4j.core;
    requires static io.github.resilience4j.ratelimiter;
    requires static io.github.resilience4j.retry;

    exports io.aegismatrix.data;
    exports io.aegismatrix.data.library;
    exports io.aegismatrix.data.source;
    exports io.aegismatrix.data.io to
            io.aegismatrix.features,
            io.aegismatrix.payload,
            io.aegismatrix.runner;
}
