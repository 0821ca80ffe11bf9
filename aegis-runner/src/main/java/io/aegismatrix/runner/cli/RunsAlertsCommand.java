package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.alerts.ChangeTeller;
import io.aegismatrix.runner.config.AlertSettings;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells people what has changed, for schedules that also run when infer does not. */
@Command(
        name = "alerts",
        description = "Looks at what is published and tells the channels of alerts.changes what has changed since they"
                + " were told last. infer does so itself when it ends; this also notices that infer does not run.")
final class RunsAlertsCommand implements Runnable {

    private final AegisCommand aegis;

    @Option(
            names = "--payload",
            paramLabel = "FILE",
            description = "The published file. Default: what infer publishes (out, aegismatrix.json)")
    private @Nullable String payload;

    @Option(names = "--dry-run", description = "Say what would be told, tell nobody and remember nothing.")
    private boolean dryRun;

    RunsAlertsCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Settings settings = aegis.settings(
                new Flags().put(SettingKey.CHANGES_DRY_RUN, "--dry-run", dryRun).map());
        AlertSettings changes = aegis.journal()
                .settings()
                .changes()
                .orElseThrow(() -> CommandException.usage("nobody is to be told: set alerts.changes.ntfy,"
                        + " alerts.changes.telegram-token with telegram-chat, or alerts.changes.hook"));
        Path file = payload == null
                ? settings.out()
                : Configuration.path(aegis.context().folder(), "--payload", payload);
        ChangeTeller.Look look = look(
                aegis,
                new ChangeTeller(
                        changes, settings, file, aegis.journal().settings().timeout()));
        look.states().forEach(aegis::print);
        List<String> said = look.said().isEmpty() && look.failed().isEmpty() ? List.of("nothing to tell") : look.said();
        said.forEach(aegis::print);
    }

    /** One look, at a time when nobody else tells; what could not be told is warned of and changes no exit code. */
    static ChangeTeller.Look look(AegisCommand aegis, ChangeTeller teller) {
        List<ChangeTeller.Look> looks = new ArrayList<>();
        aegis.hold(teller.memory(), () -> looks.add(teller.look(aegis.clock().instant())));
        looks.forEach(look -> look.failed().forEach(aegis.console()::warn));
        return looks.get(0);
    }
}
