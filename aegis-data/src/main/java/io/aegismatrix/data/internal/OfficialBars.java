package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The exchange's own bars over a vendor's: where both have a session the official bar is used, and sessions that the vendor
 * lacks are filled. What the vendor said instead is not lost.
 *
 * @param bars what to use
 * @param overruled the vendor's bars of which the official ones differ in a price, ascending
 */
public record OfficialBars(BarSeries bars, List<DailyBar> overruled) {

    /**
     * What a source says of a session.
     *
     * @param source who says so
     * @param bar its bar
     */
    public record Said(String source, DailyBar bar) {}

    /** Copies the list. */
    public OfficialBars {
        overruled = List.copyOf(overruled);
    }

    /** Puts the official bars over the others; where there are others, their first says where the history begins. */
    public static OfficialBars over(BarSeries vendor, BarSeries official) {
        if (official.isEmpty()) {
            return new OfficialBars(vendor, List.of());
        }
        NavigableMap<LocalDate, DailyBar> all = new TreeMap<>();
        vendor.bars().forEach(bar -> all.put(bar.session(), bar));
        List<DailyBar> overruled = new ArrayList<>();
        BarSeries own =
                vendor.isEmpty() ? official : official.from(vendor.bar(0).session());
        for (DailyBar bar : own.bars()) {
            DailyBar before = all.get(bar.session());
            if (before == null) {
                all.put(bar.session(), bar);
            } else if (!DailyFiles.samePrices(before, bar)) {
                all.put(bar.session(), bar);
                overruled.add(before);
            }
        }
        return new OfficialBars(BarSeries.of(vendor.instrument(), List.copyOf(all.values())), overruled);
    }

    /** The closes overruled that differ beyond a relative tolerance; empty if none does. */
    public Optional<Anomaly> told(String source, double tolerance) {
        return told(bars, overruled.stream().map(bar -> new Said(source, bar)).toList(), tolerance);
    }

    /** Tells of closes that differ from the official ones among {@code used} beyond a relative tolerance. */
    public static Optional<Anomaly> told(BarSeries used, List<Said> overruled, double tolerance) {
        List<String> told = new ArrayList<>();
        for (Said said : overruled) {
            OptionalInt position = used.find(said.bar().session());
            if (position.isPresent()) {
                double official = used.bar(position.getAsInt()).close();
                double difference = Math.abs(said.bar().close() / official - 1);
                if (difference > tolerance) {
                    told.add(String.format(
                            Locale.ROOT,
                            "%s %s: %s closes at %.4f, the exchange's own file at %.4f, which is used; they differ by"
                                    + " %.3f %%, tolerance %.3f %%",
                            used.instrument(),
                            said.bar().session(),
                            said.source(),
                            said.bar().close(),
                            official,
                            100 * difference,
                            100 * tolerance));
                }
            }
        }
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(Anomaly.of(AnomalyCode.CLOSE_MISMATCH, Examples.of(told, "closes differ")));
    }
}
