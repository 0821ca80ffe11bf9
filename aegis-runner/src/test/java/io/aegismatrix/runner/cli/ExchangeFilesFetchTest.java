package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.source.MarketStores;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchange's own files are got by {@code fetch} only where somebody asks for them and gives a name to ask with. */
class ExchangeFilesFetchTest {

    private static final Instant MONDAY_MORNING = Instant.parse("2024-01-08T02:00:00Z");
    private static final String FRIDAY = "/content/indices/ind_close_all_05012024.csv";
    private static final String INDICES =
            "Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,"
                    + "Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield\n"
                    + "Nifty 50,05-01-2024,21600,21800,21500,21710.8,1,.3,1,1,1,1,1\n"
                    + "India VIX,05-01-2024,13.4,13.6,12.4,12.9,-.68,-4.8,-,-,-,-,-\n";

    @TempDir
    private Path folder;

    private static final LocalHosts HOSTS = new LocalHosts();

    @BeforeEach
    void nothing_but_one_file_is_there() {
        HOSTS.reset();
        HOSTS.yahooAlways(LocalHosts.dated(MONDAY_MORNING).withStatus(404));
        HOSTS.upstoxAlways(LocalHosts.dated(MONDAY_MORNING).withStatus(404));
        HOSTS.upstox(
                FRIDAY,
                LocalHosts.dated(MONDAY_MORNING)
                        .withHeader("Content-Type", "text/csv")
                        .withBody(INDICES));
    }

    @AfterAll
    static void stop() {
        HOSTS.close();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .at(MONDAY_MORNING)
                .with("AEGIS_LIVE_UPSTOX", "off")
                .with("AEGIS_LIVE_YAHOO", HOSTS.yahooBase().toString())
                .with("AEGIS_LIVE_EXCHANGE", HOSTS.upstoxBase().toString());
    }

    @Test
    void gets_the_newest_ones_under_the_operators_name_keeps_them_and_tells_which_came() {
        Result result = line().with("AEGIS_LIVE_EXCHANGE_FILES", "archive")
                .with("AEGIS_LIVE_USER_AGENT", "Desk 7")
                .run("fetch --source yahoo --store market.db");

        assertThat(result.err()).contains("exchange: ind_close_all_05012024.csv came", "SOURCE_FAILED");
        assertThat(folder.resolve("archive/ind_close_all_05012024.csv")).hasContent(INDICES);
        assertThat(HOSTS.upstoxRequests("Desk 7")).hasSizeBetween(1, 4);
        assertThat(HOSTS.upstoxRequests("AegisMatrix")).isEmpty();
        assertThat(MarketStores.summary(folder.resolve("market.db")).holdings())
                .anyMatch(holding -> holding.instrument().equals("NIFTY50") && holding.count() == 1);
    }

    @Test
    void asks_for_none_unless_told_to_and_not_without_a_name() {
        Result usual = line().run("fetch --source yahoo --store market.db");
        Result nameless =
                line().with("AEGIS_LIVE_EXCHANGE_FILES", "archive").run("fetch --source yahoo --store market.db");

        assertThat(HOSTS.upstoxRequests("AegisMatrix")).isEmpty();
        assertThat(usual.err()).doesNotContain("exchange:");
        assertThat(nameless.status()).isEqualTo(2);
        assertThat(nameless.err()).contains("live.exchange-files", "live.user-agent of your own");
    }
}
