package io.aegismatrix.features.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.features.chain.TermStructure.EventSession;
import io.aegismatrix.features.chain.TermStructure.Forward;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Between expiries variance adds up in sessions; what an event adds to its own is found again. */
class TermStructureTest {

    /** Thursdays, 4, 9, 13 and 18 sessions after Friday 2024-06-28: Wednesday 2024-07-17 was a holiday. */
    private static final List<LocalDate> EXPIRIES =
            List.of(Chains.WEEKLY, LocalDate.of(2024, 7, 11), LocalDate.of(2024, 7, 18), Chains.MONTHLY);

    private static final int[] SESSIONS = {4, 9, 13, 18};
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 28);
    private static final LocalDate TUESDAY = LocalDate.of(2024, 7, 9);
    private static final LocalDate WEDNESDAY = LocalDate.of(2024, 7, 10);

    private static TermStructure of(SortedMap<LocalDate, OptionalDouble> events, double... volatilities) {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int i = 0; i < volatilities.length; i++) {
            double volatility = volatilities[i];
            quotes.addAll(Chains.smile(EXPIRIES.get(i), SESSIONS[i], Chains.SPOT, 4, strike -> volatility));
        }
        OptionChain chain = Chains.chain(Chains.FRIDAY, quotes);
        return TermStructure.of(ChainAnalytics.of(chain, Chains.CALENDAR).expiries(), TODAY, events);
    }

    private static SortedMap<LocalDate, OptionalDouble> event(LocalDate session, OptionalDouble multiplier) {
        SortedMap<LocalDate, OptionalDouble> events = new TreeMap<>();
        events.put(session, multiplier);
        return events;
    }

    /** Volatility to each expiry where a session has a multiple of the variance of the others. */
    private static double[] planted(double usual, double multiple, int firstExpiry) {
        double[] volatilities = new double[SESSIONS.length];
        for (int i = 0; i < volatilities.length; i++) {
            double ordinary = SESSIONS[i] + (i >= firstExpiry ? multiple - 1 : 0);
            volatilities[i] = usual * Math.sqrt(ordinary / SESSIONS[i]);
        }
        return volatilities;
    }

    @Test
    void forward_variance_is_what_the_later_expiry_has_more() {
        List<Forward> forwards = of(new TreeMap<>(), 0.12, 0.15).forwards();

        assertThat(forwards).hasSize(1);
        assertThat(forwards.get(0).from()).isEqualTo(EXPIRIES.get(0));
        assertThat(forwards.get(0).to()).isEqualTo(EXPIRIES.get(1));
        assertThat(forwards.get(0).sessions()).isCloseTo(5, within(1e-9));
        // (0.15^2 * 9 - 0.12^2 * 4) / 5 = 0.02898; its root by hand.
        assertThat(forwards.get(0).volatility().orElseThrow()).isCloseTo(0.170235, within(2e-5));
    }

    @Test
    void a_flat_term_structure_has_the_same_volatility_everywhere() {
        assertThat(of(new TreeMap<>(), 0.14, 0.14, 0.14, 0.14).forwards())
                .hasSize(3)
                .allSatisfy(forward ->
                        assertThat(forward.volatility().orElseThrow()).isCloseTo(0.14, within(2e-5)));
    }

    @Test
    void total_variance_that_falls_has_no_forward_and_says_where() {
        // 0.20^2 * 4 = 0.16 sessions' worth, 0.12^2 * 9 = 0.1296.
        Forward forward = of(new TreeMap<>(), 0.20, 0.12).forwards().get(0);

        assertThat(forward.volatility()).isEmpty();
        assertThat(forward.reason().orElseThrow())
                .startsWith("total variance falls from 0.000635 on 2024-07-04 to 0.000514 on 2024-07-11");
    }

    @Test
    void forwards_are_volatilities_or_give_a_reason_and_add_up_again() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            double[] volatilities = random.doubles(4, 0.08, 0.3).toArray();
            List<Forward> forwards = of(new TreeMap<>(), volatilities).forwards();
            double variance = volatilities[0] * volatilities[0] * SESSIONS[0];
            for (int i = 0; i < forwards.size(); i++) {
                Forward forward = forwards.get(i);
                double until = volatilities[i + 1] * volatilities[i + 1] * SESSIONS[i + 1];
                assertThat(forward.volatility().isEmpty()).isEqualTo(until < variance);
                assertThat(forward.reason().isPresent()).isEqualTo(until < variance);
                if (forward.volatility().isPresent()) {
                    double own = forward.volatility().getAsDouble();
                    assertThat(variance + own * own * forward.sessions()).isCloseTo(until, within(1e-4));
                }
                variance = until;
            }
        }
    }

    @Test
    void an_event_between_two_expiries_is_found_with_its_size() {
        TermStructure term = of(event(TUESDAY, OptionalDouble.empty()), planted(0.12, 6, 1));
        EventSession found = term.events().get(0);

        assertThat(found.expiry()).isEqualTo(EXPIRIES.get(1));
        assertThat(found.multiplier().orElseThrow()).isCloseTo(6, within(0.01));
        assertThat(found.move().orElseThrow()).isCloseTo(0.12 * Math.sqrt(6.0 / 252), within(2e-5));
    }

    @Test
    void an_event_before_the_first_expiry_is_held_against_the_time_after_it() {
        EventSession found = of(event(LocalDate.of(2024, 7, 2), OptionalDouble.of(2.8)), planted(0.12, 3, 0))
                .events()
                .get(0);

        assertThat(found.expiry()).isEqualTo(EXPIRIES.get(0));
        assertThat(found.multiplier().orElseThrow()).isCloseTo(3, within(0.01));
    }

    @Test
    void a_day_the_market_does_not_fear_is_not_told_apart() {
        EventSession found = of(event(TUESDAY, OptionalDouble.of(2.8)), planted(0.12, 1, 1))
                .events()
                .get(0);

        assertThat(found.move()).isEmpty();
        assertThat(found.multiplier()).isEmpty();
        assertThat(found.reason().orElseThrow()).contains("not told apart", "0.00", "1.00", "5.0 sessions");
    }

    @Test
    void two_events_before_the_same_expiry_hide_each_other_unless_one_is_known_to_be_small() {
        SortedMap<LocalDate, OptionalDouble> both = event(TUESDAY, OptionalDouble.empty());
        both.put(WEDNESDAY, OptionalDouble.empty());
        assertThat(of(both, planted(0.12, 6, 1)).events())
                .hasSize(2)
                .allSatisfy(
                        hidden -> assertThat(hidden.reason().orElseThrow()).contains("falls before the same expiry"));

        both.put(WEDNESDAY, OptionalDouble.of(0.9));
        // Six sessions' variance and four ordinary ones, of which one is taken to have nine tenths.
        assertThat(of(both, planted(0.12, 6, 1)).events().get(0).multiplier().orElseThrow())
                .isCloseTo(6.1, within(0.01));
    }

    @Test
    void after_a_loud_event_there_is_nothing_to_compare_the_next_one_with() {
        SortedMap<LocalDate, OptionalDouble> both = event(TUESDAY, OptionalDouble.empty());
        both.put(LocalDate.of(2024, 7, 16), OptionalDouble.of(3));
        List<EventSession> events = of(both, planted(0.12, 6, 1)).events();

        assertThat(events.get(0).multiplier().orElseThrow()).isCloseTo(6, within(0.01));
        assertThat(events.get(1).reason().orElseThrow()).contains("no neighbouring expiry");
    }

    @Test
    void nothing_to_compare_with_and_a_running_session_are_told() {
        assertThat(of(event(TUESDAY, OptionalDouble.empty()), new double[0]).events())
                .isEmpty();
        EventSession alone = of(event(LocalDate.of(2024, 7, 2), OptionalDouble.empty()), 0.12)
                .events()
                .get(0);
        assertThat(alone.reason().orElseThrow()).contains("no neighbouring expiry");
        assertThat(of(event(TODAY, OptionalDouble.empty()), 0.12, 0.12)
                        .events()
                        .get(0)
                        .reason())
                .contains("its session is running");
    }
}
