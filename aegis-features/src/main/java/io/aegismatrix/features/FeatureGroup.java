package io.aegismatrix.features;

/** What a feature speaks about. */
public enum FeatureGroup {
    RETURNS,
    REALIZED_VOLATILITY,
    IMPLIED_VOLATILITY,
    MOMENTUM,
    TREND,
    RANGE,
    SHAPE,
    CALENDAR,
    CROSS_ASSET
}
