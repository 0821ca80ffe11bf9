package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The market of a task as one small file: packed CSV of the underlying's description, the moment, and the daily bars of the
 * index, its volatility index and its companions. Back-tests learn from nothing else. The same market is the same bytes.
 */
public final class SweepMarket {

    private static final String UNDERLYING = "underlying";
    private static final String AS_OF = "as_of";
    private static final String INDEX = "index";
    private static final String VOLATILITY = "volatility_index";
    private static final int UNDERLYING_CELLS = 14;

    private SweepMarket() {}

    /** The file of a market. */
    public static byte[] bytes(MarketSnapshot market) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8))) {
            csv.writeRecord(underlying(market.underlying()));
            csv.writeRecord(AS_OF, market.asOf().toString(), String.valueOf(market.synthetic()));
            write(csv, INDEX, market.daily());
            write(csv, VOLATILITY, market.volatilityIndex());
            for (Companion companion : Companion.values()) {
                market.companion(companion).ifPresent(series -> write(csv, companion.name(), series.bars()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a market cannot be packed in memory", e);
        }
        return bytes.toByteArray();
    }

    private static List<String> underlying(Underlying underlying) {
        return List.of(
                UNDERLYING,
                underlying.name(),
                underlying.fileStem(),
                underlying.yahooSymbol(),
                underlying.nseSymbol(),
                underlying.nseIndexName(),
                underlying.volatilityIndex(),
                underlying.volatilityFileStem(),
                underlying.yahooVolatilitySymbol(),
                underlying.nseVolatilityIndexName(),
                underlying.upstoxKey().orElse(""),
                underlying.upstoxVolatilityKey().orElse(""),
                String.valueOf(underlying.strikeStep()),
                underlying.expiryRule());
    }

    private static void write(CsvWriter csv, String series, BarSeries bars) {
        for (DailyBar bar : bars.bars()) {
            csv.writeRecord(
                    series,
                    bar.session().toString(),
                    Double.toString(bar.open()),
                    Double.toString(bar.high()),
                    Double.toString(bar.low()),
                    Double.toString(bar.close()),
                    Double.toString(bar.volume()));
        }
    }

    /** The name of a market's file in a task: the SHA-256 of its bytes. */
    public static String hash(byte[] file) {
        return Hashing.sha256().hashBytes(file).toString();
    }

    /**
     * Reads {@link #bytes}.
     *
     * @param what the file's name, for messages
     * @throws MarketDataException if it is anything else
     */
    public static MarketSnapshot parse(byte[] file, String what) {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(file)), UTF_8))) {
            for (CsvRecord row : csv) {
                rows.add(row.getFields());
            }
            return market(rows, what);
        } catch (IOException
                | UncheckedIOException
                | CsvParseException
                | IllegalArgumentException
                | DateTimeException
                | IndexOutOfBoundsException e) {
            throw new MarketDataException(what + ": no market of a sweep (" + e.getMessage() + "); plan again", e);
        }
    }

    private static MarketSnapshot market(List<List<String>> rows, String what) {
        List<String> first = rows.isEmpty() ? List.of() : rows.get(0);
        if (rows.size() < 2
                || first.size() != UNDERLYING_CELLS
                || !first.get(0).equals(UNDERLYING)
                || !rows.get(1).get(0).equals(AS_OF)) {
            throw new MarketDataException(
                    what + ": no market of a sweep: it must begin with its underlying; plan again");
        }
        Underlying underlying = underlying(first);
        Map<String, List<DailyBar>> series = new LinkedHashMap<>();
        for (List<String> row : rows.subList(2, rows.size())) {
            series.computeIfAbsent(row.get(0), name -> new ArrayList<>()).add(bar(row));
        }
        MarketSnapshot.Builder market = MarketSnapshot.at(
                        Instant.parse(rows.get(1).get(1)), underlying, MarketSources.nseCalendar(underlying))
                .daily(bars(underlying.name(), series.remove(INDEX)))
                .volatilityIndex(bars(underlying.volatilityIndex(), series.remove(VOLATILITY)))
                .synthetic(Boolean.parseBoolean(rows.get(1).get(2)));
        series.forEach((name, found) ->
                market.companion(new CompanionSeries(Companion.valueOf(name), "sweep", BarSeries.of(name, found))));
        return market.assessQuality(List.of(), List.of()).build();
    }

    private static BarSeries bars(String instrument, @Nullable List<DailyBar> bars) {
        return BarSeries.of(instrument, bars == null ? List.of() : bars);
    }

    private static Underlying underlying(List<String> cells) {
        return new Underlying(
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7),
                cells.get(8),
                cells.get(9),
                Optional.of(cells.get(10)).filter(key -> !key.isEmpty()),
                Optional.of(cells.get(11)).filter(key -> !key.isEmpty()),
                Double.parseDouble(cells.get(12)),
                cells.get(13));
    }

    private static DailyBar bar(List<String> row) {
        return new DailyBar(
                LocalDate.parse(row.get(1)),
                Double.parseDouble(row.get(2)),
                Double.parseDouble(row.get(3)),
                Double.parseDouble(row.get(4)),
                Double.parseDouble(row.get(5)),
                Double.parseDouble(row.get(6)));
    }
}
