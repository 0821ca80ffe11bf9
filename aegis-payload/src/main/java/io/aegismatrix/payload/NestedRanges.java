package io.aegismatrix.payload;

import java.util.List;

/**
 * The rule that a surer range, and a longer one that holds along the whole path, contains the other, as they are
 * published: what no decimal shows is arithmetic.
 */
final class NestedRanges {

    private NestedRanges() {}

    static void require(List<RangeForecast> ranges) {
        for (RangeForecast outer : ranges) {
            for (RangeForecast inner : ranges) {
                if (mustContain(outer, inner) && !contains(outer, inner)) {
                    throw new IllegalArgumentException(describe(outer) + " must contain " + describe(inner));
                }
            }
        }
    }

    private static boolean mustContain(RangeForecast outer, RangeForecast inner) {
        if (outer.kind() != inner.kind()) {
            return false;
        }
        boolean sameHorizon = outer.horizonSessions() == inner.horizonSessions()
                && outer.expiry().equals(inner.expiry());
        if (sameHorizon) {
            return outer.level() > inner.level();
        }
        return outer.kind() == RangeKind.PATH
                && outer.level() == inner.level()
                && outer.expiry().isPresent() == inner.expiry().isPresent()
                && outer.horizonSessions() > inner.horizonSessions();
    }

    private static boolean contains(RangeForecast outer, RangeForecast inner) {
        return Decimals.points(outer.lower()) <= Decimals.points(inner.lower())
                && Decimals.points(outer.upper()) >= Decimals.points(inner.upper());
    }

    private static String describe(RangeForecast range) {
        return range.kind() + " range at level " + range.level() + " over " + range.horizonSessions() + " sessions ["
                + range.lower() + ", " + range.upper() + "]";
    }
}
