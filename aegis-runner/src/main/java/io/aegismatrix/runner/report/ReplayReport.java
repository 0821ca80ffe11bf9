package io.aegismatrix.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.replay.PromiseVerdict;
import io.aegismatrix.runner.replay.Promises;
import io.aegismatrix.runner.replay.RangeRecord;
import io.aegismatrix.runner.replay.ReplayFolder;
import io.aegismatrix.runner.replay.ReplayPlan;
import io.aegismatrix.runner.replay.ReplayStep.Kind;
import io.aegismatrix.runner.replay.ReplaySummary;
import io.aegismatrix.runner.replay.SkillRecord;
import io.aegismatrix.runner.replay.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** The summary of a replay: a table for the terminal, Markdown for people, JSON for programs. */
public final class ReplayReport {

    /** Columns a narrow terminal does without. */
    private static final Set<String> EXTRA =
            Set.of("published", "metric", "loss", "usual", "stated", "happened", "promised", "promise measured by");

    private static final List<Cell<RangeRecord>> RANGES = List.of(
            new Cell<>("range", false, range -> range.target().text().replace("_range", "")),
            new Cell<>(
                    "h",
                    true,
                    range -> range.horizon() == RangeRecord.TO_EXPIRY ? "expiry" : Integer.toString(range.horizon())),
            new Cell<>("level", true, range -> number("%.2f", range.level())),
            new Cell<>("published", true, range -> Integer.toString(range.published())),
            new Cell<>(
                    "known",
                    true,
                    range -> Integer.toString(range.held().map(Share::n).orElse(0))),
            new Cell<>(
                    "held",
                    true,
                    range -> range.held()
                            .map(share -> number("%.3f", share.value()))
                            .orElse("")),
            new Cell<>(
                    "95 % interval",
                    true,
                    range -> range.held()
                            .map(share -> interval(share.lower(), share.upper()))
                            .orElse("")),
            new Cell<>("promised", true, range -> number("%.3f", range.promised())),
            new Cell<>("against promise", false, range -> word(range.verdict())),
            new Cell<>("against level", false, range -> word(range.againstLevel())));

    private static final List<Cell<SkillRecord>> SKILLS = List.of(
            new Cell<>("forecast", false, skill -> skill.target().text()),
            new Cell<>("h", true, skill -> Integer.toString(skill.horizon())),
            new Cell<>("published", true, skill -> Integer.toString(skill.published())),
            new Cell<>(
                    "known",
                    true,
                    skill -> Integer.toString(skill.skill().map(Skill::n).orElse(0))),
            new Cell<>("metric", false, SkillRecord::metric),
            new Cell<>(
                    "loss",
                    true,
                    skill -> skill.skill()
                            .map(known -> number("%.4f", known.loss()))
                            .orElse("")),
            new Cell<>(
                    "usual",
                    true,
                    skill -> skill.skill()
                            .map(known -> number("%.4f", known.baselineLoss()))
                            .orElse("")),
            new Cell<>(
                    "skill",
                    true,
                    skill -> skill.skill()
                            .map(known -> number("%+.4f", known.skill()))
                            .orElse("")),
            new Cell<>(
                    "95 % interval",
                    true,
                    skill -> skill.skill()
                            .map(known -> interval(known.lower(), known.upper()))
                            .orElse("")),
            new Cell<>("stated", true, skill -> number("%.3f", skill.stated())),
            new Cell<>("happened", true, skill -> number("%.3f", skill.happened())),
            new Cell<>("promised", true, skill -> number("%+.4f", skill.promisedSkill())),
            new Cell<>("promise measured by", false, SkillRecord::promisedAgainst),
            new Cell<>("against promise", false, skill -> word(skill.verdict())));

    private final ReplayPlan plan;
    private final String source;
    private final ReplaySummary summary;

    /** One column: what it shows of a row. */
    private record Cell<T>(String head, boolean number, Function<T, String> text) {

        TableColumn<T> column() {
            TableColumn<T> column = number ? TableColumn.right(head, text) : TableColumn.left(head, text);
            return EXTRA.contains(head) ? column.asExtra() : column;
        }
    }

    public ReplayReport(ReplayPlan plan, String source, ReplaySummary summary) {
        this.plan = plan;
        this.source = source;
        this.summary = summary;
    }

    /** Writes {@code summary.md} and {@code summary.json}. */
    public void write(ReplayFolder folder) {
        try {
            DraftFile.replace(folder.report(), out -> out.write(markdown().getBytes(UTF_8)));
            DraftFile.replace(folder.figures(), out -> out.write(json()));
        } catch (IOException e) {
            throw new CommandException(ExitCode.INTERNAL, folder.root() + ": the summary cannot be written: " + e, e);
        }
    }

    /** For the terminal. */
    public String table(int width) {
        return steps() + "\n" + table(summary.ranges(), RANGES, width) + "\n" + table(summary.skills(), SKILLS, width);
    }

    private static <T> String table(List<T> rows, List<Cell<T>> cells, int width) {
        return Tables.of(rows, cells.stream().map(Cell::column).toList(), width);
    }

