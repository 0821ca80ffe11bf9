package io.aegismatrix.runner.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;

/** Paths as the page writes them, such as {@code seller.ranges[3].lower}. */
final class PayloadPath {

    private PayloadPath() {}

    /** The value there; a missing node if there is none. */
    static JsonNode at(JsonNode payload, String path) {
        JsonNode value = payload;
        for (String step : Splitter.onPattern("[.\\[\\]]+").omitEmptyStrings().split(path)) {
            value = value.isArray() ? value.path(Integer.parseInt(step)) : value.path(step);
        }
        return value;
    }
}
