package io.aegismatrix.engine.sweep;

import java.util.Locale;
import java.util.OptionalDouble;

/** A sweep's progress in words. */
public final class SweepProgressText {

    private static final double HOUR = 3600;

    private SweepProgressText() {}

    /** One finished task, and how far the sweep is. */
    public static String line(SweepTask task, TaskReceipt receipt, SweepProgress progress, int workers) {
        String result = receipt.ok()
                ? String.format(Locale.ROOT, "%.1f s", receipt.seconds())
                : "no back-test: " + receipt.reason();
        return String.format(
                Locale.ROOT,
                "sweep %d/%d %s %s r%d s%d: %s%s",
                progress.ok() + progress.failed(),
                progress.total(),
                task.market(),
                task.engine().id(),
                task.period().refitSessions(),
                task.settings().seed(),
                result,
                left(progress, workers));
    }

    private static String left(SweepProgress progress, int workers) {
        OptionalDouble seconds = progress.secondsLeft(workers);
        if (progress.left() == 0 || seconds.isEmpty()) {
            return "";
        }
        long whole = Math.round(seconds.getAsDouble());
        return String.format(Locale.ROOT, "; about %d:%02d:%02d left", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** Where a sweep stands. */
    public static String table(SweepProgress progress) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d back-tests: %d done, %d without one, %d left",
                progress.total(),
                progress.ok(),
                progress.failed(),
                progress.left()));
        progress.meanSeconds()
                .forEach((engine, mean) -> text.append(String.format(Locale.ROOT, "%n%s: %.1f s each", engine, mean)));
        if (progress.left() > 0) {
            text.append(
                    progress.secondsLeft().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%nabout %.2f core-hours left",
                                    progress.secondsLeft().getAsDouble() / HOUR)
                            : String.format("%nhow long the rest takes is known once each engine has finished one"));
        }
        return text.toString();
    }
}
