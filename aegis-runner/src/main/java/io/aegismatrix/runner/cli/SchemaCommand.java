package io.aegismatrix.runner.cli;

import io.aegismatrix.payload.PayloadSchema;
import picocli.CommandLine.Command;

/** Prints the payload's contract. */
@Command(name = "schema", description = "Prints the JSON Schema of the published file.")
final class SchemaCommand implements Runnable {

    private final AegisCommand aegis;

    SchemaCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        aegis.context().out().println(PayloadSchema.text().stripTrailing());
    }
}
