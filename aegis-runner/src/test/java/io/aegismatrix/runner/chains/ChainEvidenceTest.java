package io.aegismatrix.runner.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.runner.trading.TradingFixture;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ChainEvidenceTest {

    private static final FeatureSet FEATURES = TradingFixture.features();
    private static final MarketHistory HISTORY = FEATURES.history();
    private static final int ROW = TradingFixture.FIRST;

    private static OptionQuote open(LocalDate expiry, double strike, Right right, double openInterest) {
        OptionalDouble none = OptionalDouble.empty();
        return new OptionQuote(expiry, strike, right, openInterest, 0, none, none, none, none);
    }

    /** A chain whose max pain is {@code pain} times the close: all that is held pays nothing there. */
    private static OptionChain chain(int row, int end, double pain, double gap) {
        double close = HISTORY.close(row);
        LocalDate session = HISTORY.session(row);
        LocalDate expiry = end < HISTORY.size() ? HISTORY.session(end) : session.plusDays(60);
        return new OptionChain(
                "NIFTY",
                FEATURES.snapshot().calendar().close(session),
                close,
                List.of(
                        open(expiry, close * pain, Right.CALL, 100),
                        open(expiry, close * pain, Right.PUT, 100),
                        open(expiry, close * (1 - gap / 2), Right.PUT, 1),
                        open(expiry, close * (1 + gap / 2), Right.CALL, 1)));
    }

    private static Optional<ChainEvidence> find(List<OptionChain> chains) {
        ChainSieve sieve = new ChainSieve(FEATURES);
        chains.forEach(sieve::add);
        return ChainEvidence.of(sieve);
    }

    private static ChainEvidence evidence(List<OptionChain> chains) {
        return find(chains).orElseThrow();
    }

    @Test
    void sets_max_pain_beside_the_index_staying_where_it_is() {
        ChainEvidence found = evidence(List.of(chain(ROW, ROW + 3, 1.004, 0.01)));

        double close = HISTORY.close(ROW);
        double end = HISTORY.close(ROW + 3);
        assertThat(found.maxPain()).hasSize(2);
        MaxPainRecord few = found.maxPain().get(0);
        assertThat(few.fewestSessions()).isEqualTo(2);
        assertThat(few.chains()).isEqualTo(1);
        assertThat(few.asForecast().loss()).isCloseTo(Math.abs(1.004 * close - end) / close, within(1e-12));
        assertThat(few.asForecast().baselineLoss()).isCloseTo(Math.abs(end / close - 1), within(1e-12));
        assertThat(few.errorRatio()).isCloseTo(Math.abs(1.004 * close - end) / Math.abs(end - close), within(1e-12));
        assertThat(found.skew()).isEmpty();
        assertThat(found.straddles()).isEmpty();
    }

    /** Both legs at the close, priced by the series of Black's formula at the money. */
    private static OptionChain atTheMoney(int end, double volatility) {
        double close = HISTORY.close(ROW);
        double deviation = volatility * Math.sqrt((end - ROW) / 252.0);
        double price = close * deviation / Math.sqrt(2 * Math.PI) * (1 - deviation * deviation / 24);
        List<OptionQuote> quotes = new ArrayList<>();
        for (Right right : Right.values()) {
            OptionalDouble middle = OptionalDouble.of(price);
            quotes.add(new OptionQuote(
                    HISTORY.session(end), close, right, 100, 10, OptionalDouble.empty(), middle, middle, middle));
        }
        LocalDate session = HISTORY.session(ROW);
        return new OptionChain("NIFTY", FEATURES.snapshot().calendar().close(session), close, quotes);
    }

    @Test
    void holds_forward_volatility_against_the_closes_between_the_expiries() {
        ForwardRecord found = evidence(List.of(atTheMoney(ROW + 3, 0.12), atTheMoney(ROW + 7, 0.15)))
                .forwards()
                .orElseThrow();

        double squares = 0;
        for (int row = ROW + 4; row <= ROW + 7; row++) {
            squares += Math.pow(Math.log(HISTORY.close(row) / HISTORY.close(row - 1)), 2);
        }
        assertThat(found.pairs()).isEqualTo(1);
        assertThat(found.expiries()).isEqualTo(1);
        // (0.15^2 * 7 - 0.12^2 * 3) / 4 = 0.028575
        assertThat(found.implied()).isCloseTo(0.169041, within(2e-5));
        assertThat(found.realised()).isCloseTo(Math.sqrt(squares / 4 * 252), within(1e-12));
        assertThat(found.bias()).isCloseTo(found.implied() - found.realised(), within(1e-15));
    }

    @Test
    void an_expiry_counts_once_however_often_it_was_seen() {
        List<OptionChain> chains = new ArrayList<>();
        for (int row = ROW; row < ROW + 4; row++) {
            chains.add(chain(row, ROW + 4, 1, 0.01));
        }
        chains.add(chain(ROW + 3, ROW + 5, 1, 0.01));

        MaxPainRecord all = evidence(chains).maxPain().get(2);
        double[] moves = new double[5];
        for (int i = 0; i < 5; i++) {
            int end = ROW + (i < 4 ? 4 : 5);
            double close = HISTORY.close(ROW + Math.min(i, 3));
            moves[i] = Math.abs(HISTORY.close(end) / close - 1);
        }
        assertThat(all.chains()).isEqualTo(5);
        assertThat(all.expiries()).isEqualTo(2);
        assertThat(all.asForecast().baselineLoss())
                .isCloseTo(((moves[0] + moves[1] + moves[2] + moves[3]) / 4 + moves[4]) / 2, within(1e-12));
    }

    @Test
    void says_what_it_left_out_and_why() {
        OptionChain taken = chain(ROW, ROW + 3, 1, 0.01);
        ChainEvidence found = evidence(List.of(
                taken,
                taken,
                chain(ROW, ROW, 1, 0.01),
                chain(HISTORY.size() - 1, HISTORY.size(), 1, 0.01),
                chain(ROW, ROW + 4, 1.05, 0.2),
                chain(ROW, ROW + 90, 1, 0.01)));

        assertThat(found.chains()).isEqualTo(1);
        assertThat(found.leftOut()).isEqualTo(new ChainEvidence.LeftOut(1, 1, 1, 1, 1));
        assertThat(find(List.of(chain(ROW, ROW, 1, 0.01)))).isEmpty();
    }

    @Test
    void claims_no_interval_below_fifty_expiries() {
        List<OptionChain> chains = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            chains.add(chain(ROW + i, ROW + i + 1, 1.004, 0.01));
        }
        assertThat(evidence(chains).maxPain().get(0).asForecast().lower()).isNaN();
        chains.add(chain(ROW + 49, ROW + 50, 1.004, 0.01));
        MaxPainRecord enough = evidence(chains).maxPain().get(0);
        assertThat(enough.asForecast().lower())
                .isLessThan(enough.asForecast().skill())
                .isFinite();
    }
}
