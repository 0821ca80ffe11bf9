package io.aegismatrix.runner;

import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.payload.PayloadWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the payload. */
@Command(name = "infer", description = "Evaluates the trained engines and publishes one validated JSON file.")
final class InferCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    @Mixin
    private LogFlag log = new LogFlag();

    @Option(names = "--out", paramLabel = "FILE", description = "File to publish. Default: aegismatrix.json")
    private @Nullable String out;

    @Option(names = "--market-hours", description = "Do nothing outside the session.")
    private boolean marketHours;

    @Option(
            names = "--degraded",
            description = "Publish although an engine fails, with that engine's outputs unavailable.")
    private boolean degraded;

    InferCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Settings settings = settings();
        SourceOption source = settings.requireSource();
        TradingCalendar calendar = MarketSources.nseCalendar();
        Instant asOf = market.asOf(calendar, aegis.clock());
        if (marketHours && calendar.state(asOf) != SessionState.OPEN) {
            aegis.console().progress("no session at " + asOf + " (" + calendar.state(asOf) + "), nothing to do");
            return;
        }
        RunLock.hold(settings.out(), () -> publish(settings, source, asOf));
    }

    private void publish(Settings settings, SourceOption source, Instant asOf) {
        InferenceRun.Inference inference =
                new InferenceRun(aegis.context(), aegis.console(), settings).run(source, asOf);
        PayloadWriter.json(settings.out()).write(inference.payload());
        aegis.console()
                .progress("published " + settings.out() + ", market as of "
                        + inference.payload().asOf());
        settings.log()
                .ifPresent(kept ->
                        new ForecastRecorder(aegis.context(), aegis.console(), settings).record(kept, inference));
    }

    private Settings settings() {
        Flags flags = new Flags().put(SettingKey.OUT, "--out", out).put(SettingKey.DEGRADED, "--degraded", degraded);
        market.addTo(flags);
        models.addTo(flags);
        log.addTo(flags);
        return aegis.settings(flags.map());
    }
}
