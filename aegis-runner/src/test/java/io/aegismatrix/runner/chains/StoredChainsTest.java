package io.aegismatrix.runner.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredChainsTest {

    private static final String STRIKES =
            "trade_date,snapshot_time,expiry,underlying,strike,ce_oi,ce_volume,ce_iv,ce_ltp,"
                    + "ce_bid,ce_ask,pe_bid,pe_ask,pe_ltp,pe_iv,pe_volume,pe_oi\n";
    private static final String OPTIONS = "TradDt,XpryDt,OptnTp,StrkPric,ClsPric,TtlTradgVol,OpnIntrst,UndrlygPric\n";

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private List<OptionChain> read() {
        return StoredChains.read(folder, "NIFTY", MarketSources.nseCalendar());
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

        List<OptionChain> chains = read();
        assertThat(chains).hasSize(2);
        assertThat(chains.get(0).asOf()).isEqualTo(Instant.parse("2024-01-02T10:00:00Z"));
        assertThat(chains.get(0).quotes()).singleElement().satisfies(quote -> {
            assertThat(quote.openInterest()).isEqualTo(10);
            assertThat(quote.lastPrice()).isEmpty();
        });
        assertThat(chains.get(1).quotes().get(0).lastPrice()).hasValue(300);
    }

    @Test
    void names_file_line_and_value_of_what_it_cannot_use() throws IOException {
        write("bhavcopy/nifty_fo_udiff_1.csv", OPTIONS + "2024-01-06,2024-01-25,CE,21700,250,1,10,21665.8\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("nifty_fo_udiff_1.csv:2")
                .hasMessageContaining("must be a session, was 2024-01-06");
        write("bhavcopy/nifty_fo_udiff_1.csv", OPTIONS + "2024-01-02,2024-01-25,XX,21700,250,1,10,21665.8\n");
        assertThatThrownBy(this::read).hasMessageContaining("OptnTp").hasMessageContaining("'XX'");
        write("bhavcopy/nifty_fo_udiff_1.csv", OPTIONS + "2024-01-02,2024-01-25,CE,21700,250,1,-10,21665.8\n");
        assertThatThrownBy(this::read).hasMessageContaining("-10");
    }

    @Test
    void is_empty_without_files() {
        assertThat(read()).isEmpty();
    }
}