    private String steps() {
        return String.format(
                Locale.ROOT,
                "%d of %d inferences published, %d of %d trainings promoted, %d of %d scorings done",
                summary.done(Kind.INFER),
                summary.count(Kind.INFER),
                summary.done(Kind.TRAIN),
                summary.count(Kind.TRAIN),
                summary.done(Kind.SCORE),
                summary.count(Kind.SCORE));
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Replay\n\n");
        text.append(Markdown.escape(String.format(
                        Locale.ROOT,
                        "%s from %s to %s, slots %s; seller and buyer trained %s, direction %s, on %d years: %s.",
                        source,
                        plan.from(),
                        plan.to(),
                        plan.slots().text(),
                        plan.retrain().word(),
                        plan.network().word(),
                        plan.years(),
                        steps())))
                .append("\n\nThe steps were the commands themselves, each on a clock that stood where the step was: no"
                        + " model saw anything of what it forecast. Of several slots the first of a decision session"
                        + " counts. *Promised* is the walk-forward record that stood beside the forecasts when they were"
                        + " published; it is kept if it lies inside the 95 % interval of what was then measured.\n");
        section(text, "What did not go through", summary.failures(), FAILURES);
        section(text, "Ranges", summary.ranges(), RANGES);
        section(text, "Odds, moves, volatility", summary.skills(), SKILLS);
        section(text, "Blocks without a value", summary.missing(), MISSING);
        return text.toString();
    }

    private static final List<Cell<List<StepResult>>> FAILURES = List.of(
            new Cell<>("command", false, group -> group.get(0).kind().command()),
            new Cell<>("exit", true, group -> Integer.toString(group.get(0).exitCode())),
            new Cell<>("times", true, group -> Integer.toString(group.size())),
            new Cell<>("first", false, group -> group.get(0).at().toString()),
            new Cell<>("what it said then", false, group -> group.get(0).message()));

    private static final List<Cell<Promises.Missing>> MISSING = List.of(
            new Cell<>("block", false, Promises.Missing::path),
            new Cell<>("payloads", true, block -> Integer.toString(block.payloads())),
            new Cell<>("why, in the last of them", false, Promises.Missing::reason));

    private static <T> void section(StringBuilder text, String title, List<T> rows, List<Cell<T>> cells) {
        text.append("\n## ").append(title).append("\n\n");
        if (rows.isEmpty()) {
            text.append("None.\n");
            return;
        }
        text.append(Markdown.row(cells.stream().map(Cell::head).toList()));
        text.append(Markdown.rule(cells.size()));
        rows.forEach(row -> text.append(
                Markdown.row(cells.stream().map(cell -> cell.text().apply(row)).toList())));
    }

    private byte[] json() throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("source", source)
                .put("from", plan.from().toString())
                .put("to", plan.to().toString())
                .put("slots", plan.slots().text());
        ObjectNode steps = root.putObject("steps");
        for (Kind kind : Kind.values()) {
            steps.putObject(kind.command()).put("done", summary.done(kind)).put("of", summary.count(kind));
        }
        ArrayNode failures = root.putArray("failures");
        summary.failures()
                .forEach(group -> group.forEach(result -> failures.addObject()
                        .put("at", result.at().toString())
                        .put("command", result.kind().command())
                        .put("exit_code", result.exitCode())
                        .put("message", result.message())));
        ArrayNode ranges = root.putArray("ranges");
        summary.ranges().forEach(range -> add(ranges.addObject(), range));
        ArrayNode skills = root.putArray("skills");
        summary.skills().forEach(skill -> add(skills.addObject(), skill));
        ArrayNode missing = root.putArray("unavailable");
        summary.missing()
                .forEach(block -> missing.addObject()
                        .put("block", block.path())
                        .put("payloads", block.payloads())
                        .put("reason", block.reason()));
        return (mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n").getBytes(UTF_8);
    }

    private static void add(ObjectNode node, RangeRecord range) {
        node.put("target", range.target().text())
                .put("horizon", range.horizon())
                .put("level", range.level())
                .put("published", range.published());
        range.held()
                .ifPresent(share -> node.put("known", share.n())
                        .put("held", share.value())
                        .put("ci_low", share.lower())
                        .put("ci_high", share.upper()));
        put(node, "promised", range.promised());
        node.put("against_promise", range.verdict().name())
                .put("against_level", range.againstLevel().name());
    }

    private static void add(ObjectNode node, SkillRecord record) {
        node.put("target", record.target().text())
                .put("horizon", record.horizon())
                .put("published", record.published())
                .put("metric", record.metric());
        record.skill().ifPresent(skill -> {
            node.put("known", skill.n())
                    .put("loss", skill.loss())
                    .put("baseline_loss", skill.baselineLoss())
                    .put("skill", skill.skill());
            if (Double.isFinite(skill.lower())) {
                node.put("ci_low", skill.lower()).put("ci_high", skill.upper());
            }
        });
        put(node, "stated", record.stated());
        put(node, "happened", record.happened());
        put(node, "promised_skill", record.promisedSkill());
        node.put("promise_measured_by", record.promisedAgainst())
                .put("against_promise", record.verdict().name());
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        }
    }

    private static String word(PromiseVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String number(String format, OptionalDouble value) {
        return value.isPresent() ? number(format, value.getAsDouble()) : "";
    }

    private static String interval(double lower, double upper) {
        return Double.isFinite(lower) ? String.format(Locale.ROOT, "[%.3f, %.3f]", lower, upper) : "?";
    }
}
