package io.aegismatrix.engine.gate;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.metric.LossComparison;
import io.aegismatrix.engine.metric.MultipleTests;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gates that need nothing but a trained engine's files: finite numbers, skill, and the engine in use. What the engine
 * says about a market is checked by whoever can evaluate it.
 *
 * <p>Skill and champion are tests of dated walk-forward losses (Diebold and Mariano, HAC, one-sided). An engine has a
 * dozen outputs and is kept or refused as a whole, so p-values are adjusted for their number (Holm) and held against
 * {@value #LEVEL}: a training no worse than its rival is refused by bad luck at most once in twenty. The tolerance of the
 * skill gate is therefore sampling error: published forecasts are shrunk by what earlier folds knew, and cost a little
 * in the folds that taught better; a fixed margin would either refuse such noise or let a real loss of long records pass.
 */
public final class ModelGates {

    /** Largest chance of refusing an engine that is as good as what it is compared with. */
    public static final double LEVEL = 0.05;

    private ModelGates() {}

    /** Whether every weight and score is finite and the files parse back. */
    public static GateResult finite(ModelBundle bundle) {
        return FiniteGate.check(bundle);
    }

    /** Whether any output lost more than its baseline by more than luck. An output without a dated record fails. */
    public static GateResult skill(ModelBundle bundle) {
        EngineId engine = bundle.manifest().engine();
        SortedMap<String, LossComparison> losses = new TreeMap<>();
        try {
            OutcomeTracks tracks = OutcomeTracks.of(bundle);
            for (OutputScore score : scores(bundle)) {
                OutcomeTrack track = tracks.track(score.output());
                track.againstBaseline().ifPresent(comparison -> losses.put(score.output(), comparison));
            }
        } catch (ModelException e) {
            return GateResult.failed(Gate.SKILL, engine, String.valueOf(e.getMessage()));
        }
        return losses.isEmpty()
                ? GateResult.passed(Gate.SKILL, engine, "too few outcomes to tell anything")
                : worst(Gate.SKILL, bundle, losses, "its baseline");
    }

    /**
     * Whether any output lost more than that of the engine in use, each beside its own baseline, on the sessions both
     * forecast out of sample, by more than luck. Outputs scored in another metric or against another baseline, and sessions
     * only one of them has, do not count.
     *
     * @param champion the engine in use; empty if there is none, which passes
     */
    public static GateResult champion(ModelBundle challenger, Optional<ModelBundle> champion) {
        EngineId engine = challenger.manifest().engine();
        if (champion.isEmpty()) {
            return GateResult.passed(Gate.CHAMPION, engine, "there is none yet");
        }
        ModelBundle inUse = champion.get();
        String name = inUse.manifest().version();
        if (name.equals(challenger.manifest().version())) {
            return GateResult.passed(Gate.CHAMPION, engine, "it is the same as " + name);
        }
        if (!inUse.manifest().underlying().equals(challenger.manifest().underlying())) {
            return GateResult.failed(
                    Gate.CHAMPION,
                    engine,
                    name + " is of " + inUse.manifest().underlying() + ", this one of "
                            + challenger.manifest().underlying() + ": give every index a models folder of its own");
        }
        SortedMap<String, LossComparison> losses = new TreeMap<>();
        try {
            OutcomeTracks tracks = OutcomeTracks.of(challenger);
            OutcomeTracks others = OutcomeTracks.of(inUse);
            for (String output : commonOutputs(challenger, inUse)) {
                tracks.against(others, output).ifPresent(comparison -> losses.put(output, comparison));
            }
        } catch (ModelException e) {
            return GateResult.failed(Gate.CHAMPION, engine, String.valueOf(e.getMessage()));
        }
        return losses.isEmpty()
                ? GateResult.passed(Gate.CHAMPION, engine, "too few sessions in common with " + name)
                : worst(Gate.CHAMPION, challenger, losses, name);
    }

    private static List<OutputScore> scores(ModelBundle bundle) {
        return bundle.manifest().models().stream()
                .flatMap(card -> card.outputs().stream())
                .toList();
    }

    private static List<String> commonOutputs(ModelBundle challenger, ModelBundle champion) {
        SortedMap<String, String> measures = new TreeMap<>();
        scores(champion).forEach(score -> measures.put(score.output(), measure(score)));
        return scores(challenger).stream()
                .filter(score -> measure(score).equals(measures.get(score.output())))
                .map(OutputScore::output)
                .toList();
    }

    private static String measure(OutputScore score) {
        return score.metric() + " against " + score.baseline();
    }

    private static GateResult worst(
            Gate gate, ModelBundle bundle, SortedMap<String, LossComparison> losses, String rival) {
        EngineId engine = bundle.manifest().engine();
        List<String> outputs = List.copyOf(losses.keySet());
        List<Double> adjusted = MultipleTests.holm(
                losses.values().stream().map(LossComparison::pValue).toList());
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (adjusted.get(i) < LEVEL) {
                failed.add(describe(bundle, outputs.get(i), losses, rival, adjusted.get(i)));
            }
        }
        if (!failed.isEmpty()) {
            return GateResult.failed(gate, engine, String.join("; ", failed));
        }
        String worst = outputs.stream()
                .min(Comparator.comparing(output -> pValue(losses, output)))
                .orElseThrow();
        return GateResult.passed(
                gate,
                engine,
                outputs.size() + " outputs; worst "
                        + describe(bundle, worst, losses, rival, adjusted.get(outputs.indexOf(worst))));
    }

    private static double pValue(SortedMap<String, LossComparison> losses, String output) {
        return comparison(losses, output).pValue();
    }

    private static LossComparison comparison(SortedMap<String, LossComparison> losses, String output) {
        LossComparison comparison = losses.get(output);
        if (comparison == null) {
            throw new IllegalArgumentException("no losses of " + output + "; there are " + losses.keySet());
        }
        return comparison;
    }

    private static String describe(
            ModelBundle bundle,
            String output,
            SortedMap<String, LossComparison> losses,
            String rival,
            double adjusted) {
        LossComparison comparison = comparison(losses, output);
        return String.format(
                Locale.ROOT,
                "%s %s: loss %.5f, %s %.5f, n %d, adjusted p %.3f",
                modelOf(bundle, output),
                output,
                comparison.loss(),
                rival,
                comparison.otherLoss(),
                comparison.n(),
                adjusted);
    }

    private static String modelOf(ModelBundle bundle, String output) {
        return bundle.manifest().models().stream()
                .filter(card ->
                        card.outputs().stream().anyMatch(score -> score.output().equals(output)))
                .findFirst()
                .orElseThrow()
                .model();
    }
}
