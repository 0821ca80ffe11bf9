package io.aegismatrix.direction.internal;

import io.aegismatrix.features.FeatureFrame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network's input before it is standardized: one row a session whose features are all known, oldest first, in the
 * order of a stated list of features. Immutable.
 *
 * <p>Sessions with an unknown feature are left out, so a sequence is the last {@value #WINDOW} known sessions; it is used
 * only if no more than {@value #MOST_LEFT_OUT} sessions are missing between its ends.
 */
public final class SequenceTable {

    /** Sessions of a sequence. */
    public static final int WINDOW = 60;

    /** Most sessions that may be missing inside a sequence. */
    public static final int MOST_LEFT_OUT = 6;

    /** What the network sees of a session. */
    public static final List<String> FEATURES = List.of(
            "log_return_1",
            "overnight_gap",
            "open_to_close",
            "close_location",
            "log_return_5",
            "log_return_20",
            "log_return_60",
            "log_har_1",
            "log_har_5",
            "log_har_22",
            "volatility_ratio_5_66",
            "volatility_of_volatility_22",
            "downside_semivariance_share_22",
            "negative_shock_1",
            "log_vix",
            "vix_change_1",
            "vix_change_5",
            "vix_z_score_60",
            "vix_percentile_252",
            "log_variance_risk_premium",
            "rsi_14",
            "macd_histogram",
            "adx_14",
            "sma_distance_20",
            "sma_distance_50",
            "sma_distance_200",
            "bollinger_percent_b_20",
            "true_range_to_atr",
            "drawdown_252",
            "sessions_to_monthly_expiry");

    private final int[] historyRows;
    private final int[] positions;
    private final double[][] values;

    private SequenceTable(int[] historyRows, int[] positions, double[][] values) {
        this.historyRows = historyRows;
        this.positions = positions;
        this.values = values;
    }

    /** The complete rows of a frame, only the given features of them. */
    public static SequenceTable of(FeatureFrame frame, List<String> features) {
        return of(frame, features, 0);
    }

    /** The same of the newest sessions only: those that a sequence ending at the last row can hold. */
    public static SequenceTable newest(FeatureFrame frame, List<String> features) {
        return of(frame, features, Math.max(0, frame.rows() - WINDOW - MOST_LEFT_OUT));
    }

    private static SequenceTable of(FeatureFrame frame, List<String> features, int first) {
        int[] columns = features.stream().mapToInt(frame.schema()::indexOf).toArray();
        int[] rows =
                IntStream.range(first, frame.rows()).filter(frame::complete).toArray();
        int[] positions = new int[frame.rows()];
        Arrays.fill(positions, -1);
        double[][] values = new double[rows.length][columns.length];
        for (int position = 0; position < rows.length; position++) {
            positions[rows[position]] = position;
            for (int column = 0; column < columns.length; column++) {
                values[position][column] = frame.value(rows[position], columns[column]);
            }
        }
        return new SequenceTable(rows, positions, values);
    }

    /** Number of known sessions. */
    int size() {
        return values.length;
    }

    /** One value by position in the table. */
    double value(int position, int column) {
        return values[position][column];
    }

    /** Position of a history row in the table; −1 if a feature of it is unknown. */
    public int position(int historyRow) {
        return positions[historyRow];
    }

    /** Whether a sequence can end at a history row. */
    public boolean ends(int historyRow) {
        int position = positions[historyRow];
        return position >= WINDOW - 1 && historyRow - historyRows[position - WINDOW + 1] <= WINDOW - 1 + MOST_LEFT_OUT;
    }

    /** First history row at which a sequence can end; the size of the history if there is none. */
    public int firstEnd() {
        return IntStream.range(0, positions.length)
                .filter(this::ends)
                .findFirst()
                .orElse(positions.length);
    }
}
