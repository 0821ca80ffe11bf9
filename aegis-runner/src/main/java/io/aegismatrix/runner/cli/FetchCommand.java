package io.aegismatrix.runner.cli;

import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.StoreSummary;
import io.aegismatrix.data.StoreSummary.Holding;
import io.aegismatrix.data.source.ExchangeDownload;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills the local store. */
@Command(name = "fetch", description = "Fetches market data into the local store and tells what it holds.")
final class FetchCommand implements Runnable {

    private static final int DEFAULT_YEARS = 6;
    private static final int MOST_YEARS = 40;

    private static final List<TableColumn<Holding>> COLUMNS = List.of(
            TableColumn.left("instrument", Holding::instrument),
            TableColumn.left("kind", Holding::kind),
            TableColumn.right("count", holding -> Long.toString(holding.count())),
            TableColumn.left("first", holding -> holding.first().toString()),
            TableColumn.left("last", holding -> holding.last().toString()));

    private final AegisCommand aegis;

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Mixin
    private IndicesFlag indices = new IndicesFlag();

    @Option(names = "--years", paramLabel = "N", description = "Years of daily bars to hold, 1 to 40. Default: 6")
    private int years = DEFAULT_YEARS;

    @Mixin
    private WideFlag wide = new WideFlag();

    FetchCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        if (years < 1 || years > MOST_YEARS) {
            throw CommandException.usage("--years must be from 1 to " + MOST_YEARS + ", was " + years);
        }
        Flags flags = new Flags();
        market.addTo(flags);
        indices.addTo(flags);
        aegis.forEachIndex(flags.map(), this::fetch);
    }

    private void fetch(Settings settings) {
        SourceOption source = settings.source().orElseGet(() -> SourceOption.live("auto", settings.live()));
        if (source.text().equals("store")) {
            throw CommandException.usage(
                    "--source store is what fetch fills; give --source auto, upstox, yahoo, nse or csv:DIR");
        }
        fetch(settings, source);
        report(MarketStores.summary(settings.live().storeFile()));
    }

    private void fetch(Settings settings, SourceOption source) {
        Instant asOf = market.asOf(aegis);
        LocalDate first =
                asOf.atZone(MarketSources.nseCalendar().zone()).toLocalDate().minusYears(years);
        MarketRequest request = new MarketRequest(settings.underlying(), asOf, Optional.of(first));
        if (source.live()) {
            TrainingProgress.during(
                            aegis.context(),
                            aegis.console(),
                            "asking the exchange",
                            () -> settings.live()
                                    .exchangeFiles(
                                            settings.underlying(),
                                            asOf,
                                            settings.live().store()))
                    .ifPresent(this::report);
        }
        KeptFetch kept = new KeptFetch(settings.live().store());
        try {
            List<DataQuality.Anomaly> noticed = TrainingProgress.during(
                    aegis.context(),
                    aegis.console(),
                    "asking " + source.text(),
                    () -> source.live()
                            ? settings.live()
                                    .forCatchUp()
                                    .open(source.text(), kept)
                                    .snapshot(request)
                                    .quality()
                                    .anomalies()
                            : source.source().keepIn(kept, request));
            tell(noticed);
        } finally {
            // Also of a run that was refused: what came is kept, and what did not come is why.
            int width = wide.width(aegis.context());
            kept.arrivals(width).ifPresent(table -> aegis.print(table, width));
        }
    }

    private void report(ExchangeDownload.Result exchange) {
        exchange.files().forEach(file -> aegis.console().progress("exchange: " + file.getFileName() + " came"));
        tell(exchange.noticed());
    }

    private void tell(List<DataQuality.Anomaly> noticed) {
        noticed.forEach(anomaly -> aegis.console().progress(anomaly.code() + ": " + anomaly.detail()));
    }

    private void report(StoreSummary summary) {
        int width = wide.width(aegis.context());
        aegis.print(Tables.of(summary.holdings(), COLUMNS, width), width);
        aegis.console()
                .progress(summary.file() + ": " + summary.bytes() + " bytes, " + summary.revisions() + " revised bars, "
                        + summary.attempts() + " requests recorded");
    }
}
