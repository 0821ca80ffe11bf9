package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.publish.MarketQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> file = Optional.empty();
    private final Flags flags = new Flags();

    private Configuration configuration() {
        return Configuration.load(environment, folder, file.map(Path::toString), flags.map());
    }

    private Settings settings() {
        return Settings.of(configuration(), folder, Clock.systemUTC());
    }

    @Test
    void has_a_default_for_everything_but_the_source() {
        Settings settings = settings();

        assertThat(settings.source()).isEmpty();
        assertThat(settings.models()).isEqualTo(folder.resolve("models"));
        assertThat(settings.out()).isEqualTo(folder.resolve("aegismatrix.json"));
        assertThat(settings.training()).isEqualTo(TrainingSettings.defaults());
        assertThat(settings.underlying()).isEqualTo(Underlying.NIFTY50);
        assertThat(settings.degraded()).isFalse();
        assertThat(settings.quality()).isEqualTo(new MarketQuality(0.9, Freshness.STALE));
    }

    @Test
    void takes_the_flag_over_the_environment_over_the_named_file_over_the_local_one() throws IOException {
        assertThat(seedAndOrigin()).isEqualTo("20241231 default");

        Files.writeString(folder.resolve("aegis.conf"), "aegis.seed = 1");
        assertThat(seedAndOrigin()).startsWith("1 ").contains("aegis.conf: 1");

        file = Optional.of(Files.writeString(folder.resolve("other.conf"), "# seeds\naegis { seed = 2 }"));
        assertThat(seedAndOrigin()).startsWith("2 ").contains("other.conf: 2");

        environment.put("AEGIS_SEED", "3");
        assertThat(seedAndOrigin()).isEqualTo("3 environment variable AEGIS_SEED");

        flags.put(SettingKey.SEED, "--seed", "4");
        assertThat(seedAndOrigin()).isEqualTo("4 --seed");
    }

    private String seedAndOrigin() {
        return settings().training().seed() + " " + configuration().origin(SettingKey.SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "AEGIS_SEED, abc, 'must be a whole number'",
        "AEGIS_FOLDS, 1, 'must be in [2, 50]'",
        "AEGIS_EPOCHS, 0, 'must be in [1, 1000]'",
        "AEGIS_DATA_COMPLETENESS_FLOOR, 1.5, 'must be in [0.0, 1.0]'",
        "AEGIS_DATA_OLDEST_SPOT, EXPIRED, 'must be one of FRESH, DELAYED, STALE'",
        "AEGIS_DEGRADED, perhaps, 'must be true or false'",
        "AEGIS_UNDERLYING_STRIKE_STEP, -50, 'must be in [0.01, 10000.0]'",
        "AEGIS_UNDERLYING_EXPIRY_RULE, weekly, 'must be one of nifty, banknifty, sensex'",
        "AEGIS_SOURCE, nowhere, 'must be csv:DIR, store, upstox, yahoo, nse, auto or synthetic[:SEED]'",
        "AEGIS_MODELS, '', 'must not be empty'"
    })
    void refuses_a_value_with_its_rule_and_origin(String variable, String value, String rule) {
        environment.put(variable, value);

        assertThatThrownBy(this::settings)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(rule)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("environment variable " + variable);
    }

    @Test
    void knows_an_underlying_by_its_name_and_takes_what_is_said_otherwise() {
        environment.put("AEGIS_UNDERLYING_NAME", "BANKNIFTY");
        assertThat(settings().underlying()).isEqualTo(Underlying.BANKNIFTY);

        environment.put("AEGIS_UNDERLYING_FILE_STEM", "bank");
        assertThat(settings().underlying().fileStem()).isEqualTo("bank");
        assertThat(settings().underlying().yahooSymbol()).isEqualTo("^NSEBANK");
    }

    @Test
    void wants_everything_said_of_an_underlying_it_does_not_know() {
        environment.put("AEGIS_UNDERLYING_NAME", "NIFTYIT");
        assertThatThrownBy(this::settings)
                .hasMessageContaining("underlying.file-stem")
                .hasMessageContaining("must not be empty");

        environment.put("AEGIS_UNDERLYING_FILE_STEM", "finnifty");
        environment.put("AEGIS_UNDERLYING_YAHOO_SYMBOL", "NIFTY_FIN_SERVICE.NS");
        environment.put("AEGIS_UNDERLYING_NSE_SYMBOL", "NIFTYIT");
        environment.put("AEGIS_UNDERLYING_NSE_INDEX_NAME", "NIFTY FIN SERVICE");
        environment.put("AEGIS_UNDERLYING_YAHOO_VOLATILITY_SYMBOL", "^INDIAVIX");
        environment.put("AEGIS_UNDERLYING_NSE_VOLATILITY_INDEX_NAME", "INDIA VIX");
        environment.put("AEGIS_UNDERLYING_VOLATILITY_INDEX", "INDIAVIX");
        environment.put("AEGIS_UNDERLYING_VOLATILITY_FILE_STEM", "indiavix");
        assertThatThrownBy(this::settings).hasMessageContaining("underlying.strike-step");
    }

    @Test
    void refuses_what_is_no_setting_in_a_file() throws IOException {
        Files.writeString(folder.resolve("aegis.conf"), "aegis {\n  fold = 3\n}");
        assertThatThrownBy(this::settings)
                .hasMessageContaining("aegis.fold is no setting")
                .hasMessageContaining("aegis.conf: 2");
    }

    @Test
    void refuses_a_file_that_is_missing_or_cannot_be_read() throws IOException {
        file = Optional.of(Path.of("nowhere.conf"));
        assertThatThrownBy(this::settings).hasMessageContaining("nowhere.conf");

        file = Optional.of(Files.writeString(folder.resolve("bad.conf"), "aegis { seed = "));
        assertThatThrownBy(this::settings).hasMessageContaining("bad.conf");
    }

    @Test
    void the_doctor_shows_every_setting_with_its_origin() throws IOException {
        Files.writeString(folder.resolve("aegis.conf"), "aegis.folds = 4");

        Result result = new CommandLineRun(folder).with("AEGIS_EPOCHS", "7").run("doctor --show-config --models there");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsPattern("epochs +\\| 7 +\\| environment variable AEGIS_EPOCHS")
                .containsPattern("folds +\\| 4 +\\| .*aegis.conf: 1")
                .containsPattern("models +\\| there +\\| --models")
                .containsPattern("seed +\\| 20241231 +\\| default");
        for (SettingKey key : SettingKey.values()) {
            assertThat(result.out()).contains(" " + key.settingName() + " ");
        }
    }

    @Test
    void a_wrong_setting_ends_with_exit_code_2() {
        Result result = new CommandLineRun(folder).with("AEGIS_FOLDS", "many").run("train --source synthetic");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("aegis: folds must be a whole number, was 'many' (environment variable AEGIS_FOLDS)"
                        + System.lineSeparator());
    }
}
