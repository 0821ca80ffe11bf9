package io.aegismatrix.data;

import io.aegismatrix.data.DataQuality.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is left out of a snapshot, and why. */
final class Findings {

    private static final int EXAMPLES = 3;

    private final List<Anomaly> anomalies = new ArrayList<>();

    /** Tells of bars left out: their number and the newest of them. */
    void leftOut(AnomalyCode code, String what, List<?> examples) {
        if (!examples.isEmpty()) {
            note(code, what.formatted(examples.size()) + newest(examples));
        }
    }

    void note(AnomalyCode code, String detail) {
        anomalies.add(Anomaly.of(code, detail));
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }

    /** The newest of ascending findings, as the end of a sentence. */
    static String newest(List<?> found) {
        return found.subList(Math.max(0, found.size() - EXAMPLES), found.size()).stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "; newest ", ""));
    }
}
