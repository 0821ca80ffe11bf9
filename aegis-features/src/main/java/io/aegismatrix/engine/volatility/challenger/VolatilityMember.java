package io.aegismatrix.engine.volatility.challenger;

import io.aegismatrix.engine.volatility.VolatilityForecast;
import java.util.Locale;

/** The forecasters of realised volatility that are weighed against each other, the one to beat first. */
public enum VolatilityMember {
    /** The log-HAR regression with the volatility index and leverage: {@link VolatilityForecast}. */
    HAR_X(0),
    /** The volatility index times what realised volatility used to be of it. */
    SCALED_VIX(1),
    /** GJR-GARCH(1,1,1) on close-to-close returns, brought to the level of realised volatility. */
    GJR_GARCH(2),
    /** HAR-X times what boosted trees expect realised volatility to be of it. */
    BOOSTED_TREES(3);

    private final int position;

    VolatilityMember(int position) {
        this.position = position;
    }

    /** Name in lower case, for files and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Place in rows of forecasts and weights. */
    int position() {
        return position;
    }
}
