package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.Figures;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.log.LogSummary.Holding;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of two challengers by commands alone: trained, forecasting in shadow at every inference, scored, judged. The
 * forecasts are those of the volatility regression, the market an invented one, read from files as a real one would be.
 */
class PromotionRecordTest {

    private static final int TRAINED = 440;
    private static final String INFER = "infer --source csv:market --quiet --as-of ";

    @TempDir
    private Path folder;

    private List<LocalDate> sessions = List.of();
    private String champion = "";

    private ModelStore store() {
        return ModelStore.directory(folder.resolve("models"));
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder).with("AEGIS_LEDGER", "runs.jsonl");
    }

    private static Result done(Result result) {
        assertThat(result.status()).as(result.err()).isZero();
        return result;
    }

    @BeforeEach
    void trains_the_champion() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        sessions =
                MarketSources.csv(folder.resolve("market"))
                        .snapshot(MarketRequest.nifty50(CommandLineRun.NOW))
                        .daily()
                        .bars()
                        .stream()
                        .map(DailyBar::session)
                        .toList();
        done(line().run("train --source csv:market --engine seller --engine buyer --engine direction --as-of "
                + sessions.get(TRAINED)));
        champion = store().currentVersion(SellerEngine.ID).orElseThrow();
    }

    /** Trains a challenger on the champion's sessions, from {@code first} on. */
    private String challenge(FakeEngines engines, int first) {
        done(line().with(engines)
                .run(
                        "train --source csv:market --engine seller --challenger --as-of " + sessions.get(TRAINED),
                        "--from",
                        sessions.get(first).toString()));
        String challenger = store().challenger(SellerEngine.ID).orElseThrow();
        assertThat(store().currentVersion(SellerEngine.ID)).contains(champion);
        return challenger;
    }

    /** Infers after the close of each of these sessions, then scores by what is known after {@code known}. */
    private void inferAndScore(int from, int to, int known) {
        sessions.subList(from, to).forEach(session -> done(line().run(INFER + session)));
        done(line().run("score --source csv:market --as-of " + sessions.get(known)));
    }

    private Result promote() {
        return line().run("models promote seller");
    }

    private void assertOfferRefused(String challenger, String why) {
        Result refused = promote();
        assertThat(refused.status()).as(refused.err()).isEqualTo(13);
        assertThat(refused.err()).contains("seller " + challenger + " stays out of use", champion + " in it", why);
        assertThat(store().currentVersion(SellerEngine.ID)).contains(champion);
        assertThat(store().challenger(SellerEngine.ID)).contains(challenger);
    }

    @Test
    void a_worse_challenger_stays_one_a_sound_one_takes_over_and_can_be_taken_back(TestReporter reporter)
            throws IOException {
        String worse = challenge(new FakeEngines().withVolatilityTimes(1.5), 0);
        int next = TRAINED + 1;
        inferAndScore(next, next + 59, next + 80);
        assertOfferRefused(worse, "59 sessions scored, at least 60 are needed");
        inferAndScore(next + 59, next + 62, next + 85);
        assertOfferRefused(worse, "realized_volatility 1: loss ");
        Figures.tell(reporter, "worse", promote().err().strip());

        String sound = challenge(new FakeEngines(), 20);
        assertOfferRefused(sound, "0 sessions scored, at least 60 are needed");
        int later = next + 62;
        inferAndScore(later, later + 64, later + 90);
        Result promoted = done(promote());
        Figures.tell(reporter, "sound", promoted.out().strip());
        assertThat(promoted.out()).contains("seller " + sound + " is in use now: not worse on 64 scored sessions");
        assertThat(store().currentVersion(SellerEngine.ID)).contains(sound);
        assertThat(store().challenger(SellerEngine.ID)).isEmpty();
        assertSaidBy(sound, later + 91);

        assertThat(done(line().run("models rollback seller --reason", "the desk prefers the old one"))
                        .out())
                .contains("seller " + champion + " is in use again");
        assertSaidBy(champion, later + 92);
        assertThat(done(line().run("models verify")).out()).contains("seller");
        assertThat(done(line().run("models show seller")).out())
                .containsSubsequence("trained", "challenged", "challenged", "promoted", "rolled_back");
        assertLogged();
    }

    /** The next payload is the version's, by its own word and by the log's. */
    private void assertSaidBy(String version, int row) throws IOException {
        done(line().run(INFER + sessions.get(row)));
        assertThat(PayloadReader.json().read(folder.resolve("aegismatrix.json")).models())
                .filteredOn(model -> model.engine().equals("seller"))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.version()).isEqualTo(version));
        assertThat(Files.readString(folder.resolve("aegismatrix.json"))).doesNotContain("challenger");
    }

    private void assertLogged() {
        assertThat(PredictionLog.of(folder.resolve("predictions.db")).verify().holdings())
                .filteredOn(held -> held.engine().equals("seller"))
                .extracting(Holding::underlying, Holding::kind, Holding::versions, Holding::sessions)
                .containsExactly(tuple("NIFTY50", "challenger", 2, 126), tuple("NIFTY50", "champion", 2, 128));
    }
}
