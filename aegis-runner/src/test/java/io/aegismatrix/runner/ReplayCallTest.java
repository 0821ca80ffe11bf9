package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.runner.cli.FakeEngines;
import io.aegismatrix.runner.log.ExportFormat;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.replay.ReplayListener;
import io.aegismatrix.runner.replay.ReplayPlan;
import io.aegismatrix.runner.replay.ReplayStep;
import io.aegismatrix.runner.replay.ReplaySummary;
import io.aegismatrix.runner.replay.ReplayTerms;
import io.aegismatrix.runner.replay.ReplayTerms.ReplayMarket;
import io.aegismatrix.runner.replay.Rhythm;
import io.aegismatrix.runner.replay.Slots;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay as a program calls it: no command, no printing, an end whenever the listener wants one. */
class ReplayCallTest {

    private static final ReplayPlan PLAN = new ReplayPlan(
            LocalDate.of(2024, 12, 2),
            LocalDate.of(2024, 12, 5),
            Rhythm.parse("weekly"),
            Rhythm.parse("weekly"),
            4,
            Slots.parse("close"));
    private static final ReplayTerms TERMS = ReplayTerms.standard(
            new ReplayMarket(MarketSources.synthetic(9), "synthetic:9", true),
            Underlying.NIFTY50,
            TrainingSettings.defaults());

    @TempDir
    private Path folder;

    /** Counts steps, and has enough after so many. */
    private static final class Patience implements ReplayListener {

        private final int most;
        private final List<ReplayStep.Kind> begun = new ArrayList<>();
        private int finished;

        Patience(int most) {
            this.most = most;
        }

        @Override
        public void begins(ReplayStep step) {
            begun.add(step.kind());
        }

        @Override
        public void done(List<ReplayStep> steps, int done) {
            finished = done;
        }

        @Override
        public boolean goesOn() {
            return finished < most;
        }
    }

    private ReplaySummary live(String where, ReplayListener listener) {
        return Replay.of(new FakeEngines()).run(PLAN, TERMS, folder.resolve(where), listener);
    }

    private String log(String where) {
        StringWriter text = new StringWriter();
        PredictionLog.of(folder.resolve(where).resolve("predictions.db")).export(ExportFormat.CSV, text);
        return text.toString();
    }

    @Test
    void tells_every_step_in_order_and_what_came_of_the_forecasts() {
        Patience listener = new Patience(Integer.MAX_VALUE);

        ReplaySummary summary = live("past", listener);

        assertThat(listener.begun)
                .hasSize(9)
                .startsWith(ReplayStep.Kind.TRAIN, ReplayStep.Kind.INFER, ReplayStep.Kind.SCORE);
        assertThat(listener.finished).isEqualTo(9);
        assertThat(summary.skills()).isNotEmpty();
        assertThat(log("past")).contains("realized_volatility");
    }

    @Test
    void ends_when_the_listener_has_enough_and_goes_on_later_as_if_nothing_had_been() {
        live("whole", ReplayListener.NONE);
        assertThatThrownBy(() -> live("cut", new Patience(4)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("told to stop");

        Patience rest = new Patience(Integer.MAX_VALUE);
        live("cut", rest);

        assertThat(rest.begun).hasSize(5);
        assertThat(log("cut")).isEqualTo(log("whole"));
    }
}
