package io.aegismatrix.engine.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a forecast is judged as: the columns of a joint forecast are one target. In the order of their names. */
public enum Target implements Subject {
    /** Whether the session breaks out. */
    BREAKOUT_PROBABILITY(Form.EVENT),
    /** Whether the close ends beyond a distance on either side. */
    CLOSE_BEYOND_PROBABILITY(Form.EVENT),
    /** A range the close ends in. */
    CLOSE_RANGE(Form.RANGE),
    /** Down, neutral or up. */
    DIRECTION(Form.CLASSES),
    /** Size of the move, log return. */
    EXPECTED_ABS_MOVE(Form.NUMBER),
    /** Whether a straddle pays more than it costs. */
    LONG_STRADDLE_WIN_PROBABILITY(Form.EVENT),
    /** A range the whole path stays in. */
    PATH_RANGE(Form.RANGE),
    /** Down, neutral or up of the session about to open. */
    PREOPEN_DIRECTION(Form.CLASSES),
    /** Realised volatility of the session about to open, annualised decimal. */
    PREOPEN_VOLATILITY(Form.NUMBER),
    /** Realised volatility, annualised decimal. */
    REALIZED_VOLATILITY(Form.NUMBER),
    /** Low, medium or high volatility. */
    REGIME(Form.CLASSES),
    /** Whether a spike goes up. */
    SPIKE_UP_PROBABILITY(Form.EVENT),
    /** Whether the path touches a distance on either side. */
    TOUCH_EITHER_PROBABILITY(Form.EVENT),
    /** Whether a calm market breaks. */
    TRAP_PROBABILITY(Form.EVENT);

    /** What kind of statement a target is. */
    public enum Form {
        /** One of several classes. */
        CLASSES,
        /** A yes or no. */
        EVENT,
        /** A number. */
        NUMBER,
        /** Two ends. */
        RANGE
    }

    private final Form form;

    Target(Form form) {
        this.form = form;
    }

    /** What kind of statement it is. */
    public Form form() {
        return form;
    }

    /** Whether it is forecast in the morning of the session it is about, and so dated by that and not by the one before. */
    public boolean ofMorning() {
        return this == PREOPEN_DIRECTION || this == PREOPEN_VOLATILITY;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The target of a name; empty for one that this version does not know. */
    public static Optional<Target> find(String text) {
        return Arrays.stream(values())
                .filter(target -> target.text().equals(text))
                .findFirst();
    }
}
