package io.aegismatrix.engine.volatility;

/** Simple forecasts of realised volatility that any better one must be compared with. */
public enum VolatilityBaseline {
    /** Exponentially weighted mean of the daily variance proxy, decay 0.94 (RiskMetrics 1996); the same at any horizon. */
    EWMA("EWMA 0.94"),
    /** GARCH(1,1) on close-to-close returns (Bollerslev 1986), as it comes. */
    GARCH("GARCH(1,1)"),
    /** GJR-GARCH(1,1,1) on close-to-close returns (Glosten, Jagannathan and Runkle 1993), as it comes. */
    GJR_GARCH("GJR-GARCH"),
    /** The volatility index as it is quoted; the same at any horizon. */
    VIX("VIX"),
    /** The log-HAR regression on realised volatility over 1, 5 and 22 sessions alone (Corsi 2009). */
    HAR("HAR");

    private final String title;

    VolatilityBaseline(String title) {
        this.title = title;
    }

    /** Name for reports. */
    public String title() {
        return title;
    }
}
