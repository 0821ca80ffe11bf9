/** The whole payload as a public call: read {@link io.aegismatrix.runner.Inference} first. */
// Terminal tables, HOCON, metrics and the formulas of Strata and Commons Math come from automatic modules.
@SuppressWarnings("requires-automatic")
module io.aegismatrix.runner {
    requires transitive io.aegismatrix.buyer;
    requires transitive io.aegismatrix.direction;
    requires transitive io.aegismatrix.seller;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires com.opengamma.strata.pricer;
    requires commons.math3;
    requires de.siegmar.fastcsv;
    requires java.net.http;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires static transitive org.jspecify;

    // What only the commands use.
    requires ascii.table;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires info.picocli;
    requires jdk.httpserver;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires me.tongfei.progressbar;
    requires typesafe.config;

    uses io.aegismatrix.runner.publish.EngineProvider;

    exports io.aegismatrix.runner;
    exports io.aegismatrix.runner.backtest;
    exports io.aegismatrix.runner.chains;
    exports io.aegismatrix.runner.log;
    exports io.aegismatrix.runner.publish;
    exports io.aegismatrix.runner.replay;
    exports io.aegismatrix.runner.sweep;
    exports io.aegismatrix.runner.trading;

    opens io.aegismatrix.runner.cli to
            info.picocli;
}
