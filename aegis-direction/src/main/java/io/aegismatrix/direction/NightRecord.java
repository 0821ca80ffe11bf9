package io.aegismatrix.direction;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.FoldWeights;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.features.label.DirectionClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What would have been published of past nights, fold by fold, and how good it was. */
final class NightRecord {

    private static final int SESSION = 1;

    private final WalkForward plan;
    private final List<Told> told = new ArrayList<>();

    /** One morning: what the model of its fold said, and what base rates did. */
    private record Told(
            int fold,
            NightRows.Row row,
            List<Double> odds,
            List<Double> usual,
            double rising,
            double usuallyRising,
            double factor,
            Map<NightSpan, Double> reaches,
            Map<NightSpan, Boolean> held) {

        double reach(NightSpan span) {
            return reaches.getOrDefault(span, Double.NaN);
        }

        double volatility(double weight) {
            return row.evening() * Math.pow(factor, weight);
        }

        int resolved() {
            return row.row() + SESSION;
        }
    }

    /** Walks through the folds. */
    NightRecord(List<NightRows.Row> rows, WalkForward plan) {
        this.plan = plan;
        for (Fold fold : plan.folds()) {
            List<NightRows.Row> past = rows.stream()
                    .filter(row -> fold.trains(row.row(), row.row() + SESSION))
                    .toList();
            List<NightRows.Row> next =
                    rows.stream().filter(row -> fold.tests(row.row())).toList();
            if (past.size() >= WalkForward.MINIMUM_TRAINING_SESSIONS && !next.isEmpty()) {
                tell(fold, past, next);
            }
        }
        if (told.isEmpty()) {
            throw plan.nothingToTest(NightModel.MODEL);
        }
    }

    private void tell(Fold fold, List<NightRows.Row> past, List<NightRows.Row> next) {
        NightFit fit = NightFit.of(past);
        List<Double> usual = baseRates(past);
        double usuallyRising = rising(past);
        List<Told> known =
                told.stream().filter(one -> one.resolved() < fold.testStart()).toList();
        Map<NightSpan, Double> radii = known.size() < NightSpan.LEAST ? Map.of() : radii(known);
        for (NightRows.Row row : next) {
            Map<NightSpan, Double> reaches = new EnumMap<>(NightSpan.class);
            Map<NightSpan, Boolean> held = new EnumMap<>(NightSpan.class);
            for (NightSpan span : NightSpan.values()) {
                double reach = span.reach(fit, row);
                reaches.put(span, reach);
                Double radius = radii.get(span);
                if (radius != null) {
                    held.put(span, reach <= radius);
                }
            }
            told.add(new Told(
                    fold.number(),
                    row,
                    fit.probabilities(row.inputs(), row.deadZone()),
                    usual,
                    fit.rising(row.inputs()),
                    usuallyRising,
                    fit.factor(row.inputs()),
                    reaches,
                    held));
        }
    }

    private static Map<NightSpan, Double> radii(List<Told> known) {
        Map<NightSpan, Double> radii = new EnumMap<>(NightSpan.class);
        for (NightSpan span : NightSpan.values()) {
            radii.put(span, NightSpan.radius(known, one -> one.reach(span)));
        }
        return radii;
    }

    /** How often each class came. */
    static List<Double> baseRates(List<NightRows.Row> rows) {
        return Stream.of(DirectionClass.values())
                .map(wanted -> share(
                        rows.stream()
                                .filter(row -> row.label() == wanted.position())
                                .count(),
                        rows))
                .toList();
    }

    /** How often the close lay above the open. */
    static double rising(List<NightRows.Row> rows) {
        return share(rows.stream().filter(row -> row.session() > 0).count(), rows);
    }

    private static double share(long count, List<NightRows.Row> rows) {
        return (double) count / rows.size();
    }

    /** How far the intervals of the model of all nights are to reach. */
    Map<NightSpan, Double> radii() {
        return radii(told);
    }

    /** The verdict on the odds of the close. */
    OutOfFold.Verdict odds(List<Double> baseRates) {
        OutOfFold collected = new OutOfFold(NightModel.MODEL);
        told.forEach(one ->
                collected.add(one.fold(), one.row().label(), one.row().row(), one.resolved(), one.odds(), one.usual()));
        return collected.judge(plan, SESSION, baseRates);
    }

    /** The verdict on the odds that the close lies above the open. */
    OutOfFold.Verdict session(double rising) {
        OutOfFold collected = new OutOfFold(NightModel.MODEL);
        told.forEach(one -> collected.add(
                one.fold(),
                one.row().session() > 0 ? 1 : 0,
                one.row().row(),
                one.resolved(),
                List.of(1 - one.rising(), one.rising()),
                List.of(1 - one.usuallyRising(), one.usuallyRising())));
        return collected.judge(plan, SESSION, List.of(1 - rising, rising));
    }

    /**
     * How good the volatility was beside the evening's.
     *
     * @param weight exponent of the factor in what is published
     * @param skill against the evening's forecast
     * @param track the losses behind it
     * @param published what would have been, by history row of the decision
     */
    record Volatility(double weight, Skill skill, OutcomeTrack track, Map<Integer, Double> published) {

        Volatility {
            published = Map.copyOf(published);
        }
    }

    Volatility volatility() {
        FoldWeights weights = FoldWeights.of(plan, new Resolved(told), SESSION, FoldWeights.Proof.GAIN);
        double[] losses = new double[told.size()];
        double[] usual = new double[told.size()];
        Map<Integer, Double> published = new TreeMap<>();
        for (int i = 0; i < losses.length; i++) {
            Told one = told.get(i);
            double stated = one.volatility(weights.inForce(one.fold()));
            published.put(one.row().row(), stated);
            losses[i] = Losses.qlike(stated, one.row().realized());
            usual[i] = Losses.qlike(one.row().evening(), one.row().realized());
        }
        return new Volatility(
                weights.last(),
                Skill.of(losses, usual, SESSION),
                OutcomeTrack.ofLosses(SESSION, rows(told), resolved(told), losses, usual),
                Collections.unmodifiableMap(published));
    }

    /** How often an interval held. */
    OutcomeTrack held(NightSpan span) {
        List<Told> stated =
                told.stream().filter(one -> one.held().containsKey(span)).toList();
        return OutcomeTrack.ofHits(
                SESSION,
                rows(stated),
                resolved(stated),
                stated.stream()
                        .mapToDouble(one -> one.held().getOrDefault(span, false) ? 1 : 0)
                        .toArray());
    }

    private static int[] rows(List<Told> told) {
        return told.stream().mapToInt(one -> one.row().row()).toArray();
    }

    private static int[] resolved(List<Told> told) {
        return told.stream().mapToInt(Told::resolved).toArray();
    }

    private record Resolved(List<Told> told) implements FoldWeights.Resolved {

        @Override
        public int size() {
            return told.size();
        }

        @Override
        public int fold(int forecast) {
            return told.get(forecast).fold();
        }

        @Override
        public int resolved(int forecast) {
            return told.get(forecast).resolved();
        }

        @Override
        public double loss(int forecast, double weight) {
            return Losses.qlike(
                    told.get(forecast).volatility(weight),
                    told.get(forecast).row().realized());
        }

        @Override
        public double baselineLoss(int forecast) {
            return loss(forecast, 0);
        }
    }
}
