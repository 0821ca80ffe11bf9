package io.aegismatrix.runner.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The daily bars the page draws its ranges beside. They are no part of the payload: whoever makes the page gets them from the
 * market's source, as of the payload's moment.
 *
 * @param bars a list {@code [date, open, high, low, close]} each, ascending
 * @param step distance of the index's strikes, points; 0 if it is not known
 * @param reason why there are none; null if there are
 */
public record PriceBars(
        List<List<Object>> bars, double step, @Nullable String reason) {

    /** About four months. */
    private static final int SHOWN = 80;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the list. */
    public PriceBars {
        bars = List.copyOf(bars);
    }

    /** The newest bars of a series. */
    public static PriceBars of(BarSeries series, double step) {
        List<DailyBar> all = series.bars();
        return new PriceBars(
                all.subList(Math.max(0, all.size() - SHOWN), all.size()).stream()
                        .map(PriceBars::bar)
                        .toList(),
                step,
                all.isEmpty() ? series.instrument() + " has no daily bars" : null);
    }

    private static List<Object> bar(DailyBar bar) {
        return List.of(bar.session().toString(), bar.open(), bar.high(), bar.low(), bar.close());
    }

    /** No bars, and why. */
    public static PriceBars none(double step, String reason) {
        return new PriceBars(List.of(), step, reason);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("bars are lists of texts and numbers", e);
        }
    }
}
