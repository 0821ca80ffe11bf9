package io.aegismatrix.data.internal.upstox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.internal.live.VendorBars.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Upstox really answered, through our own readers: the values were looked up in the recordings by hand. */
class RecordedUpstoxTest {

    private static final String KEY = "NSE_INDEX|Nifty 50";

    private static InputStream recorded(String name) throws IOException {
        return new ByteArrayInputStream(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(DeveloperData.requireRecorded("upstox/" + name));
    }

    @Test
    void contracts_tell_expiries_that_no_rule_gives_and_their_lots() throws IOException {
        UpstoxContracts contracts = UpstoxContracts.read(recorded("option-contracts-nifty.json"), "recorded", KEY);

        // A Monday, for the Tuesday is a holiday; and 2029's last is one too.
        assertThat(contracts.expiries())
                .hasSize(18)
                .contains(LocalDate.of(2026, 4, 7), LocalDate.of(2026, 4, 13), LocalDate.of(2029, 12, 24));
        assertThat(contracts.expiries())
                .allSatisfy(expiry -> assertThat(contracts.lotSize(expiry)).isEqualTo(65));
    }

    @Test
    void a_chain_is_read_in_contracts_and_fractions_and_a_leg_that_never_traded_has_a_bid_only() throws IOException {
        UpstoxChain chain = UpstoxChain.read(
                recorded("option-chain-nifty-2026-04-07.json"),
                "recorded",
                new UpstoxChain.Asked(KEY, LocalDate.of(2026, 4, 7), 65));

        assertThat(chain.spot()).isEqualTo(22266.25);
        assertThat(chain.quotes()).hasSize(22);
        OptionQuote call = quote(chain, 22250, Right.CALL);
        assertThat(call.lastPrice()).hasValue(305.4);
        assertThat(call.openInterest()).isEqualTo(31813);
        assertThat(call.volume()).isEqualTo(405648);
        assertThat(call.impliedVolatility().orElseThrow()).isCloseTo(0.274, within(1e-12));
        OptionQuote untraded = quote(chain, 20200, Right.CALL);
        assertThat(untraded.lastPrice()).isEmpty();
        assertThat(untraded.impliedVolatility()).isEmpty();
        assertThat(untraded.bid()).hasValue(1910.7);
        assertThat(quote(chain, 20200, Right.PUT).impliedVolatility().orElseThrow())
                .isCloseTo(0.4114, within(1e-12));
    }

    private static OptionQuote quote(UpstoxChain chain, double strike, Right right) {
        return chain.quotes().stream()
                .filter(quote -> quote.strike() == strike && quote.right() == right)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void daily_bars_come_newest_first_and_are_read_oldest_first() throws IOException {
        List<Row> rows = UpstoxCandles.rows(recorded("historical-days-niftybees.json"), "recorded");

        assertThat(rows).hasSize(20);
        assertThat(rows.get(0).stamp()).isEqualTo("2026-03-01T18:30:00Z");
        assertThat(rows.get(0).open()).isEqualTo(286.25);
        assertThat(rows.get(19).close()).isEqualTo(257.45);
    }

    @Test
    void errors_are_known_by_their_whole_code() throws IOException {
        assertThat(UpstoxErrors.complaint(answer(401, "error-401-invalid-token.json"))
                        .orElseThrow())
                .satisfies(complaint -> {
                    assertThat(complaint.outcome()).isEqualTo(Outcome.TOKEN_REFUSED);
                    assertThat(UpstoxErrors.endsToken(complaint.detail())).isTrue();
                });
        assertThat(UpstoxErrors.complaint(answer(400, "error-400-invalid-instrument.json"))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.REJECTED);
    }

    private static MarketHttp.Response answer(int status, String name) throws IOException {
        return new MarketHttp.Response(
                URI.create("https://upstox.example/answer"),
                status,
                Map.of("Content-Type", List.of("application/json")),
                bytes(name));
    }
}
