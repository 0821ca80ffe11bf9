package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.config.ServiceLinks;
import io.aegismatrix.runner.config.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables that begin like settings and are none stop nobody, and none is passed over in silence. */
class ForeignVariablesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "AEGIS_PORT, tcp://10.0.0.1:80",
        "AEGIS_PORT, 'tcp://[fd00::1]:80'",
        "AEGIS_SERVICE_HOST, 10.0.0.1",
        "AEGIS_SERVICE_HOST, fd00::1",
        "AEGIS_SERVICE_PORT, 80",
        "AEGIS_SERVICE_PORT_HTTP, 80",
        "AEGIS_PORT_80_TCP, tcp://10.0.0.1:80",
        "AEGIS_PORT_80_TCP_PROTO, tcp",
        "AEGIS_PORT_80_TCP_PORT, 80",
        "AEGIS_PORT_80_TCP_ADDR, 10.0.0.1",
        "AEGIS_PORT_53_UDP, udp://10.0.0.1:53",
        "AEGIS_DASHBOARD_PORT, tcp://10.0.0.1:80",
        "AEGIS_DASHBOARD_SERVICE_HOST, 10.0.0.1",
        "AEGIS_SERVE_PORT, tcp://10.0.0.1:80"
    })
    void service_links_are_known_by_name_and_value(String name, String value) {
        assertThat(ServiceLinks.contains(name, value)).isTrue();
        Result result = doctor(Map.of(name, value));
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err())
                .isEqualToIgnoringNewLines("aegis: warning: ignored from the environment: " + name
                        + ": service links of Kubernetes; 'enableServiceLinks: false' keeps them out");
    }

    @ParameterizedTest
    @CsvSource({
        "AEGIS_SERVE_PORT, 8765",
        "AEGIS_SERVE_PORT, tcp://proxy.example:80",
        "AEGIS_SOURCE, tcp://10.0.0.1:80",
        "AEGIS_LIVE_YAHOO, http://10.0.0.1:80",
        "AEGIS_SERVICE_PORT, http",
        "AEGIS_PORT_80_TCP_ADDR, a name"
    })
    void a_value_of_another_kind_is_no_service_link(String name, String value) {
        assertThat(ServiceLinks.contains(name, value)).isFalse();
    }

    @Test
    void a_run_beside_services_publishes_and_says_once_what_it_ignored() {
        CommandLineRun line = new CommandLineRun(folder)
                .with("AEGIS_PORT", "tcp://10.0.0.1:80")
                .with("AEGIS_SERVICE_HOST", "10.0.0.1")
                .with("AEGIS_SERVICE_PORT", "80")
                .with("AEGIS_PORT_80_TCP_ADDR", "10.0.0.1");
        assertThat(line.run("train --source synthetic --as-of 2024-12-30").status())
                .isZero();

        Result result = line.run("infer --source synthetic");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err().lines().filter(text -> text.contains("warning")).toList())
                .containsExactly("aegis: warning: ignored from the environment: AEGIS_PORT, AEGIS_PORT_80_TCP_ADDR,"
                        + " AEGIS_SERVICE_HOST and 1 more: service links of Kubernetes; 'enableServiceLinks: false'"
                        + " keeps them out");
    }

    @ParameterizedTest
    @CsvSource({
        "AEGIS_MODLES, AEGIS_MODELS",
        "AEGIS_SEDE, AEGIS_SEED",
        "AEGIS_LOG_PREDICTION, AEGIS_LOG_PREDICTIONS",
        "AEGIS_ALERTS_WEBHOK, AEGIS_ALERTS_WEBHOOK",
        "AEGIS_MODEL_EXPIRY_WARN, AEGIS_MODEL_EXPIRY_WARN_AFTER_DAYS"
    })
    void a_slip_is_told_with_what_was_meant_and_without_its_value(String name, String meant) {
        Result result = doctor(Map.of(name, "S3CRET"));
        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("aegis: warning: environment variable " + name
                        + " is no setting and is ignored; did you mean " + meant)
                .doesNotContain("S3CRET");
        Result checked = new CommandLineRun(folder).with(name, "S3CRET").run("doctor");
        assertThat(checked.out())
                .containsPattern("settings +\\| WARN +\\| .*" + name)
                .doesNotContain("S3CRET");
    }

    @Test
    void what_resembles_nothing_is_told_in_one_line() {
        Result result = doctor(Map.of("AEGIS_X1", "", "AEGIS_ZZZZZZ", "", "AEGIS_", "", "AEGIS_QQQQQQ", ""));
        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "aegis: warning: ignored from the environment: AEGIS_, AEGIS_QQQQQQ, AEGIS_X1"
                                + " and 1 more: no settings; 'aegis doctor --show-config' lists those there are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AEGISMATRIX_HOME", "MY_AEGIS_SEED", "AEGIS"})
    void other_names_are_none_of_our_business(String name) {
        assertThat(doctor(Map.of(name, "x")).err()).isEmpty();
    }

    @Test
    void slips_are_counted_as_people_make_them() {
        assertThat(Spelling.slips("MODLES", "MODELS")).isEqualTo(1);
        assertThat(Spelling.slips("SEDE", "SEED")).isEqualTo(1);
        assertThat(Spelling.slips("", "SEED")).isEqualTo(4);
        assertThat(Spelling.slips("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.near("AEGIS_SEED", List.of("AEGIS_SEED"), 6)).containsExactly("AEGIS_SEED");
    }

    private Result doctor(Map<String, String> variables) {
        CommandLineRun line = new CommandLineRun(folder);
        variables.forEach(line::with);
        return line.run("doctor --show-config");
    }
}
