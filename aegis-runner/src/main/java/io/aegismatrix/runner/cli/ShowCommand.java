package io.aegismatrix.runner.cli;

import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.report.PayloadSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a published payload for people. */
@Command(name = "show", description = "Prints a published payload in a page for people, as infer does.")
final class ShowCommand implements Runnable {

    private final AegisCommand aegis;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The published file. Default: what infer publishes (out, aegismatrix.json)")
    private @Nullable String file;

    ShowCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        aegis.print(PayloadSummary.of(PayloadReader.json().read(PayloadFlag.existing(aegis, file, "FILE"))));
    }
}
