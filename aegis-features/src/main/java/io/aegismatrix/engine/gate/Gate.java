package io.aegismatrix.engine.gate;

/** The gates on the way of a trained engine into use. */
public enum Gate {
    /** Every weight and score is a finite number, and the files parse back. */
    FINITE("finite"),
    /** What it says obeys the laws of its outputs: probabilities sum to 1, odds fall with distance, ranges are nested. */
    PROPERTIES("properties"),
    /** What would have been published lost no more than the baseline, beyond luck. */
    SKILL("skill"),
    /** What would have been published lost no more than what the engine in use would have, beyond luck. */
    CHAMPION("champion");

    private final String id;

    Gate(String id) {
        this.id = id;
    }

    /** Name in lower case, for tables and messages. */
    public String id() {
        return id;
    }
}
