package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.payload.PayloadFixtures;
import io.aegismatrix.payload.PayloadWriter;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DashboardCommandTest {

    @TempDir
    private Path folder;

    private Result run(String command) {
        return new CommandLineRun(folder).run(command);
    }

    @Test
    void writes_the_page_of_what_infer_publishes() throws IOException {
        PayloadWriter.json(folder.resolve("aegismatrix.json")).write(PayloadFixtures.full());

        Result result = run("dashboard");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("Wrote ", "dashboard.html");
        assertThat(Files.readString(folder.resolve("dashboard.html"))).contains("<title>AegisMatrix</title>");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void writes_where_it_is_told_and_over_an_older_page() throws IOException {
        PayloadWriter.json(folder.resolve("other.json")).write(PayloadFixtures.unavailable("no models"));
        Files.createDirectory(folder.resolve("www"));
        Files.writeString(folder.resolve("www/page.html"), "old");

        Result result = run("dashboard --payload other.json --out www/page.html");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(Files.readString(folder.resolve("www/page.html"))).contains("no models");
    }

    @Test
    void leaves_the_old_page_where_the_payload_is_broken() throws IOException {
        Files.writeString(folder.resolve("aegismatrix.json"), "{");
        Files.writeString(folder.resolve("dashboard.html"), "old");

        Result result = run("dashboard");

        assertThat(result.status()).isEqualTo(11);
        assertThat(result.err()).contains("aegismatrix.json is not JSON");
        assertThat(Files.readString(folder.resolve("dashboard.html"))).isEqualTo("old");
    }

    @Test
    void ends_with_11_where_there_is_no_payload() {
        assertThat(run("dashboard --payload nowhere.json").status()).isEqualTo(11);
        assertThat(run("serve --payload nowhere.json").status()).isEqualTo(11);
    }

    @Test
    void refuses_a_folder_as_the_page() {
        PayloadWriter.json(folder.resolve("aegismatrix.json")).write(PayloadFixtures.full());

        Result result = run("dashboard --out .");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--out must be a file");
    }
}
