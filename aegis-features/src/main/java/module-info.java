/**
 * From prices to named, causal numbers, and what every engine needs to learn from them: read
 * {@link io.aegismatrix.features.FeatureSet} and {@link io.aegismatrix.engine.Engine} first.
 */
// Strata, Commons Math and ta4j are automatic modules; XGBoost4J, which trains trees, can be none: see XgboostTrees.
@SuppressWarnings({"module", "requires-automatic"})
module io.aegismatrix.features {
    requires transitive io.aegismatrix.data;
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires transitive com.google.common;
    requires com.opengamma.strata.pricer;
    requires commons.math3;
    requires de.siegmar.fastcsv;
    requires org.slf4j;
    requires static transitive org.jspecify;

    // The door to ta4j's indicators.
    requires static ta4j.core;

    exports io.aegismatrix.engine;
    exports io.aegismatrix.engine.backtest;
    exports io.aegismatrix.engine.card;
    exports io.aegismatrix.engine.drift;
    exports io.aegismatrix.engine.forecast;
    exports io.aegismatrix.engine.gate;
    exports io.aegismatrix.engine.learn;
    exports io.aegismatrix.engine.metric;
    exports io.aegismatrix.engine.natives to
            io.aegismatrix.direction,
            io.aegismatrix.runner;
    exports io.aegismatrix.engine.record;
    exports io.aegismatrix.engine.score;
    exports io.aegismatrix.engine.sweep;
    exports io.aegismatrix.engine.volatility;
    exports io.aegismatrix.engine.volatility.challenger;
    exports io.aegismatrix.features;
    exports io.aegismatrix.features.chain;
    exports io.aegismatrix.features.indicator;
    exports io.aegismatrix.features.label;
    exports io.aegismatrix.features.ta4j;

    // Manifests and the contents of model files are records.
    opens io.aegismatrix.engine to
            com.fasterxml.jackson.databind;
    opens io.aegismatrix.engine.sweep to
            com.fasterxml.jackson.databind;
    opens io.aegismatrix.engine.volatility to
            com.fasterxml.jackson.databind;
    opens io.aegismatrix.engine.volatility.challenger to
            com.fasterxml.jackson.databind;
}
