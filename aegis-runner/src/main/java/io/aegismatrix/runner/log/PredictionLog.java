package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.features.MarketHistory;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * One SQLite file of forecasts and outcomes. Rows are only ever added. Holds no connection between calls; nothing is
 * opened, and SQLite's library not loaded, before the first. Any number of threads and processes may use a file.
 *
 * <p>Every row carries a running hash. A state of the log that was noted elsewhere, such as in the run ledger, is a {@link
 * LogWitness}; one that is {@linkplain #heldTo held to it} is neither relied on nor added to unless it still holds that state.
 *
 * <p>Every method throws {@link PredictionLogException} if the file cannot be read or written, has other tables, triggers or
 * views than it was made with, or does not answer in time.
 */
public final class PredictionLog {

    /** Most recent known outcomes of each kind that count in a live record: about a year. */
    public static final int WINDOW = 250;

    /**
     * How the ids of runs end that lived the past on a clock of their own. Whatever their clock said, they looked back, and
     * live records count them so.
     */
    static final String REPLAYED = "-replay";

    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final LogFile file;
    private final Optional<LogWitness> witness;

    private PredictionLog(LogFile file, Optional<LogWitness> witness) {
        this.file = file;
        this.witness = witness;
    }

    /** Names the run of a replay's step. */
    public static String replayed(Instant at) {
        return RUN_TIME.format(at) + REPLAYED;
    }

    /** The log in a file, which the first {@link #append} makes. */
    public static PredictionLog of(Path file) {
        return new PredictionLog(new LogFile(file), Optional.empty());
    }

    /** The same log, which must hold the state that is known of it outside, if one is. */
    public PredictionLog heldTo(Optional<LogWitness> known) {
        return new PredictionLog(file, known);
    }

    /** What is known of it outside although there is no log: somebody took it away. */
    public Optional<LogWitness> lost() {
        return file.exists()
                ? Optional.empty()
                : witness.filter(known -> known.head().rows() > 0);
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
        return file.quick().write(recordedAt, connection -> {
            beginOrRequire(connection, recordedAt);
            return new LogWriter(connection, runId, observedAt, recordedAt).write(moment, publications);
        });
    }

    /** A new log notes which one was known before; an old one must be the one that is known. */
    private void beginOrRequire(Connection connection, Instant now) throws SQLException {
        if (ChainWriter.head(connection).rows() == 0 && witness.isPresent()) {
            LogHead known = witness.get().head();
            ChainWriter.fromHere(connection).seam(now, LogSeam.Kind.BEGUN_ANEW, known.rows(), 0, known.hash());
        } else {
            require(new LogProver(connection).glance(witness));
        }
    }

    private void require(Optional<String> objection) {
        objection.ifPresent(what -> {
            throw file.damaged(what);
        });
    }

    /** The same where a log of an older schema is read, which has no links yet. */
    private void glance(Connection connection) throws SQLException {
        if (isChained(connection)) {
            require(new LogProver(connection).glance(witness));
        }
    }

    private boolean isChained(Connection connection) throws SQLException {
        return LogSchema.version(connection, file.path()) >= LogSchema.CHAINED;
    }

    /**
     * Compares forecasts with what happened since, as far as it is known, and adds that. Never changes a forecast or an
     * outcome; doing it again with the same market adds nothing.
     *
     * @param underlying whose forecasts
     * @param synthetic whether the market is invented; forecasts of the other kind are left alone
     * @param history what happened; forecasts whose decision session it lacks, or closes elsewhere, are left alone
     * <p>Every row is held against the chain first.
     *
     * @param scoredAt now
     */
    public Scoring score(String underlying, boolean synthetic, MarketHistory history, Instant scoredAt) {
        file.read(connection -> 0);
        return file.write(scoredAt, connection -> {
            require(new LogProver(connection).prove(witness.stream().toList()).breakage());
            return new LogScorer(connection, history, scoredAt).score(underlying, synthetic);
        });
    }

    /**
     * The rolling record of what was published, by what was known at the close of {@code session}. Empty records if there
     * is no log yet.
     */
    public LiveRecords live(String underlying, boolean synthetic, LocalDate session) {
        return file.exists()
                ? file.quick().read(connection -> {
                    glance(connection);
                    return LiveReading.read(connection, underlying, synthetic, session, WINDOW);
                })
                : LiveRecords.none();
    }

    /** How the log stands; empty if it holds nothing, or is of a release that did not link rows. */
    public Optional<LogHead> head() {
        return file.exists()
                ? file.quick()
                        .read(connection ->
                                isChained(connection) ? Optional.of(ChainWriter.head(connection)) : Optional.empty())
                : Optional.empty();
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
    public PairedLosses pairedLosses(String underlying, boolean synthetic, EngineId engine, String challenger) {
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

    /** What the log holds, after a look at every page, every reference and every link; takes longer the more there is. */
    public LogSummary verify() {
        return file.read(connection -> {
            Optional<LogProof> proof = prove(connection, witness.stream().toList());
            require(proof.flatMap(LogProof::breakage));
            return summary(connection, proof);
        });
    }

    /**
     * What every page, every link and every state known outside tell; takes longer the more there is. Empty if the log is of a
     * release that did not link rows: the next run that writes takes it over.
     */
    public Optional<LogProof> prove(List<LogWitness> witnesses) {
        return file.inspect(
                (connection, difference) -> prove(connection, witnesses).map(proof -> proof.of(difference)));
    }

    private Optional<LogProof> prove(Connection connection, List<LogWitness> witnesses) throws SQLException {
        file.requireWhole(connection);
        return isChained(connection) ? Optional.of(new LogProver(connection).prove(witnesses)) : Optional.empty();
    }

    /**
     * Takes the record as it stands, whatever is known of it outside, and notes that in it.
     *
     * @return how it stands now
     * @throws PredictionLogException also if it does not fit its own chain
     */
    public LogHead accept(Instant now) {
        file.read(connection -> 0);
        file.write(now, connection -> {
            file.requireWhole(connection);
            require(new LogProver(connection).prove(List.of()).breakage());
            LogHead head = ChainWriter.head(connection);
            ChainWriter.fromHere(connection).seam(now, LogSeam.Kind.ACCEPTED, head.rows(), 0, head.hash());
            return head;
        });
        return head().orElseThrow();
    }

    /** What the log holds. */
    public LogSummary summary() {
        return file.read(connection -> summary(connection, Optional.empty()));
    }

    private LogSummary summary(Connection connection, Optional<LogProof> proof) throws SQLException {
        return LogSummary.read(connection, LogSchema.version(connection, file.path()), proof);
    }
}
