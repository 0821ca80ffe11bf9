package io.aegismatrix.runner.alerts;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.SafeRange;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the market comes near the end of the range that is watched. Near begins at one share of the way to it and ends
 * at a smaller one, so that a market at the border does not tell twice a day; what was touched stays touched until the range
 * is over.
 */
final class RangeRule {

    /** What is watched by this rule. */
    static final String KEY = "range";

    private static final String INSIDE = "INSIDE";
    private static final String NEAR = "NEAR_";
    private static final String TOUCHED = "TOUCHED_";

    private final double near;
    private final double clear;
    private final TradingCalendar calendar;

    /** @param near share of the way from which on the end is near; {@code clear} the share below which it no longer is */
    RangeRule(double near, double clear, TradingCalendar calendar) {
        this.near = near;
        this.clear = clear;
        this.calendar = calendar;
    }

    /** The range to watch: the one before until its sessions are over, then the one the payload states. */
    Optional<StatedRange> watched(Optional<StatedRange> before, Payload payload) {
        return before.filter(range -> !isOver(range, payload.session().date())).or(() -> stated(payload));
    }

    private boolean isOver(StatedRange range, LocalDate day) {
        return day.isBefore(range.stated()) || calendar.sessionsBetween(range.stated(), day, day) > range.sessions();
    }

    private static Optional<StatedRange> stated(Payload payload) {
        double spot = payload.market().spot();
        return payload.seller()
                .safeRange()
                .find()
                .filter(range -> range.lower() < spot && spot < range.upper())
                .map(range -> of(range, payload.session().date(), spot));
    }

    private static StatedRange of(SafeRange range, LocalDate day, double spot) {
        return new StatedRange(day, range.horizonSessions(), range.level(), spot, range.lower(), range.upper());
    }

    /** How a price stands in a range, by how it stood before. */
    Condition judge(StatedRange range, double price, String before) {
        String side = price >= range.spot() ? "UPPER" : "LOWER";
        double way = range.wayTo(price);
        String state = INSIDE;
        if (before.startsWith(TOUCHED)) {
            state = before;
        } else if (way >= 1) {
            state = TOUCHED + side;
        } else if (way >= near || (way >= clear && before.equals(NEAR + side))) {
            state = NEAR + side;
        }
        String text = String.format(Locale.ROOT, "headline range %s: %s, spot %.2f", range.text(), words(state), price);
        return new Condition(KEY, state, text, true);
    }

    private static String words(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
