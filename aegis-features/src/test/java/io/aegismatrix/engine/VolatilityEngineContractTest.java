package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.VolatilityEngineContractTest.Outlook;
import io.aegismatrix.engine.kit.EngineContract;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the smallest honest engine against the contract, and a dishonest one to show that the contract can tell. */
class VolatilityEngineContractTest extends EngineContract<Outlook> {

    private static final MarketSource SOURCE = MarketSources.synthetic(7L, 900);
    private static final ModelBundle BUNDLE = trained();

    record Outlook(LocalDate session, double volatility) {}

    /** Says what the volatility forecast says. */
    private record VolatilityEngine(ModelBundle bundle, VolatilityForecast forecast) implements Engine<Outlook> {

        @Override
        public EngineId engine() {
            return Engines.SELLER;
        }

        @Override
        public ModelManifest manifest() {
            return bundle.manifest();
        }

        @Override
        public Outlook evaluate(FeatureSet features) {
            bundle.requireSchema(features);
            InputColumns.requireComplete(features.daily(), features.decisionRow());
            return new Outlook(features.decisionSession(), forecast.annualized(features, features.decisionRow(), 5));
        }
    }

    private static ModelBundle trained() {
        FeatureSet history = FeatureSet.of(SOURCE.snapshot(MarketRequest.nifty50(TestMarkets.EVENING)));
        Skill skill = Skill.of(new double[] {1}, new double[] {1}, 1);
        OutputScore score = OutputScore.of("x", 5, "qlike", "ewma", skill, Double.NaN, 0, List.of());
        return ModelBundle.trained(
                Engines.SELLER,
                history,
                TrainingSettings.defaults(),
                new TreeMap<>(Map.of(
                        "volatility.json",
                        VolatilityForecast.fit(history, history.decisionRow()).toJson())),
                List.of(new ModelCard(
                        "seller_volatility", 1, List.of(), new TreeMap<>(), new TreeMap<>(), List.of(score))));
    }

    @Override
    protected ModelBundle bundle() {
        return BUNDLE;
    }

    @Override
    protected Engine<Outlook> open(ModelBundle bundle) {
        return new VolatilityEngine(bundle, VolatilityForecast.parse(bundle.file("volatility.json"), "volatility"));
    }

    @Override
    protected MarketSnapshot market(Instant asOf) {
        return SOURCE.snapshot(MarketRequest.nifty50(asOf));
    }

    @Override
    protected Instant asOf() {
        return TestMarkets.EVENING;
    }

    @Test
    void the_contract_catches_an_engine_that_answers_without_volatility_index() {
        EngineContract<Outlook> careless = new VolatilityEngineContractTest() {
            @Override
            protected Engine<Outlook> open(ModelBundle bundle) {
                return new Careless(bundle);
            }
        };
        assertThatThrownBy(careless::refuses_a_decision_session_without_volatility_index)
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(careless::refuses_features_of_another_schema).isInstanceOf(AssertionError.class);
        assertThatThrownBy(careless::evaluates_the_same_market_to_the_same_outlook)
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(careless::knows_nothing_later_than_the_moment_asked).isInstanceOf(AssertionError.class);
    }

    /** Checks nothing, and never says the same thing twice. */
    private static final class Careless implements Engine<Outlook> {

        private final ModelBundle bundle;
        private int asked;

        Careless(ModelBundle bundle) {
            this.bundle = bundle;
        }

        @Override
        public EngineId engine() {
            return Engines.SELLER;
        }

        @Override
        public ModelManifest manifest() {
            return bundle.manifest();
        }

        @Override
        public Outlook evaluate(FeatureSet features) {
            asked++;
            return new Outlook(features.decisionSession(), asked + System.identityHashCode(this));
        }
    }
}
