package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.features.MarketHistory;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One SQLite file of forecasts and outcomes. Rows are only ever added. Holds no connection between calls; nothing is
 * opened, and SQLite's library not loaded, before the first. Any number of threads and processes may use a file.
 *
 * <p>Every method throws {@link PredictionLogException} if the file cannot be read or written.
 */
public final class PredictionLog {

    /** Most recent known outcomes of each kind that count in a live record: about a year. */
    public static final int WINDOW = 250;

    /**
     * How the ids of runs end that lived the past on a clock of their own. Whatever their clock said, they looked back, and
     * live records count them so.
     */
    public static final String REPLAYED = "-replay";

    private final LogFile file;

    private PredictionLog(Path file) {
        this.file = new LogFile(file);
    }

    /** The log in a file, which the first {@link #append} makes. */
    public static PredictionLog of(Path file) {
        return new PredictionLog(file);
    }

    /** Where it lies. */
    public Path path() {
        return file.path();
    }

    /**
     * Writes down what was said, all of it or nothing. What the log already has (same market, kind and version) is left
     * as it is, so doing it again changes nothing.
     *
     * @param runId the run that said it
     * @param observedAt the moment the run looked at the market as of
     * @param recordedAt now
     * @return forecasts added
     */
    public int append(
            Moment moment, List<Publication> publications, String runId, Instant observedAt, Instant recordedAt) {
        return file.write(
                connection -> new LogWriter(connection, runId, observedAt, recordedAt).write(moment, publications));
    }

    /**
     * Compares forecasts with what happened since, as far as it is known, and adds that. Never changes a forecast or an
     * outcome; doing it again with the same market adds nothing.
     *
     * @param underlying whose forecasts
     * @param synthetic whether the market is invented; forecasts of the other kind are left alone
     * @param history what happened; forecasts whose decision session it lacks, or closes elsewhere, are left alone
     * @param scoredAt now
     */
    public Scoring score(String underlying, boolean synthetic, MarketHistory history, Instant scoredAt) {
        file.read(connection -> 0);
        return file.write(connection -> new LogScorer(connection, history, scoredAt).score(underlying, synthetic));
    }

    /**
     * The rolling record of what was published, by what was known at the close of {@code session}. Empty records if there
     * is no log yet.
     */
    public LiveRecords live(String underlying, boolean synthetic, LocalDate session) {
        return file.exists()
                ? file.read(connection -> LiveReading.read(connection, underlying, synthetic, session, WINDOW))
                : LiveRecords.none();
    }

    /**
     * What the engines in use said first on each decision session, by models that had not seen what followed, with the
     * outcomes that are known; oldest first. Empty if there is no log yet.
     */
    public List<LoggedForecast> firstForecasts(String underlying, boolean synthetic) {
        return file.exists()
                ? file.read(connection -> FirstForecasts.read(connection, underlying, synthetic))
                : List.of();
    }

    /** Losses of a challenger beside those of the champions of the same moments, one a decision session. */
    public PairedLosses pairedLosses(String underlying, boolean synthetic, EngineKind engine, String challenger) {
        return file.exists()
                ? file.read(connection -> PairedReading.read(connection, underlying, synthetic, engine, challenger))
                : new PairedLosses(engine, challenger, List.of());
    }

    /**
     * Writes every forecast, with its outcome where known, oldest first.
     *
     * @return rows written
     */
    public long export(ExportFormat format, Writer out) {
        return file.read(connection -> LogExport.write(connection, format, out));
    }

    /** Whether there is one yet. */
    public boolean exists() {
        return file.exists();
    }

    /** What the log holds, after a look at every page and every reference; takes longer the more there is. */
    public LogSummary verify() {
        return file.readWhole(LogSummary::read);
    }

    /** What the log holds. */
    public LogSummary summary() {
        return file.read(LogSummary::read);
    }
}
