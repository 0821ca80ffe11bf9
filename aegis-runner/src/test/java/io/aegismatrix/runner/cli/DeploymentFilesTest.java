package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every unit, manifest and container file that ships takes away what a run does not need, and all name the same places. */
class DeploymentFilesTest {

    private static final String JAR = "/opt/aegis/aegis.jar";
    private static final String SETTINGS = "/etc/aegis/aegis.conf";
    private static final String STATE = "/var/lib/aegis";

    private static final List<String> YES = List.of("yes");
    private static final Map<String, List<String>> TAKEN_AWAY = Map.ofEntries(
            Map.entry("User", List.of("aegis")),
            Map.entry("Group", List.of("aegis")),
            Map.entry("NoNewPrivileges", YES),
            Map.entry("CapabilityBoundingSet", List.of("")),
            Map.entry("AmbientCapabilities", List.of("")),
            Map.entry("ProtectSystem", List.of("strict")),
            Map.entry("StateDirectory", List.of("aegis")),
            Map.entry("StateDirectoryMode", List.of("0750")),
            Map.entry("UMask", List.of("0027")),
            Map.entry("ProtectHome", YES),
            Map.entry("PrivateTmp", YES),
            Map.entry("PrivateMounts", YES),
            Map.entry("PrivateDevices", YES),
            Map.entry("ProtectClock", YES),
            Map.entry("ProtectHostname", YES),
            Map.entry("ProtectKernelLogs", YES),
            Map.entry("ProtectKernelModules", YES),
            Map.entry("ProtectKernelTunables", YES),
            Map.entry("ProtectControlGroups", YES),
            Map.entry("RestrictAddressFamilies", List.of("AF_INET AF_INET6 AF_UNIX")),
            Map.entry("RestrictNamespaces", YES),
            Map.entry("RestrictRealtime", YES),
            Map.entry("RestrictSUIDSGID", YES),
            Map.entry("LockPersonality", YES),
            Map.entry("RemoveIPC", YES),
            Map.entry("KeyringMode", List.of("private")),
            Map.entry("SystemCallArchitectures", List.of("native")),
            Map.entry("SystemCallFilter", List.of("@system-service", "~@privileged")),
            Map.entry("SystemCallErrorNumber", List.of("EPERM")),
            Map.entry("MemoryDenyWriteExecute", List.of("no")),
            Map.entry("WorkingDirectory", List.of(STATE)));

    static List<Path> units() throws IOException {
        return DeploymentFiles.ending(".service");
    }

