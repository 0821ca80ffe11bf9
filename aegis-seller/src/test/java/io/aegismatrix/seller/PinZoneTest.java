package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.MaxPain;
import io.aegismatrix.payload.Measured;
import io.aegismatrix.payload.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Which expiry's max pain is published, and what stands in without one. */
class PinZoneTest {

    private static final LocalDate EXPIRY = LocalDate.of(2024, 6, 13);
    private static final Instant NOON = Instant.parse("2024-06-12T06:30:00Z");

    static OptionQuote option(LocalDate expiry, double strike, Right right, double openInterest) {
        return new OptionQuote(
                expiry,
                strike,
                right,
                openInterest,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static OptionChain chain(Instant asOf, OptionQuote... quotes) {
        return new OptionChain("NIFTY", asOf, 23_200, List.of(quotes));
    }

    private static OptionQuote call(double strike, double openInterest) {
        return option(EXPIRY, strike, Right.CALL, openInterest);
    }

    private static OptionQuote put(double strike, double openInterest) {
        return option(EXPIRY, strike, Right.PUT, openInterest);
    }

    @Test
    void publishes_max_pain_of_the_nearest_expiry_of_a_chain() {
        Block<MaxPain> block = Invented.engine()
                .evaluate(Invented.with(chain(NOON, call(23_000, 10), put(23_100, 20), call(23_100, 30))))
                .maxPain();
        MaxPain pain = block.get();

        assertThat(pain.method()).isEqualTo(MaxPain.Method.OPEN_INTEREST);
        assertThat(pain.expiry()).contains(EXPIRY);
        assertThat(pain.strike()).hasValue(23_100);
        assertThat(pain.confidence()).isEqualTo(Measured.missing("no record of past option chains"));
        assertThat(block).isEqualTo(Block.known(pain, Source.formula("max_pain_open_interest")));
    }

    @Test
    void moves_on_to_the_next_expiry_after_the_close_of_an_expiry_day() {
        OptionQuote next = option(EXPIRY.plusDays(7), 23_500, Right.CALL, 5);
        OptionQuote[] quotes = {call(23_000, 10), put(23_000, 10), next};

        assertThat(Invented.situation(Invented.with(chain(Invented.evening(EXPIRY), quotes)))
                        .chainExpiry()
                        .map(ExpiryAnalytics::expiry))
                .contains(EXPIRY.plusDays(7));
        assertThat(Invented.situation(Invented.with(chain(Instant.parse("2024-06-13T06:30:00Z"), quotes)))
                        .chainExpiry()
                        .map(ExpiryAnalytics::expiry))
                .contains(EXPIRY);
    }

    @Test
    void passes_over_an_expiry_without_open_interest() {
        Situation situation = Invented.situation(Invented.with(chain(NOON, call(23_000, 0), put(23_000, 0))));

        assertThat(situation.chainExpiry()).isEmpty();
        assertThat(MaxPainBlock.of(PathsAhead.of(situation, Invented.excursions(), Optional.empty()), Invented.tracks())
                        .get()
                        .method())
                .isEqualTo(MaxPain.Method.RETURN_MODE_PROXY);
    }
}
