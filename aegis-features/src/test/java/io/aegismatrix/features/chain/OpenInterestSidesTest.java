package io.aegismatrix.features.chain;

import static io.aegismatrix.features.chain.Chains.WEEKLY;
import static io.aegismatrix.features.chain.Chains.analytics;
import static io.aegismatrix.features.chain.Chains.chain;
import static io.aegismatrix.features.chain.Chains.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What weighs calls against puts needs both, each in its place. */
class OpenInterestSidesTest {

    /** Puts are open below 100, calls above, as people hold them. */
    private static List<OptionQuote> usual() {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int strike = 80; strike <= 120; strike += 5) {
            quotes.add(open(WEEKLY, strike, Right.CALL, strike >= 100 ? 9000 : 100));
            quotes.add(open(WEEKLY, strike, Right.PUT, strike <= 100 ? 9000 : 100));
        }
        return quotes;
    }

    private static OptionQuote withOpen(OptionQuote quote, Right right, double openInterest) {
        return open(quote.expiry(), quote.strike(), right, openInterest);
    }

    private static List<OptionQuote> withSide(Right right, double factor) {
        return usual().stream()
                .map(quote -> quote.right() == right ? withOpen(quote, right, quote.openInterest() * factor) : quote)
                .toList();
    }

    private static void assertNotWeighed(List<OptionQuote> quotes, String told) {
        ExpiryAnalytics expiry = analytics(chain(quotes.toArray(OptionQuote[]::new)), WEEKLY);
        assertThat(expiry.sidesComplaint().orElseThrow()).contains(told);
        assertThat(expiry.maxPain()).isEmpty();
        assertThat(expiry.gamma()).isEmpty();
        assertThat(expiry.putCallRatio().openInterest()).isEmpty();
    }

    @Test
    void weighs_a_usual_chain() {
        ExpiryAnalytics expiry = analytics(chain(usual().toArray(OptionQuote[]::new)), WEEKLY);

        assertThat(expiry.sidesComplaint()).isEmpty();
        assertThat(expiry.maxPain().orElseThrow().strike()).isEqualTo(100);
        assertThat(expiry.putCallRatio().openInterest()).hasValue(1);
    }

    @Test
    void puts_alone_are_half_a_chain() {
        assertNotWeighed(
                usual().stream().filter(quote -> quote.right() == Right.PUT).toList(), "no open call");
    }

    @Test
    void calls_alone_are_half_a_chain() {
        assertNotWeighed(
                usual().stream().filter(quote -> quote.right() == Right.CALL).toList(), "no open put");
    }

    @Test
    void a_side_without_open_interest_is_not_there() {
        assertNotWeighed(withSide(Right.CALL, 0), "no open call");
        assertNotWeighed(withSide(Right.PUT, 0.001), "hardly an open put");
    }

    @Test
    void zero_everywhere_is_no_open_interest() {
        assertNotWeighed(
                usual().stream().map(quote -> withOpen(quote, quote.right(), 0)).toList(), "no option is open");
    }

    @Test
    void exchanged_sides_are_told() {
        assertNotWeighed(
                usual().stream()
                        .map(quote -> withOpen(
                                quote, quote.right() == Right.CALL ? Right.PUT : Right.CALL, quote.openInterest()))
                        .toList(),
                "exchanged");
    }
}
