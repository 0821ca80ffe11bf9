package io.aegismatrix.runner.chains;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.chain.TermStructure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Forward volatility between neighbouring expiries beside what was realised between them, each later expiry counted once.
 *
 * @param pairs days and pairs of expiries looked at
 * @param expiries distinct later expiries: the number of outcomes
 * @param implied mean forward volatility, annualised decimal
 * @param realised mean volatility of the daily closes between the two, annualised decimal
 */
public record ForwardRecord(int pairs, int expiries, double implied, double realised) {

    private record Pair(LocalDate to, double implied, double realised) {}

    static Optional<ForwardRecord> find(List<ChainOutcome> all) {
        SortedMap<LocalDate, List<ChainOutcome>> days =
                all.stream().collect(Collectors.groupingBy(ChainOutcome::session, TreeMap::new, Collectors.toList()));
        List<Pair> pairs =
                days.values().stream().flatMap(day -> pairs(day).stream()).toList();
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<LocalDate, List<Pair>> byExpiry =
                pairs.stream().collect(Collectors.groupingBy(Pair::to, TreeMap::new, Collectors.toList()));
        return Optional.of(new ForwardRecord(
                pairs.size(),
                byExpiry.size(),
                mean(byExpiry.values(), Pair::implied),
                mean(byExpiry.values(), Pair::realised)));
    }

    private static double mean(Collection<List<Pair>> expiries, ToDoubleFunction<Pair> figure) {
        return expiries.stream()
                .mapToDouble(
                        pairs -> pairs.stream().mapToDouble(figure).average().orElseThrow())
                .average()
                .orElseThrow();
    }

    private static List<Pair> pairs(List<ChainOutcome> day) {
        SortedMap<LocalDate, ChainOutcome> outcomes = new TreeMap<>();
        day.forEach(outcome -> outcomes.put(outcome.expiry(), outcome));
        return TermStructure.of(
                        outcomes.values().stream().map(ChainOutcome::analytics).toList(),
                        day.get(0).session(),
                        new TreeMap<>())
                .forwards()
                .stream()
                .filter(forward -> forward.volatility().isPresent())
                .map(forward -> new Pair(
                        forward.to(),
                        forward.volatility().getAsDouble(),
                        realised(find(outcomes, forward.from()), find(outcomes, forward.to()))))
                .toList();
    }

    private static ChainOutcome find(SortedMap<LocalDate, ChainOutcome> outcomes, LocalDate expiry) {
        return Optional.ofNullable(outcomes.get(expiry)).orElseThrow();
    }

    private static double realised(ChainOutcome near, ChainOutcome far) {
        double variance = (far.variance() - near.variance()) / (far.sessions() - near.sessions());
        return Math.sqrt(Math.max(0, variance) * TradingCalendar.SESSIONS_PER_YEAR);
    }

    /** How far the forwards stood above what came. */
    public double bias() {
        return implied - realised;
    }
}
