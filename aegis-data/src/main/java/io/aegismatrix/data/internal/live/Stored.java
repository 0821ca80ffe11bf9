package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the store knows at the moment of observation, read once a run and before anything is asked for.
 *
 * @param snapshot the store's snapshot, if it has one
 * @param complaint why it has none; empty otherwise
 * @param official the exchange's own bars among those held, by instrument
 */
record Stored(Optional<MarketSnapshot> snapshot, String complaint, List<BarSeries> official) {

    static final String NAME = "store";

    /** What a vendor has not filled by then it will not. */
    private static final int DAYS_WITHOUT_HOLES = 7;

    /** Vendors tell prices up to a quarter of an hour late, and settle a day's bar after it. */
    private static final Duration UNTIL_FINAL = Duration.ofHours(1);

    /** As many sessions inside the day as a month of them has, about. */
    private static final int LEAST_SESSIONS = 15;

    static Stored read(MarketStore store, MarketRequest request) {
        try {
            return new Stored(
                    Optional.of(store.snapshot(request)),
                    "",
                    instruments(request)
                            .map(instrument -> store.officialDaily(instrument, request))
                            .toList());
        } catch (MarketDataException e) {
            return new Stored(Optional.empty(), String.valueOf(e.getMessage()), List.of());
        }
    }

    private static Stream<String> instruments(MarketRequest request) {
        return Stream.concat(
                Stream.of(request.underlying().name(), request.underlying().volatilityIndex()),
                Companion.of(request.underlying()).stream()
                        .filter(companion -> request.companions())
                        .filter(companion -> companion.nseIndexName().isPresent())
                        .map(Companion::name));
    }

    /** The exchange's own bars of an instrument. */
    BarSeries official(String instrument) {
        return official.stream()
                .filter(bars -> bars.instrument().equals(instrument))
                .findFirst()
                .orElseGet(() -> BarSeries.of(instrument, List.of()));
    }

    /** The companions that it has. */
    List<CompanionSeries> companions() {
        return snapshot.stream()
                .flatMap(held -> Arrays.stream(Companion.values()).flatMap(one -> held.companion(one).stream()))
                .toList();
    }

    /** The companions of which it lacks the newest final bar, the longest-lacking first. */
    List<Wanted.OfCompanion> lacking(
            Underlying underlying, LocalDate from, LocalDate begin, Instant asOf, TradingCalendar calendar) {
        List<Wanted.OfCompanion> lacking = new ArrayList<>();
        for (Companion companion : Companion.of(underlying)) {
            LocalDate last = companion.lastKnown(asOf.minus(UNTIL_FINAL), calendar);
            Optional<BarSeries> held = snapshot.flatMap(market -> market.companion(companion))
                    .map(CompanionSeries::bars)
                    .filter(bars -> !bars.bar(0).session().isAfter(begin));
            if (held.isEmpty() || held.get().last().session().isBefore(last)) {
                LocalDate first = held.map(bars -> Wanted.recent(bars.last().session()))
                        .filter(recent -> recent.isAfter(from))
                        .orElse(from);
                lacking.add(new Wanted.OfCompanion(companion, first, last));
            }
        }
        lacking.sort(Comparator.comparing(Wanted.OfCompanion::from));
        return lacking;
    }

    /** Whether both daily series begin by {@code begin}, hold the last completed session, and lack none of the newest. */
    boolean holds(LocalDate begin, Instant asOf, TradingCalendar calendar) {
        LocalDate completed = calendar.lastCompletedSession(asOf);
        List<LocalDate> newest = calendar.sessions(completed.minusDays(DAYS_WITHOUT_HOLES), completed);
        return snapshot.map(
                        held -> covers(held.daily(), begin, newest) && covers(held.volatilityIndex(), begin, newest))
                .orElse(false);
    }

    private static boolean covers(BarSeries series, LocalDate begin, List<LocalDate> newest) {
        return !series.isEmpty()
                && !series.bar(0).session().isAfter(begin)
                && newest.stream().allMatch(session -> series.find(session).isPresent());
    }

    /** Bars inside sessions through the last completed one. */
    Optional<IntradaySeries> intraday(LocalDate completed) {
        return snapshot.flatMap(MarketSnapshot::intraday)
                .filter(bars -> !bars.session(completed).isEmpty())
                .filter(bars -> bars.sessions().size() >= LEAST_SESSIONS);
    }

    /** The parts as pieces of a source named store. */
    List<Piece> pieces(LocalDate from) {
        List<Piece> pieces = new ArrayList<>();
        snapshot.ifPresent(held -> {
            addDaily(held.daily().from(from), pieces);
            addDaily(held.volatilityIndex().from(from), pieces);
            held.intraday().ifPresent(bars -> pieces.add(new MarketFetch.Intraday(NAME, bars)));
            held.quote()
                    .ifPresent(quote -> pieces.add(
                            new MarketFetch.Price(NAME, held.underlying().name(), quote)));
            held.volatilityQuote()
                    .ifPresent(quote -> pieces.add(
                            new MarketFetch.Price(NAME, held.underlying().volatilityIndex(), quote)));
            held.optionChain()
                    .ifPresent(chain -> pieces.add(
                            new MarketFetch.Chain(NAME, held.underlying().name(), chain)));
        });
        return pieces;
    }

    private static void addDaily(BarSeries bars, List<Piece> pieces) {
        if (!bars.isEmpty()) {
            pieces.add(new MarketFetch.Daily(NAME, bars));
        }
    }
}
