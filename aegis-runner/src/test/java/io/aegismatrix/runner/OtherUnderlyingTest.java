package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Underlying;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.runner.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another index is configuration: the same commands, its files, its expiries. */
class OtherUnderlyingTest {

    @TempDir
    private Path folder;

    private CommandLineRun line(String name) {
        return new CommandLineRun(folder).with("AEGIS_UNDERLYING_NAME", name).with("AEGIS_SOURCE", "csv:market");
    }

    private Payload published() throws IOException {
        Path out = folder.resolve("aegismatrix.json");
        assertThat(PayloadSchema.violations(Files.readAllBytes(out))).isEmpty();
        return PayloadReader.json().read(out);
    }

    @Test
    void trains_and_publishes_banknifty_from_its_own_files_with_its_own_expiries() throws IOException {
        MarketFolder.writeAs(Underlying.BANKNIFTY, folder.resolve("market"));

        Result trained = line("BANKNIFTY").run("train");
        assertThat(trained.status()).as(trained.err()).isZero();
        Result inferred = line("BANKNIFTY").run("infer");
        assertThat(inferred.status()).as(inferred.err()).isZero();

        Payload payload = published();
        assertThat(payload.underlying()).isEqualTo("BANKNIFTY");
        assertThat(payload.models()).hasSize(9);
        assertThat(payload.session().weeklyExpiry()).isEmpty();
        assertThat(payload.session().monthlyExpiry()).isEqualTo(LocalDate.of(2025, 1, 30));
        assertThat(payload.dataQuality().sources())
                .allSatisfy(source -> assertThat(source.instrument()).isIn("BANKNIFTY", "INDIAVIX"));
    }

    @Test
    void publishes_sensex_with_the_expiries_of_its_own_exchange() throws IOException {
        MarketFolder.writeAs(Underlying.SENSEX, folder.resolve("market"));

        assertThat(line("SENSEX").run("train").status()).isZero();
        Result inferred = line("SENSEX").run("infer");
        assertThat(inferred.status()).as(inferred.err()).isZero();

        assertThat(published().underlying()).isEqualTo("SENSEX");
        assertThat(published().session().weeklyExpiry()).contains(LocalDate.of(2025, 1, 3));
        assertThat(published().session().monthlyExpiry()).isEqualTo(LocalDate.of(2025, 1, 28));
    }

    @Test
    void never_takes_the_nifty_files_for_another_index() throws IOException {
        MarketFolder.write(folder.resolve("market"));

        Result result = line("BANKNIFTY").run("train");

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.err()).contains("banknifty_daily.csv");
    }
}
