package io.aegismatrix.data.internal;

import io.aegismatrix.data.SessionHours;
import java.time.Instant;
import java.util.List;

/** When a session's variance usually arrives: an overnight share, then shares of equal stretches of the session. */
final class VarianceProfile {

    private final double overnight;
    private final double[] end;
    private final double[] cumulative;

    private VarianceProfile(List<double[]> rows) {
        overnight = rows.get(0)[2];
        List<double[]> blocks = rows.subList(1, rows.size());
        double length = blocks.get(blocks.size() - 1)[1];
        end = new double[blocks.size()];
        cumulative = new double[blocks.size()];
        double sum = 0;
        for (int i = 0; i < end.length; i++) {
            sum += blocks.get(i)[2];
            end[i] = blocks.get(i)[1] / length;
            cumulative[i] = sum;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("the session's variance shares must sum to 1, was " + sum);
        }
    }

    static VarianceProfile load(String resource) {
        return new VarianceProfile(ResourceTable.read(resource, row -> new double[] {
            Double.parseDouble(row.getField("start_minute")),
            Double.parseDouble(row.getField("end_minute")),
            Double.parseDouble(row.getField("share"))
        }));
    }

    /** Share of close-to-close variance that has arrived by the open. */
    double overnight() {
        return overnight;
    }

    /** Where continuous trading ends on a session whose close comes from an auction, as a fraction of the profile. */
    double auctionStart() {
        return end[end.length - 2];
    }

    /** The fraction of the profile that a moment of a session stands for: the auction's jump is the profile's last row. */
    double position(SessionHours hours, Instant moment) {
        double moved = hours.moved(moment).toMillis()
                / (double) hours.moved(hours.indexStop()).toMillis();
        return hours.hasAuction() ? moved * auctionStart() : moved;
    }

    /** Share of close-to-close variance that has arrived when the fraction {@code elapsed} of the session has passed. */
    double shareAt(double elapsed) {
        return overnight + (1 - overnight) * sessionShareAt(elapsed);
    }

    /** Share of open-to-close variance that has arrived when the fraction {@code elapsed} of the session has passed. */
    double sessionShareAt(double elapsed) {
        double start = 0;
        double before = 0;
        for (int i = 0; i < end.length; i++) {
            if (elapsed <= end[i]) {
                return before + (cumulative[i] - before) * Math.max(0, elapsed - start) / (end[i] - start);
            }
            start = end[i];
            before = cumulative[i];
        }
        return 1;
    }
}