    static List<JsonNode> manifests() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : DeploymentFiles.ending(".yaml")) {
            all.addAll(DeploymentFiles.documents(file));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("units")
    void a_unit_takes_away_what_no_run_needs_and_bounds_the_rest(Path unit) throws IOException {
        Map<String, List<String>> service = DeploymentFiles.service(unit);

        assertThat(service).containsAllEntriesOf(TAKEN_AWAY);
        assertThat(service.get("MemoryMax")).singleElement().asString().matches("[1-4]G");
        assertThat(service.get("TasksMax")).singleElement().asString().matches("\\d{2,3}");
        assertThat(service.get("TimeoutStartSec")).singleElement().asString().matches("\\d+(min|h)");
        assertThat(service.get("TimeoutStopSec")).singleElement().asString().matches("\\d\\ds");
    }

    @ParameterizedTest
    @MethodSource("units")
    void a_unit_runs_the_installed_jar_with_the_installed_settings_and_keeps_its_cache_with_its_state(Path unit)
            throws IOException {
        Map<String, List<String>> service = DeploymentFiles.service(unit);
        List<String> commands = service.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("Exec"))
                .flatMap(setting -> setting.getValue().stream())
                .toList();

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command)
                        .matches("/usr/bin/java -jar " + JAR + " [a-z ]+ --config " + SETTINGS + "( --[a-z-]+)*"));
        assertThat(service.get("Environment")).containsExactly("XDG_CACHE_HOME=" + STATE + "/cache");
        assertThat(service.get("EnvironmentFile")).containsExactly("-/etc/aegis/environment");
        assertThat(Path.of(unit.toString().replace(".service", ".timer"))).exists();
    }

    @ParameterizedTest
    @MethodSource("units")
    void systemd_itself_finds_little_left_to_take_away(Path unit) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze here");
        Process process = new ProcessBuilder(
                        "systemd-analyze", "security", "--offline=true", "--threshold=20", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assumeTrue(!said.contains("unrecognized option"), "an old systemd-analyze");
        assertThat(process.exitValue()).as(said).isZero();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_pod_runs_without_rights_names_or_tokens_of_others(JsonNode manifest) {
        assertThat(DeploymentFiles.pods(manifest)).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.path("enableServiceLinks").asText()).isEqualTo("false");
            assertThat(pod.path("automountServiceAccountToken").asText()).isEqualTo("false");
            assertThat(pod.path("restartPolicy").asText()).isEqualTo("Never");
            assertThat(pod.at("/securityContext/runAsNonRoot").asText()).isEqualTo("true");
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10_001);
            assertThat(pod.at("/securityContext/runAsGroup").asInt()).isEqualTo(10_001);
            assertThat(pod.at("/securityContext/fsGroup").asInt()).isEqualTo(10_001);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.findPath("hostPath").isMissingNode()).isTrue();
            assertThat(pod.findPath("privileged").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_container_cannot_write_its_root_nor_grow_without_bound(JsonNode manifest) {
        assertThat(manifest.findValues("containers").stream().flatMap(DeploymentFilesTest::elements))
                .isNotEmpty()
                .allSatisfy(container -> {
                    JsonNode rights = container.path("securityContext");
                    assertThat(rights.path("allowPrivilegeEscalation").asText()).isEqualTo("false");
                    assertThat(rights.path("readOnlyRootFilesystem").asText()).isEqualTo("true");
                    assertThat(rights.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
                    assertThat(rights.at("/capabilities/add").isMissingNode()).isTrue();
                    for (String kind : List.of("cpu", "memory", "ephemeral-storage")) {
                        assertThat(container.at("/resources/requests/" + kind).asText())
                                .as(kind)
                                .isNotEmpty();
                        assertThat(container.at("/resources/limits/" + kind).asText())
                                .as(kind)
                                .isNotEmpty();
                    }
                    assertThat(container.path("workingDir").asText()).isEqualTo(STATE);
                    assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                            .containsExactlyInAnyOrder(STATE, "/tmp");
                });
        assertThat(manifest.findValues("emptyDir"))
                .isNotEmpty()
                .allSatisfy(
                        folder -> assertThat(folder.path("sizeLimit").asText()).isNotEmpty());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_job_runs_alone_ends_in_time_and_takes_as_much_as_its_unit(JsonNode manifest) throws IOException {
        String name = manifest.at("/metadata/name").asText();
        Map<String, List<String>> unit =
                DeploymentFiles.service(ScheduleFiles.FOLDER.resolve("systemd/" + name + ".service"));
        JsonNode job = manifest.at("/spec/jobTemplate/spec");

        assertThat(manifest.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(manifest.at("/spec/startingDeadlineSeconds").asInt()).isPositive();
        assertThat(manifest.at("/spec/successfulJobsHistoryLimit").asInt()).isBetween(1, 10);
        assertThat(manifest.at("/spec/failedJobsHistoryLimit").asInt()).isBetween(1, 10);
        assertThat(unit.get("TimeoutStartSec"))
                .containsExactly(span(job.path("activeDeadlineSeconds").asInt()));
        assertThat(job.findPath("limits").path("memory").asText())
                .isEqualTo(unit.getOrDefault("MemoryMax", List.of()).get(0) + "i");
    }

    private static String span(int seconds) {
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "min";
    }

    @Test
    void the_image_is_what_the_manifests_expect() throws IOException {
        for (Path file : DeploymentFiles.ending("Containerfile")) {
            Map<String, List<String>> image = DeploymentFiles.instructions(file);

            assertThat(image.get("USER")).containsExactly("10001:10001");
            assertThat(image.get("WORKDIR")).containsExactly(STATE);
            assertThat(image.get("ENTRYPOINT")).containsExactly("[\"java\", \"-jar\", \"" + JAR + "\"]");
            assertThat(image.get("FROM")).singleElement().asString().endsWith(":17-jre");
            assertThat(image.get("COPY"))
                    .containsExactlyInAnyOrder(
                            "target/aegis-dist " + Path.of(JAR).getParent(), "schedules/aegis.conf " + SETTINGS);
            assertThat(image).doesNotContainKeys("ADD", "ENV", "CMD");
        }
        assertThat(ScheduleFiles.FOLDER.resolve("aegis.conf")).exists();
        assertThat(Files.readString(Path.of("src/main/assembly/dist.xml"))).contains("<id>dist</id>", "/aegis.jar<");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void a_pod_starts_the_jar_of_the_image_with_its_settings(JsonNode manifest) {
        JsonNode container = manifest.findPath("containers").path(0);
        String command = container.path("command").toString();
        String arguments = container.path("args").toString();

        if (command.contains("/bin/sh")) {
            assertThat(arguments.split("java -jar ", -1))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(part -> assertThat(part)
                            .satisfiesAnyOf(
                                    first -> assertThat(first).doesNotContain("aegis"),
                                    call -> assertThat(call).matches(JAR + " [a-z ]+ --config " + SETTINGS + "\\b.*")));
            // Each failure counts, also one before a step that ends well.
            assertThat(arguments).startsWith("[\"status=0; ").endsWith(" || status=$?; exit $status\"]");
        } else {
            assertThat(command).isEqualTo("[\"java\",\"-jar\",\"" + JAR + "\"]");
            assertThat(arguments).contains("\"--config\",\"" + SETTINGS + "\"");
        }
    }

    @Test
    void cron_runs_the_same_jar_in_the_same_place() throws IOException {
        List<String> lines = Files.readAllLines(ScheduleFiles.FOLDER.resolve("cron/aegis.crontab"));
        List<String> jobs = lines.stream().filter(line -> line.contains(" * ")).toList();

        assertThat(lines)
                .contains(
                        "AEGIS=\"/usr/bin/java -jar " + JAR + "\"",
                        "CONF=" + SETTINGS,
                        "SECRETS=/etc/aegis/environment",
                        "XDG_CACHE_HOME=" + STATE + "/cache");
        assertThat(jobs)
                .hasSize(3)
                .allSatisfy(job -> assertThat(job)
                        .contains(" aegis cd " + STATE + " && umask 027 && ", "{ [ ! -e $SECRETS ] || . $SECRETS; }")
                        .matches(".*\\$AEGIS [a-z ]+ --config \\$CONF.*"));
    }

    @Test
    void the_workflow_may_only_read_and_leaves_no_token_behind() throws IOException {
        for (Path file : DeploymentFiles.ending(".yml")) {
            JsonNode workflow = DeploymentFiles.documents(file).get(0);

            assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
            assertThat(workflow.path("jobs")).isNotEmpty().allSatisfy(job -> {
                assertThat(job.path("timeout-minutes").asInt()).isBetween(1, 240);
                assertThat(job.path("permissions").isMissingNode()).isTrue();
                assertThat(job.path("steps"))
                        .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout@"))
                        .isNotEmpty()
                        .allSatisfy(step -> assertThat(
                                        step.at("/with/persist-credentials").asText())
                                .isEqualTo("false"));
            });
        }
    }

    @Test
    void everything_the_settings_name_lies_in_the_one_folder_that_can_be_written() {
        var settings = ConfigFactory.parseFile(
                        ScheduleFiles.FOLDER.resolve("aegis.conf").toFile())
                .getConfig("aegis");

        for (String place : List.of("out", "models", "store", "lock", "ledger", "metrics")) {
            Path path = Path.of(settings.getString(place));
            assertThat(path.isAbsolute()).as(place).isFalse();
            assertThat(path.normalize().startsWith("..")).as(place).isFalse();
        }
    }
}
