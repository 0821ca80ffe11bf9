package io.aegismatrix.runner.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.doctor.Doctor;
import io.aegismatrix.runner.doctor.DoctorCheck;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells whether this machine can train and infer, and with which settings. */
@Command(
        name = "doctor",
        description = "Checks JDK, models, clock, calendar, disk and native libraries. Exit code 1 if a check fails.")
final class DoctorCommand implements Callable<Integer> {

    private static final List<TableColumn<Configuration.Entry>> SETTINGS = List.of(
            TableColumn.left("setting", Configuration.Entry::name),
            TableColumn.left("value", Configuration.Entry::value),
            TableColumn.left("from", Configuration.Entry::origin));
    private static final List<TableColumn<DoctorCheck>> CHECKS = List.of(
            TableColumn.left("check", DoctorCheck::name),
            TableColumn.left("status", check -> check.status().name()),
            TableColumn.left("detail", DoctorCheck::detail));

    private final AegisCommand aegis;

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    @Option(names = "--show-config", description = "Print every setting and where it comes from; check nothing.")
    private boolean showConfig;

    @Option(names = "--live", description = "Also send every host of market data one request and tell what came.")
    private boolean live;

    @Mixin
    private WideFlag wide = new WideFlag();

    DoctorCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public Integer call() {
        Flags flags = new Flags();
        models.addTo(flags);
        Configuration configuration = aegis.configuration(flags.map());
        Settings settings = aegis.settings(configuration);
        if (showConfig) {
            show(configuration.entries());
            return ExitCode.DONE.status();
        }
        Doctor doctor = new Doctor(aegis.context(), settings, aegis.journal().settings(), configuration.notices());
        List<DoctorCheck> checks = live ? doctor.liveChecks() : doctor.checks();
        report(checks);
        boolean failed = checks.stream().anyMatch(check -> check.status() == DoctorCheck.Status.FAIL);
        return failed ? ExitCode.INTERNAL.status() : ExitCode.DONE.status();
    }

    private void show(List<Configuration.Entry> entries) {
        if (!aegis.json()) {
            int width = wide.width(aegis.context());
            aegis.print(Tables.of(entries, SETTINGS, width), width);
            return;
        }
        ArrayNode list = JsonMapper.builder().build().createArrayNode();
        for (Configuration.Entry entry : entries) {
            ObjectNode node = list.addObject();
            node.put("setting", entry.name()).put("value", entry.value()).put("from", entry.origin());
        }
        aegis.context().out().println(list.toPrettyString());
    }

    private void report(List<DoctorCheck> checks) {
        if (!aegis.json()) {
            int width = wide.width(aegis.context());
            aegis.print(Tables.of(checks, CHECKS, width), width);
            return;
        }
        ArrayNode list = JsonMapper.builder().build().createArrayNode();
        for (DoctorCheck check : checks) {
            ObjectNode node = list.addObject();
            node.put("check", check.name()).put("status", check.status().name()).put("detail", check.detail());
        }
        aegis.context().out().println(list.toPrettyString());
    }
}
