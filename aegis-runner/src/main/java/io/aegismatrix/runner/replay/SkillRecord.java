package io.aegismatrix.runner.replay;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.runner.log.LoggedForecast;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What became of the odds, moves and volatilities of a kind. Odds at several distances are one forecast a session, as in
 * the walk-forward record.
 *
 * @param target what was forecast
 * @param horizon sessions ahead
 * @param published sessions with the forecast
 * @param metric name of the loss, the one of the walk-forward record where it can be had from the logged one
 * @param skill loss beside that of the simple forecast on the same sessions; empty if no outcome has both
 * @param stated mean of the odds that were stated; empty where the forecast is no odds of one event
 * @param happened share of the events that happened, of the same forecasts
 * @param promisedSkill mean walk-forward skill of the models that made the forecasts
 * @param promisedAgainst what that skill was measured against
 */
public record SkillRecord(
        Target target,
        int horizon,
        int published,
        String metric,
        Optional<Skill> skill,
        OptionalDouble stated,
        OptionalDouble happened,
        OptionalDouble promisedSkill,
        String promisedAgainst) {

    private static final String BRIER = "brier";
    private static final String LOG_LOSS = "log_loss";

    /** Losses of one forecast of one session. */
    private record Paired(double loss, double baseline) {}

    /** @param promise the walk-forward record of the output that made a forecast */
    static SkillRecord of(List<LoggedForecast> forecasts, Function<LoggedForecast, Optional<OutputScore>> promise) {
        LoggedForecast any = forecasts.get(0);
        Optional<OutputScore> example =
                forecasts.stream().map(promise).flatMap(Optional::stream).findFirst();
        String logged = forecasts.stream()
                .flatMap(forecast -> forecast.outcome().stream())
                .map(Outcome::metric)
                .findFirst()
                .orElse("");
        boolean asLogLoss = logged.equals(BRIER)
                && example.map(score -> score.metric().equals(LOG_LOSS)).orElse(false);
        List<Paired> pairs = pairs(forecasts, asLogLoss);
        List<LoggedForecast> known = forecasts.stream()
                .filter(forecast -> forecast.outcome().isPresent())
                .toList();
        boolean odds = logged.equals(BRIER);
        return new SkillRecord(
                any.target(),
                any.horizon(),
                (int) forecasts.stream().map(LoggedForecast::session).distinct().count(),
                asLogLoss ? LOG_LOSS : logged,
                pairs.isEmpty() ? Optional.empty() : Optional.of(skill(pairs, any.horizon())),
                odds ? mean(known, LoggedForecast::value) : OptionalDouble.empty(),
                odds ? mean(known, forecast -> forecast.outcome().orElseThrow().happened()) : OptionalDouble.empty(),
                known.stream()
                        .map(promise)
                        .flatMap(Optional::stream)
                        .mapToDouble(OutputScore::skill)
                        .average(),
                example.map(score -> score.metric() + " against " + score.baseline())
                        .orElse(""));
    }

    private static List<Paired> pairs(List<LoggedForecast> forecasts, boolean asLogLoss) {
        SortedMap<LocalDate, List<Paired>> sessions = new TreeMap<>();
        for (LoggedForecast forecast : forecasts) {
            forecast.outcome()
                    .filter(known -> known.baselineLoss().isPresent())
                    .ifPresent(known -> sessions.computeIfAbsent(forecast.session(), key -> new ArrayList<>())
                            .add(new Paired(
                                    loss(known.loss(), asLogLoss),
                                    loss(known.baselineLoss().getAsDouble(), asLogLoss))));
        }
        return sessions.values().stream()
                .map(day -> new Paired(
                        day.stream().mapToDouble(Paired::loss).average().orElseThrow(),
                        day.stream().mapToDouble(Paired::baseline).average().orElseThrow()))
                .toList();
    }

    /** The Brier loss of a yes-or-no forecast is the square of what was not given to what happened. */
    private static double loss(double logged, boolean asLogLoss) {
        return asLogLoss ? Losses.log(1 - Math.sqrt(logged)) : logged;
    }

    private static Skill skill(List<Paired> pairs, int horizon) {
        return Skill.of(
                pairs.stream().mapToDouble(Paired::loss).toArray(),
                pairs.stream().mapToDouble(Paired::baseline).toArray(),
                horizon);
    }

    private static OptionalDouble mean(List<LoggedForecast> forecasts, ToDoubleFunction<LoggedForecast> value) {
        return forecasts.stream().mapToDouble(value).average();
    }

    /** Whether the promise was measured by the same loss against the same simple forecast. */
    public boolean comparable() {
        String against = promisedAgainst.replace(' ', '_');
        return against.startsWith(metric + "_against_expanding_");
    }

    /** How the skill stands to the walk-forward promise, where they measure the same. */
    public PromiseVerdict verdict() {
        OptionalDouble promise = comparable() ? promisedSkill : OptionalDouble.empty();
        return skill.map(known -> PromiseVerdict.of(promise, known.lower(), known.upper(), known.n(), horizon))
                .orElse(PromiseVerdict.TOO_FEW);
    }
}
