package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DataQuality.Anomaly;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Holds the chosen daily bars against what another source says of the same close. */
final class Reconciliation {

    private Reconciliation() {}

    /** The mismatches beyond a relative tolerance, each with both values. */
    static List<Anomaly> compare(String source, BarSeries bars, List<OfficialClose> closes, double tolerance) {
        return closes.stream()
                .filter(close -> close.instrument().equals(bars.instrument()))
                .map(close -> mismatch(source, bars, close, tolerance))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Anomaly> mismatch(String source, BarSeries bars, OfficialClose official, double tolerance) {
        OptionalInt position = bars.find(official.session());
        if (position.isEmpty()) {
            return Optional.empty();
        }
        double close = bars.bar(position.getAsInt()).close();
        double difference = Math.abs(close / official.close() - 1);
        return difference <= tolerance
                ? Optional.empty()
                : Optional.of(Anomaly.of(
                        AnomalyCode.CLOSE_MISMATCH,
                        String.format(
                                Locale.ROOT,
                                "%s %s: %s closes at %.4f, %s at %.4f; they differ by %.3f %%, tolerance %.3f %%",
                                bars.instrument(),
                                official.session(),
                                source,
                                close,
                                official.source(),
                                official.close(),
                                100 * difference,
                                100 * tolerance)));
    }
}
