package io.aegismatrix.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexPartTest {

    @TempDir
    private Path folder;

    private Configuration configuration(String... settings) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return Configuration.load(environment, folder, Optional.empty(), Map.of());
    }

    @Test
    void files_and_folders_end_with_the_name_of_the_index() {
        IndexPart part = new IndexPart("BANKNIFTY", false, 30);
        assertThat(part.place("aegismatrix.json")).isEqualTo("aegismatrix-banknifty.json");
        assertThat(part.place("/var/lib/aegis.d/models")).isEqualTo("/var/lib/aegis.d/models-banknifty");
        assertThat(part.place("out.v1/log.db")).isEqualTo("out.v1/log-banknifty.db");
        assertThat(new IndexPart("NIFTY IT", false, 30).place("x.json")).isEqualTo("x-nifty-it.json");
        assertThat(new IndexPart("NIFTY50", true, 30).place("x.json")).isEqualTo("x.json");
    }

    @Test
    void another_index_takes_nothing_over_from_the_configured_one_but_what_is_common() {
        Configuration whole = configuration(
                "AEGIS_UNDERLYING_STRIKE_STEP", "25", "AEGIS_LOG_PREDICTIONS", "off", "AEGIS_LEDGER", "runs.jsonl");
        Configuration its = whole.forIndex(new IndexPart("BANKNIFTY", false, 12));
        Settings settings = Settings.of(its, folder, Clock.systemUTC());

        assertThat(settings.underlying()).isEqualTo(io.aegismatrix.data.Underlying.BANKNIFTY);
        assertThat(settings.out()).isEqualTo(folder.resolve("aegismatrix-banknifty.json"));
        assertThat(settings.log()).isEmpty();
        assertThat(settings.live().storeFile()).isEqualTo(folder.resolve("market.db"));
        assertThat(settings.live().settings().manners().deadline()).isEqualTo(Duration.ofSeconds(12));
        assertThat(RunSettings.of(its, folder).ledger()).contains(folder.resolve("runs-banknifty.jsonl"));
        assertThat(RunSettings.of(whole, folder).ledger()).contains(folder.resolve("runs.jsonl"));
    }

    @Test
    void the_configured_index_keeps_every_setting_but_its_share_of_the_time() {
        Configuration its =
                configuration("AEGIS_UNDERLYING_STRIKE_STEP", "25").forIndex(new IndexPart("NIFTY50", true, 20));
        Settings settings = Settings.of(its, folder, Clock.systemUTC());
        assertThat(settings.underlying().strikeStep()).isEqualTo(25);
        assertThat(settings.out()).isEqualTo(folder.resolve("aegismatrix.json"));
        assertThat(settings.live().settings().manners().deadline()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void names_are_taken_once_in_the_order_they_were_given() {
        assertThat(IndexPart.names(configuration("AEGIS_UNDERLYINGS", " SENSEX, NIFTY50,SENSEX ,")))
                .containsExactly("SENSEX", "NIFTY50");
        assertThat(IndexPart.names(configuration())).isEmpty();
        assertThat(IndexPart.names(configuration("AEGIS_UNDERLYINGS", " "))).isEmpty();
    }
}
