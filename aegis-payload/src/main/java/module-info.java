/** The published language: read {@link io.aegismatrix.payload.Payload} first. */
module io.aegismatrix.payload {
    requires transitive io.aegismatrix.data;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires com.networknt.schema;
    requires static transitive org.jspecify;

    exports io.aegismatrix.payload;

    opens io.aegismatrix.payload to
            com.fasterxml.jackson.databind;
}
