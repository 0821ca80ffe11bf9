package io.aegismatrix.runner.process;

import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a payload adds to the metrics of its run. */
public final class RunFigures {

    private RunFigures() {}

    /** Figures by metric name. */
    public static SortedMap<String, Double> of(Payload payload) {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("aegis_data_completeness_ratio", payload.dataQuality().completeness());
        figures.put("aegis_data_staleness_seconds", seconds(Duration.between(payload.asOf(), payload.generatedAt())));
        payload.models().stream()
                .mapToInt(ModelRef::ageDays)
                .max()
                .ifPresent(oldest -> figures.put("aegis_model_age_days_max", (double) oldest));
        figures.put("aegis_models", (double) payload.models().size());
        return figures;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
