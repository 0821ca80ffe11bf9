/** Which way, how far: read {@link io.aegismatrix.direction.DirectionEngine} first. */
// DJL, which trains the network, has automatic modules only.
@SuppressWarnings({"module", "requires-automatic"})
module io.aegismatrix.direction {
    requires transitive io.aegismatrix.features;
    requires transitive io.aegismatrix.payload;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires static ai.djl.api;
    requires static ai.djl.pytorch_engine;
    requires static transitive org.jspecify;

    exports io.aegismatrix.direction;
    exports io.aegismatrix.direction.internal to
            io.aegismatrix.runner;

    // What an output is made of at each horizon is a file of records.
    opens io.aegismatrix.direction to
            com.fasterxml.jackson.databind;
    opens io.aegismatrix.direction.internal to
            com.fasterxml.jackson.databind;
}
