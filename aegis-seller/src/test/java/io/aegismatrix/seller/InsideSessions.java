package io.aegismatrix.seller;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.BreachPoint;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.SellerOutlook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an engine says at one time of every session of a year about the rest of that session, and what came of it. */
final class InsideSessions {

    private static final int LEAST_BARS = 60;
    private static final double DISTANCE = 0.005;

    private final List<SellerOutlook> outlooks = new ArrayList<>();
    private final List<double[]> reached = new ArrayList<>();
    private final List<Double> spots = new ArrayList<>();

    static InsideSessions of(SellerEngine engine, MarketSnapshot all, int year, LocalTime time) {
        InsideSessions inside = new InsideSessions();
        sessions(all, year).forEach((session, bars) -> {
            Instant at = session.atTime(time).atZone(all.calendar().zone()).toInstant();
            FeatureSet features = FeatureSet.forForecast(all.cutAt(at));
            inside.outlooks.add(engine.evaluate(features));
            inside.spots.add(features.now().spot());
            inside.reached.add(new double[] {
                bars.stream()
                        .filter(bar -> !bar.start().isBefore(at))
                        .mapToDouble(IntradayBar::low)
                        .min()
                        .orElseThrow(),
                bars.stream()
                        .filter(bar -> !bar.start().isBefore(at))
                        .mapToDouble(IntradayBar::high)
                        .max()
                        .orElseThrow()
            });
        });
        return inside;
    }

    private static SortedMap<LocalDate, List<IntradayBar>> sessions(MarketSnapshot all, int year) {
        SortedMap<LocalDate, List<IntradayBar>> sessions = new TreeMap<>();
        for (IntradayBar bar : all.intraday().orElseThrow().bars()) {
            LocalDate session = bar.start().atZone(all.calendar().zone()).toLocalDate();
            if (session.getYear() == year) {
                sessions.computeIfAbsent(session, one -> new ArrayList<>()).add(bar);
            }
        }
        sessions.values().removeIf(bars -> bars.size() < LEAST_BARS);
        return sessions;
    }

    int sessions() {
        return outlooks.size();
    }

    /** Share of sessions whose rest stayed inside the path range of a level. */
    double held(double level) {
        int held = 0;
        for (int i = 0; i < outlooks.size(); i++) {
            RangeForecast range = outlooks.get(i).ranges().get().stream()
                    .filter(one -> one.kind() == RangeKind.PATH && one.horizonSessions() == 1)
                    .filter(one -> one.expiry().isEmpty() && one.level() == level)
                    .findFirst()
                    .orElseThrow();
            held += range.lower() <= reached.get(i)[0] && reached.get(i)[1] <= range.upper() ? 1 : 0;
        }
        return (double) held / outlooks.size();
    }

    /** Mean odds stated of a touch of half a percent. */
    double said() {
        return outlooks.stream()
                .flatMap(outlook -> outlook.breach().get().breachSurface().stream())
                .filter(point -> point.horizonSessions() == 1 && point.distanceFraction() == DISTANCE)
                .mapToDouble(BreachPoint::probability)
                .average()
                .orElseThrow();
    }

    /** Share of sessions that touched it. */
    double came() {
        int came = 0;
        for (int i = 0; i < outlooks.size(); i++) {
            double spot = spots.get(i);
            boolean touched = reached.get(i)[0] <= spot * (1 - DISTANCE) || reached.get(i)[1] >= spot * (1 + DISTANCE);
            came += touched ? 1 : 0;
        }
        return (double) came / outlooks.size();
    }
}
