package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.process.Termination;
import io.aegismatrix.runner.replay.ReplayListener;
import io.aegismatrix.runner.replay.ReplayStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is told on the way, such as {@code replay 2023-05-12, 210 of 1,004 steps, 03:12, about 12:40 left}. A training takes a hundred times as
 * long as an inference, so the time left is counted by what each kind of step took so far.
 */
final class ReplayProgress implements ReplayListener {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TrainingProgress line;
    private final Console console;
    private final Clock clock;
    private final Termination termination;
    private final Instant start;
    private final Map<ReplayStep.Kind, Pace> paces = new EnumMap<>(ReplayStep.Kind.class);
    private Instant last;
    private Instant shown;
    private String where = "before its first step";

    /** What the steps of a kind took. */
    private record Pace(Duration taken, int steps) {

        Pace plus(Duration duration) {
            return new Pace(taken.plus(duration), steps + 1);
        }

        Duration mean() {
            return taken.dividedBy(steps);
        }
    }

    /** @param line the line of a terminal, or the lines of a log */
    ReplayProgress(TrainingProgress line, Console console, Clock clock, Termination termination) {
        this.line = line;
        this.console = console;
        this.clock = clock;
        this.termination = termination;
        this.start = clock.instant();
        this.last = start;
        this.shown = start;
    }

    @Override
    public boolean goesOn() {
        return !termination.requested();
    }

    @Override
    public void begins(ReplayStep step) {
        where = "at " + step.at() + ", " + step.kind().command();
    }

    /** The step last begun, in words. */
    String where() {
        return where;
    }

    @Override
    public void done(List<ReplayStep> steps, int done) {
        Instant now = clock.instant();
        ReplayStep step = steps.get(done - 1);
        paces.put(
                step.kind(),
                paces.getOrDefault(step.kind(), new Pace(Duration.ZERO, 0)).plus(Duration.between(last, now)));
        last = now;
        String text = text(steps, step, now, done);
        if (line.isOverwritten()) {
            line.stage(text);
        } else if (done == steps.size() || !now.isBefore(shown.plus(PAUSE))) {
            shown = now;
            console.progress(text);
        }
    }

    private String text(List<ReplayStep> steps, ReplayStep step, Instant now, int done) {
        return String.format(
                Locale.ROOT,
                "replay %s, %,d of %,d steps, %s%s",
                step.session(),
                done,
                steps.size(),
                minutes(Duration.between(start, now)),
                done < steps.size() ? ", about " + minutes(left(steps, done)) + " left" : "");
    }

    /** Kinds not met yet are left out: the first step trains, so that is only the case for a moment. */
    private Duration left(List<ReplayStep> steps, int done) {
        Duration left = Duration.ZERO;
        for (ReplayStep.Kind kind : ReplayStep.Kind.values()) {
            long count = steps.subList(done, steps.size()).stream()
                    .filter(step -> step.kind() == kind)
                    .count();
            Pace pace = paces.get(kind);
            left = pace == null ? left : left.plus(pace.mean().multipliedBy(count));
        }
        return left;
    }

    private static String minutes(Duration duration) {
        return String.format(Locale.ROOT, "%02d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
