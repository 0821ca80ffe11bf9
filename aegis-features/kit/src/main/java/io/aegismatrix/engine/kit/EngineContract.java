package io.aegismatrix.engine.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every engine owes its callers. Extend it, give a trained bundle, a way to open it and a market, and the inherited
 * tests check that the engine repeats itself, knows nothing from the future and refuses what it cannot answer.
 *
 * <p>Training is the extender's business: train once and keep the bundle in a static field.
 *
 * @param <O> the outlook
 */
public abstract class EngineContract<O> {

    private static final int THREADS = 8;

    /** The trained engine as files. */
    protected abstract ModelBundle bundle();

    /** The engine of a bundle. */
    protected abstract Engine<O> open(ModelBundle bundle);

    /** The market at a moment: the same one whenever asked, and nothing later than {@code asOf}. */
    protected abstract MarketSnapshot market(Instant asOf);

    /** A moment whose decision session has every feature; so must that of the week before. */
    protected abstract Instant asOf();

    private O evaluate(MarketSnapshot market) {
        return open(bundle()).evaluate(FeatureSet.of(market));
    }

    @Test
    public void says_which_engine_it_is() {
        Engine<O> engine = open(bundle());
        assertThat(engine.manifest()).isEqualTo(bundle().manifest());
        assertThat(engine.engine()).isEqualTo(engine.manifest().engine());
        assertThat(engine.manifest().models()).isNotEmpty();
    }

    @Test
    public void claims_no_skill_that_only_knowledge_of_the_future_could_give() {
        bundle().manifest().models().stream()
                .flatMap(card -> card.outputs().stream())
                .forEach(LeakDetector::requirePlausible);
    }

    @Test
    public void evaluates_the_same_market_to_the_same_outlook() {
        Engine<O> engine = open(bundle());
        FeatureSet features = FeatureSet.of(market(asOf()));
        O outlook = engine.evaluate(features);
        assertThat(engine.evaluate(features)).isEqualTo(outlook);
        assertThat(evaluate(market(asOf()))).isEqualTo(outlook);
    }

    @Test
    public void evaluates_from_several_threads_what_it_evaluates_from_one() {
        Engine<O> engine = open(bundle());
        FeatureSet features = FeatureSet.of(market(asOf()));
        O outlook = engine.evaluate(features);
        assertThat(IntStream.range(0, THREADS)
                        .parallel()
                        .mapToObj(thread -> engine.evaluate(features))
                        .toList())
                .isEqualTo(Collections.nCopies(THREADS, outlook));
    }

    /** A service asks about one day and then another, and about many moments of each. */
    @Test
    public void answers_every_moment_like_an_engine_that_was_never_asked_before() {
        Engine<O> engine = open(bundle());
        MarketSnapshot newest = market(asOf());
        FeatureSet features = FeatureSet.of(newest);
        for (int hours : new int[] {0, 2, 7 * 24, 7 * 24 + 2, 0}) {
            MarketSnapshot market = newest.cutAt(asOf().minusSeconds(hours * 3_600L));
            features = features.at(market);
            assertThat(engine.evaluate(features)).as("%d hours before", hours).isEqualTo(evaluate(market));
        }
    }

    @Test
    public void knows_nothing_later_than_the_moment_asked() {
        MarketSnapshot later = market(asOf());
        for (int days = 1; days <= 7; days++) {
            Instant moment = asOf().minusSeconds(days * 86_400L);
            assertThat(evaluate(later.cutAt(moment)))
                    .as("as of %s", moment)
                    .isEqualTo(evaluate(market(moment).cutAt(moment)));
        }
        assertThat(evaluate(later.cutAt(asOf()))).isEqualTo(evaluate(later));
    }

    @Test
    public void answers_differently_for_different_sessions() {
        assertThat(evaluate(market(asOf())))
                .isNotEqualTo(evaluate(market(asOf()).cutAt(asOf().minusSeconds(7 * 86_400L))));
    }

    @Test
    public void refuses_features_of_another_schema() {
        ModelManifest manifest = bundle().manifest();
        ModelBundle foreign = foreign(manifest.featureSchemaVersion() + 1, "0".repeat(64), manifest.underlying());
        FeatureSet features = FeatureSet.of(market(asOf()));
        assertThatThrownBy(() -> open(foreign).evaluate(features))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("000000000000")
                .hasMessageContaining(features.daily().schema().hash().substring(0, 12));
    }

    @Test
    public void refuses_features_of_another_index() {
        ModelManifest manifest = bundle().manifest();
        ModelBundle foreign = foreign(manifest.featureSchemaVersion(), manifest.featureSchemaSha256(), "BANKNIFTY");
        FeatureSet features = FeatureSet.of(market(asOf()));
        assertThatThrownBy(() -> open(foreign).evaluate(features))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("trained on BANKNIFTY, these features are of NIFTY50");
    }

    private ModelBundle foreign(int schemaVersion, String schema, String underlying) {
        ModelManifest manifest = bundle().manifest();
        return bundle().withManifest(new ModelManifest(
                manifest.format(),
                manifest.engine(),
                manifest.version(),
                manifest.trainedFrom(),
                manifest.trainedThrough(),
                manifest.sessions(),
                manifest.seed(),
                manifest.dataSha256(),
                schemaVersion,
                schema,
                manifest.libraries(),
                manifest.files(),
                manifest.checksums(),
                manifest.models(),
                underlying,
                manifest.requires()));
    }

    @Test
    public void refuses_a_decision_session_without_volatility_index() {
        FeatureSet gap = FeatureSet.of(withoutLastVolatilityIndex(market(asOf())));
        LocalDate session = gap.decisionSession();
        assertThatThrownBy(() -> open(bundle()).evaluate(gap))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining(session.toString());
    }

    private static MarketSnapshot withoutLastVolatilityIndex(MarketSnapshot market) {
        return MarketSnapshot.at(market.asOf(), market.underlying(), market.calendar())
                .daily(market.daily())
                .volatilityIndex(market.volatilityIndex()
                        .until(market.daily().last().session().minusDays(1)))
                .intraday(market.intraday().orElse(null))
                .quote(market.quote().orElse(null))
                .volatilityQuote(market.volatilityQuote().orElse(null))
                .optionChain(market.optionChain().orElse(null))
                .quality(market.quality())
                .synthetic(market.synthetic())
                .build();
    }

    @Test
    public void opens_again_from_what_a_store_kept() {
        ModelBundle bundle = bundle();
        Engine<O> again = open(bundle.withTrainedAt(asOf()));
        FeatureSet features = FeatureSet.of(market(asOf()));
        assertThat(again.evaluate(features)).isEqualTo(open(bundle).evaluate(features));
    }
}
