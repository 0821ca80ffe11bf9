package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainHistoryTest {

    private static final String STRIKES =
            "trade_date,snapshot_time,expiry,underlying,strike,ce_oi,ce_volume,ce_iv,ce_ltp,"
                    + "ce_bid,ce_ask,pe_bid,pe_ask,pe_ltp,pe_iv,pe_volume,pe_oi\n";
    private static final String OPTIONS = "TradDt,XpryDt,OptnTp,StrkPric,ClsPric,TtlTradgVol,OpnIntrst,UndrlygPric\n";

    @TempDir
    private Path folder;

    private List<DataQuality.Anomaly> noticed = List.of();

    @BeforeEach
    void writes_bars() throws IOException {
        write("nifty50_daily.csv", """
                date,open,high,low,close
                2019-01-08,10800,10810,10700,10788.7
                2024-01-02,21700,21750,21600,21665.8
                """);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private List<OptionChain> read() {
        List<OptionChain> chains = new ArrayList<>();
        noticed = MarketSources.csv(folder)
                .chains(MarketRequest.nifty50(Instant.parse("2024-06-01T12:00:00Z")), chains::add);
        return chains;
    }

    @Test
    void reads_a_row_a_strike_with_both_legs() throws IOException {
        write(
                "option_chain/nifty_chain_eod_1.csv",
                STRIKES + "2019-01-08,15:32,2019-01-31,10788.7,10800,,,,,100,101,99,100,99.5,14.5,20,75\n");

        OptionChain chain = read().get(0);
        assertThat(chain.asOf()).isEqualTo(Instant.parse("2019-01-08T10:02:00Z"));
        assertThat(chain.spot()).isEqualTo(10_788.7);
        OptionQuote call = chain.quotes().get(0);
        assertThat(call.openInterest()).isZero();
        assertThat(call.lastPrice()).isEmpty();
        assertThat(call.bid()).hasValue(100);
        OptionQuote put = chain.quotes().get(1);
        assertThat(put.right()).isEqualTo(Right.PUT);
        assertThat(put.impliedVolatility()).hasValue(0.145);
        assertThat(put.expiry()).isEqualTo(LocalDate.of(2019, 1, 31));
    }

    @Test
    void reads_bhavcopies_without_futures_and_without_prices_of_what_did_not_trade() throws IOException {
        write(
                "bhavcopy/nifty_fo_udiff_1.csv",
                OPTIONS + "2024-01-02,2024-01-25,,,21700,5,5,21665.8\n"
                        + "2024-01-02,2024-01-25,CE,21700,250,0,10,21665.8\n"
                        + "2024-01-02,2024-02-29,PE,21700,300,50,20,21665.8\n");

        OptionChain chain = read().get(0);
        assertThat(chain.asOf()).isEqualTo(Instant.parse("2024-01-02T10:00:00Z"));
        assertThat(chain.knownAt()).isEqualTo(Instant.parse("2024-01-02T14:00:00Z"));
        assertThat(chain.expiries()).hasSize(2);
        assertThat(chain.quotes().get(0).openInterest()).isEqualTo(0.2);
        assertThat(chain.quotes().get(0).lastPrice()).isEmpty();
        assertThat(chain.quotes().get(1).lastPrice()).hasValue(300);
    }

    @Test
    void names_file_line_and_value_of_what_it_cannot_use() throws IOException {
        write("bhavcopy/nifty_fo_udiff_1.csv", OPTIONS + "2024-01-06,2024-01-25,CE,21700,250,1,10,21665.8\n");
        assertThat(read()).isEmpty();
        assertThat(noticed)
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.detail())
                        .startsWith("nifty_fo_udiff_1.csv: its day must be a session, was 2024-01-06"));
        write(
                "option_chain/nifty_chain_eod_1.csv",
                STRIKES + "2019-01-08,noon,2019-01-31,10788.7,10800,1,1,1,1,1,1,1,1,1,1,1,1\n");
        read();
        assertThat(noticed.get(0).detail())
                .startsWith("nifty_chain_eod_1.csv:2: snapshot_time must be HH:mm, was 'noon'");
        assertThat(noticed).hasSize(2);
    }

    @Test
    void hands_over_what_was_known_and_asked_for_only() throws IOException {
        write("bhavcopy/nifty_monthly_options_eod_1.csv", """
                trade_date,expiry,option_type,strike,close,volume_units,lot,open_interest_units,underlying_close
                2024-01-02,2024-01-25,CE,21000,800,100,50,500,21665.8
                """);
        write("bhavcopy/banknifty_monthly_options_eod_1.csv", """
                trade_date,expiry,option_type,strike,close,volume_units,lot,open_interest_units,underlying_close
                2024-01-02,2024-01-25,CE,48000,800,100,15,150,48000
                """);
        assertThat(read()).singleElement().satisfies(chain -> {
            assertThat(chain.quotes().get(0).volume()).isEqualTo(2);
            assertThat(chain.quotes().get(0).openInterest()).isEqualTo(10);
        });
        List<OptionChain> chains = new ArrayList<>();
        MarketSource source = MarketSources.csv(folder);
        source.chains(MarketRequest.nifty50(Instant.parse("2024-01-02T13:59:59Z")), chains::add);
        source.chains(
                MarketRequest.nifty50(Instant.parse("2024-01-05T12:00:00Z")).withFrom(LocalDate.of(2024, 1, 2)),
                chains::add);
        assertThat(chains).hasSize(1);
    }

    @Test
    void is_empty_without_files() {
        assertThat(read()).isEmpty();
    }
}
