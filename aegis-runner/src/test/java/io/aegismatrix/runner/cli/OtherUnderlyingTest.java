package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.LiveFixtures;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.ChainExpiry;
import io.aegismatrix.payload.MaxPain;
import io.aegismatrix.payload.OptionChainBlock;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.payload.Source;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
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
    void fetches_and_publishes_banknifty_from_the_network_with_its_own_expiry() throws IOException {
        MarketFolder.writeAs(Underlying.BANKNIFTY, folder.resolve("market"));
        assertThat(line("BANKNIFTY").run("train").status()).isZero();
        try (LocalHosts hosts = new LocalHosts()) {
            hosts.serveBankNifty();

            Result fetched = live(hosts).run("fetch --years 1");
            assertThat(fetched.status()).as(fetched.err()).isZero();
            assertThat(fetched.out())
                    .contains("BANKNIFTY", "INDIAVIX", "option_chain")
                    .doesNotContain("NIFTY50");
            assertThat(hosts.yahooRequests("AegisMatrix"))
                    .filteredOn(url -> !url.contains("INDIAVIX") && !url.contains("%5EGSPC"))
                    .hasSize(2)
                    .allSatisfy(url -> assertThat(url).contains("/%5ENSEBANK?"));
            assertThat(hosts.nseRequests("AegisMatrix"))
                    .containsExactly(
                            "/option-chain",
                            "/api/option-chain-contract-info?symbol=BANKNIFTY",
                            "/api/option-chain-v3?type=Indices&symbol=BANKNIFTY&expiry=30-Jan-2025",
                            "/api/option-chain-v3?type=Indices&symbol=BANKNIFTY&expiry=27-Feb-2025");

            Result inferred = live(hosts).run("infer --source auto");
            assertThat(inferred.status()).as(inferred.err()).isZero();
        }
        Payload payload = published();
        assertThat(payload.underlying()).isEqualTo("BANKNIFTY");
        assertThat(payload.dataQuality().anomalies()).isEmpty();
        assertThat(payload.dataQuality().sources())
                .extracting(source -> source.instrument() + " " + source.kind())
                .contains("BANKNIFTY quote", "BANKNIFTY option_chain");
        assertThat(payload.session().weeklyExpiry()).isEmpty();
        OptionChainBlock chain = payload.market().optionChain().get();
        assertThat(chain.expiries())
                .extracting(ChainExpiry::expiry)
                .containsExactly(LiveFixtures.MONTHLY, LocalDate.of(2025, 2, 27));
        assertThat(chain.expiries().get(0).maxPain().orElseThrow() % Underlying.BANKNIFTY.strikeStep())
                .isZero();
    }

    private CommandLineRun live(LocalHosts hosts) {
        return new CommandLineRun(folder)
                .at(LiveFixtures.NOON)
                .with("AEGIS_UNDERLYING_NAME", "BANKNIFTY")
                .with("AEGIS_LIVE_UPSTOX", "off")
                .with("AEGIS_LIVE_YAHOO", hosts.yahooBase().toString())
                .with("AEGIS_LIVE_NSE", hosts.nseBase().toString())
                .with("AEGIS_DATA_COMPLETENESS_FLOOR", "0.1");
    }

    @Test
    @Tag("slow")
    void the_shipped_engines_train_on_banknifty_and_measure_its_chain() throws IOException {
        MarketFolder.writeAs(Underlying.BANKNIFTY, folder.resolve("market"), 1_300);
        Result trained = line("BANKNIFTY").with(EngineLibrary.shipped()).run("train --folds 3 --epochs 3");
        assertThat(trained.status()).as(trained.err()).isZero();
        try (LocalHosts hosts = new LocalHosts()) {
            hosts.serveBankNifty();
            Result inferred = live(hosts).with(EngineLibrary.shipped()).run("infer --source auto");
            assertThat(inferred.status()).as(inferred.err()).isZero();
        }
        Payload payload = published();
        assertThat(payload.underlying()).isEqualTo("BANKNIFTY");
        MaxPain maxPain = payload.seller().maxPain().get();
        assertThat(payload.seller().maxPain())
                .isEqualTo(Block.known(maxPain, Source.formula("max_pain_open_interest")));
        assertThat(maxPain.expiry()).contains(LiveFixtures.MONTHLY);
        assertThat(payload.direction().today().close().get().sessionFraction().orElseThrow())
                .isBetween(0.5, 0.9);
    }

    @Test
    @Tag("slow")
    void the_shipped_engines_train_and_back_test_on_days_before_options_were_listed() throws IOException {
        MarketFolder.writeAs(Underlying.SENSEX, folder.resolve("market"), 1_700);
        CommandLineRun sensex = line("SENSEX").with(EngineLibrary.shipped());

        Result trained = sensex.run("train --folds 2 --engine seller --engine buyer");
        assertThat(trained.status()).as(trained.err()).isIn(0, 13);
        Result tested =
                sensex.run("backtest --from 2022-09-01 --to 2023-07-31 --engine seller --engine buyer --out bt");

        assertThat(tested.status()).as(tested.err()).isZero();
        assertThat(Files.readString(folder.resolve("bt/report.md")))
                .containsPattern("On 1\\d\\d of these sessions no expiry of listed options was known")
                .contains("long_straddle_5", "short_strangle");
    }

    @Test
    void refuses_models_of_another_index() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        assertThat(line("NIFTY50").run("train").status()).isZero();
        MarketFolder.writeAs(Underlying.BANKNIFTY, folder.resolve("market"));

        Result result = line("BANKNIFTY").run("infer");

        assertThat(result.status()).isEqualTo(12);
        assertThat(result.err()).contains("trained on NIFTY50, these features are of BANKNIFTY");
        assertThat(folder.resolve("aegismatrix.json")).doesNotExist();
    }

    @Test
    void never_replaces_the_models_of_another_index() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        assertThat(line("NIFTY50").run("train").status()).isZero();
        MarketFolder.writeAs(Underlying.BANKNIFTY, folder.resolve("market"));

        Result result = line("BANKNIFTY").run("train");

        assertThat(result.status()).isEqualTo(13);
        assertThat(result.err()).contains("this one of BANKNIFTY: give every index a models folder of its own");
        assertThat(line("NIFTY50").run("infer").status()).isZero();
    }

    @Test
    void never_takes_the_nifty_files_for_another_index() throws IOException {
        MarketFolder.write(folder.resolve("market"));

        Result result = line("BANKNIFTY").run("train");

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.err()).contains("banknifty_daily.csv");
    }
}
