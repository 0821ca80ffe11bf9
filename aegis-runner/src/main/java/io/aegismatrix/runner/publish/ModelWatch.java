package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.drift.DriftReport;
import io.aegismatrix.engine.drift.FeatureDrift;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.ModelDrift;
import io.aegismatrix.payload.QualityBlock.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the reader of a payload must know about one engine's models besides their scores: age, drift, unknown territory. */
public final class ModelWatch {

    /** The engine's training data ends long before the market shown. */
    public static final String OLD = "MODEL_OLD";

    /** The training hardly knew such a session. */
    static final String OUT_OF_DISTRIBUTION = "OUT_OF_DISTRIBUTION";

    /** The last sessions left what the training knew. */
    static final String DRIFT = "FEATURE_DRIFT";

    private static final int MOST_NAMES = 5;

    private final ModelManifest manifest;
    private final SortedMap<String, DriftReport> reports = new TreeMap<>();
    private final String unknown;
    private final Optional<String> old;

    /** Looks at the models of a bundle in a market. */
    ModelWatch(ModelBundle bundle, FeatureSet features, ModelExpiry expiry) {
        this.manifest = bundle.manifest();
        this.old = expiry.warning(
                manifest,
                features.snapshot()
                        .asOf()
                        .atZone(features.snapshot().calendar().zone())
                        .toLocalDate());
        Optional<TrainingFeatures> training = TrainingFeatures.find(bundle);
        this.unknown = training.isPresent()
                ? "none of its inputs is a daily feature as such, or they are not all known"
                : "no training quantiles in this bundle";
        training.ifPresent(known -> manifest.models().stream()
                .map(ModelCard::model)
                .forEach(model -> known.judge(model, features).ifPresent(report -> reports.put(model, report))));
    }

    /** The drift of a model as it is published; empty if it is not watched. */
    Optional<ModelDrift> drift(String model) {
        return Optional.ofNullable(reports.get(model)).map(ModelWatch::published);
    }

    /** Why a model's drift is not known. */
    Optional<String> unknown(String model) {
        return reports.containsKey(model) ? Optional.empty() : Optional.of(unknown);
    }

    private static ModelDrift published(DriftReport report) {
        FeatureDrift worst = report.features().get(0);
        return new ModelDrift(
                report.outOfDistribution(),
                report.watched(),
                report.outsideShare(),
                report.outside().stream().limit(MOST_NAMES).toList(),
                report.distance(),
                report.distanceLimit(),
                report.drifted(),
                report.sessions(),
                report.driftedShare(),
                worst.feature(),
                worst.psi(),
                worst.ks());
    }

    /** What looked wrong, one entry a kind. */
    List<Anomaly> anomalies() {
        List<Anomaly> anomalies = new ArrayList<>();
        old.ifPresent(detail -> anomalies.add(new Anomaly(OLD, detail)));
        List<String> strange = names(Kind.STRANGE);
        if (!strange.isEmpty()) {
            anomalies.add(new Anomaly(
                    OUT_OF_DISTRIBUTION,
                    "the training of " + String.join(", ", strange) + " (" + manifest.version()
                            + ") hardly knew such a session: these models extrapolate"));
        }
        List<String> drifted = names(Kind.DRIFTED);
        if (!drifted.isEmpty()) {
            anomalies.add(new Anomaly(
                    DRIFT,
                    "the last sessions left the training values of " + String.join(", ", drifted) + " ("
                            + manifest.version() + "): train again"));
        }
        return anomalies;
    }

    private enum Kind {
        STRANGE,
        DRIFTED
    }

    private List<String> names(Kind kind) {
        return reports.entrySet().stream()
                .filter(entry -> kind == Kind.STRANGE
                        ? entry.getValue().outOfDistribution()
                        : entry.getValue().drifted())
                .map(Map.Entry::getKey)
                .toList();
    }
}
