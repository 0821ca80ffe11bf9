package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.alerts.ChangeTeller;
import io.aegismatrix.runner.config.AlertSettings;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.Failures;
import java.util.Optional;

/** Tells of changes once an inference is over, published or not. Nothing is loaded for it where nobody is to be told. */
final class ChangesTold {

    private ChangesTold() {}

    /** Tells; what fails here is warned of and changes nothing else. */
    static void after(AegisCommand aegis, Settings settings) {
        RunSettings run = aegis.journal().settings();
        Optional<AlertSettings> changes = run.changes();
        if (changes.isEmpty()) {
            return;
        }
        try {
            ChangeTeller teller = new ChangeTeller(changes.get(), settings, settings.out(), run.timeout());
            RunsAlertsCommand.look(aegis, teller).said().forEach(aegis.console()::progress);
        } catch (Throwable e) {
            aegis.console().warn("changes were not told: " + Failures.describe(e));
        }
    }
}
