package io.aegismatrix.runner.report;

import io.aegismatrix.engine.backtest.BacktestScore;
import io.aegismatrix.engine.backtest.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The scores of a back-test as Markdown, one section a kind of output, each with the figures that judge that kind. */
final class ScoreSections {

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "Direction",
                    "The close above, inside or below the neutral zone.",
                    List.of("direction"),
                    List.of(
                            "accuracy",
                            "majority",
                            "auc",
                            "calibration_error",
                            "calibration_error_baseline",
                            "pesaran_timmermann_p",
                            "pesaran_timmermann_n")),
            new Section(
                    "Size of the move",
                    "Median size of the log return.",
                    List.of("expected_abs_move"),
                    List.of("mae_ratio", "bias")),
            new Section(
                    "Volatility",
                    "Annualised realised volatility.",
                    List.of("realized_volatility"),
                    List.of("bias", "bias_baseline")),
            new Section(
                    "Ranges",
                    "Ranges for the whole path and for the close, by promised level. Coverage tests use ranges that do not"
                            + " overlap.",
                    List.of("path_range", "close_range"),
                    List.of(
                            "coverage",
                            "coverage_baseline",
                            "coverage_vix_low",
                            "coverage_vix_middle",
                            "coverage_vix_high",
                            "coverage_no_event",
                            "coverage_union_budget",
                            "coverage_general_election_result",
                            "coverage_rbi_policy",
                            "coverage_fomc",
                            "broken_below",
                            "broken_above",
                            "width_percent",
                            "width_percent_baseline",
                            "kupiec_p",
                            "christoffersen_p",
                            "coverage_tests_n")),
            new Section(
                    "Touch and close beyond",
                    "Odds that the path touches a distance, or the close ends beyond it, on either side.",
                    List.of("touch_either_probability", "close_beyond_probability"),
                    List.of("base_rate", "mean_forecast", "auc", "calibration_error", "calibration_error_baseline")),
            new Section(
                    "Trap, breakout, spike, straddle",
                    "Yes-or-no outcomes.",
                    List.of(
                            "trap_probability",
                            "breakout_probability",
                            "spike_up_probability",
                            "long_straddle_win_probability"),
                    List.of("base_rate", "mean_forecast", "auc", "calibration_error", "calibration_error_baseline")),
            new Section(
                    "Volatility regime",
                    "Low, medium or high by the standards of the last 500 sessions.",
                    List.of("regime"),
                    List.of("accuracy", "majority")));

    /** A kind of output: what it is about, its outputs and the figures that judge it. */
    private record Section(String title, String about, List<String> outputs, List<String> figures) {

        boolean holds(BacktestScore score) {
            return outputs.contains(score.output().split(" ", 2)[0]);
        }
    }

    private ScoreSections() {}

    /** All sections that have a score, and the coverage of ranges year by year. */
    static String markdown(List<BacktestScore> scores) {
        StringBuilder text = new StringBuilder();
        for (Section section : SECTIONS) {
            List<BacktestScore> own = scores.stream().filter(section::holds).toList();
            if (!own.isEmpty()) {
                text.append("\n## ")
                        .append(section.title())
                        .append("\n\n")
                        .append(section.about())
                        .append("\n\n");
                append(text, own, section.figures());
            }
        }
        appendYears(text, scores);
        return text.toString();
    }

    private static void append(StringBuilder text, List<BacktestScore> scores, List<String> wanted) {
        List<String> figures = wanted.stream()
                .filter(name ->
                        scores.stream().anyMatch(score -> score.find(name).isPresent()))
                .toList();
        List<String> heads = new ArrayList<>(List.of(
                "Output", "h", "n", "Metric", "Score", "Baseline", "Against", "Skill %", "95 % interval", "DM p"));
        heads.addAll(figures);
        text.append(Markdown.row(heads)).append(Markdown.rule(heads.size()));
        for (BacktestScore score : scores) {
            List<String> cells = new ArrayList<>(List.of(
                    score.output(),
                    String.valueOf(score.horizon()),
                    String.valueOf(score.skill().n()),
                    score.metric(),
                    decimal("%.4f", score.skill().loss()),
                    decimal("%.4f", score.skill().baselineLoss()),
                    score.baseline(),
                    decimal("%+.2f", 100 * score.skill().skill()),
                    interval(score),
                    figure(score.find(BacktestScore.DIEBOLD_MARIANO))));
            figures.forEach(name -> cells.add(figure(score.find(name))));
            text.append(Markdown.row(cells));
        }
    }

    private static void appendYears(StringBuilder text, List<BacktestScore> scores) {
        Predicate<String> isYear = name -> name.matches("coverage_\\d{4}");
        List<String> years = scores.stream()
                .flatMap(score -> score.details().keySet().stream())
                .filter(isYear)
                .distinct()
                .sorted()
                .toList();
        if (years.isEmpty()) {
            return;
        }
        List<String> heads = Stream.concat(
                        Stream.of("Output", "h"), years.stream().map(name -> name.substring("coverage_".length())))
                .toList();
        text.append("\n## Coverage by year\n\n").append(Markdown.row(heads)).append(Markdown.rule(heads.size()));
        scores.stream()
                .filter(score ->
                        years.stream().anyMatch(year -> score.find(year).isPresent()))
                .forEach(score -> {
                    List<String> cells = new ArrayList<>(List.of(score.output(), String.valueOf(score.horizon())));
                    years.forEach(year -> cells.add(figure(score.find(year))));
                    text.append(Markdown.row(cells));
                });
    }

    /** The interval of a skill in percent. */
    static String interval(BacktestScore score) {
        return Double.isFinite(score.skill().lower())
                ? decimal(
                        "%+.2f to %+.2f",
                        100 * score.skill().lower(), 100 * score.skill().upper())
                : "too few";
    }

    private static String figure(Optional<Figure> figure) {
        return figure.map(one -> one.hasInterval()
                        ? decimal("%.4f (%.4f to %.4f)", one.value(), one.lower(), one.upper())
                        : decimal("%.4f", one.value()))
                .orElse("");
    }

    static String decimal(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
