package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.runs.RunLedger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of every command that reads or keeps the run ledger. */
final class LedgerFlag {

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "File of the run ledger. Default: the setting ledger")
    private @Nullable String ledger;

    void addTo(Flags flags) {
        flags.put(SettingKey.LEDGER, "--ledger", ledger);
    }

    /** The ledger. @throws CommandException with exit code 2 if none is kept */
    static RunLedger require(RunSettings settings, String who) {
        return settings.ledger()
                .map(RunLedger::file)
                .orElseThrow(() ->
                        CommandException.usage(who + " needs a run ledger; give --ledger FILE or set AEGIS_LEDGER"));
    }
}
