package io.aegismatrix.runner.cli;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import io.aegismatrix.runner.runs.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that remembers what it was given last, to tell per source and instrument what came and what did not. */
final class KeptFetch implements MarketStore {

    private static final List<TableColumn<Arrival>> COLUMNS = List.of(
            TableColumn.left("source", Arrival::source),
            TableColumn.left("instrument", Arrival::instrument),
            TableColumn.left("kind", Arrival::kind),
            TableColumn.right("came", Arrival::count),
            TableColumn.left("newest", Arrival::newest));

    private final MarketStore store;
    private @Nullable MarketFetch last;

    KeptFetch(MarketStore store) {
        this.store = store;
    }

    /** One line of the table. */
    private record Arrival(String source, String instrument, String kind, String count, String newest) {

        static Arrival of(Piece piece) {
            if (piece instanceof MarketFetch.Daily daily) {
                return of(
                        piece,
                        daily.bars().instrument(),
                        "daily",
                        daily.bars().size(),
                        daily.bars().isEmpty() ? "-" : daily.bars().last().session());
            }
            if (piece instanceof MarketFetch.Intraday intraday) {
                int size = intraday.bars().bars().size();
                Instant newest = intraday.bars().bars().get(size - 1).start();
                String kind = "intraday " + intraday.bars().interval().toMinutes() + "m";
                return of(piece, intraday.bars().instrument(), kind, size, newest);
            }
            if (piece instanceof MarketFetch.Price price) {
                return of(piece, price.instrument(), "quote", 1, price.quote().at());
            }
            MarketFetch.Chain chain = (MarketFetch.Chain) piece;
            return of(
                    piece,
                    chain.instrument(),
                    "option_chain",
                    chain.chain().quotes().size(),
                    chain.chain().asOf());
        }

        private static Arrival of(Piece piece, String instrument, String kind, int count, Object newest) {
            return new Arrival(piece.source(), instrument, kind, Integer.toString(count), newest.toString());
        }

        static Arrival of(MarketFetch.Miss miss) {
            return new Arrival(
                    miss.source(), miss.instrument(), miss.kind(), "-", Secrets.mask(shortened(miss.detail())));
        }

        /** The whole is told as an anomaly. */
        private static String shortened(String detail) {
            return detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST - 1) + "…";
        }

        private static final int LONGEST = 90;
    }

    @Override
    public void save(MarketFetch fetch) {
        last = fetch;
        store.save(fetch);
    }

    /** Past chains, of which there may be thousands: the store tells how many it holds. */
    @Override
    public void saveAll(List<MarketFetch> fetches) {
        store.saveAll(fetches);
    }

    @Override
    public BarSeries officialDaily(String instrument, MarketRequest request) {
        return store.officialDaily(instrument, request);
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        return store.snapshot(request);
    }

    /** The table; empty if nothing was asked. */
    Optional<String> arrivals(int width) {
        if (last == null) {
            return Optional.empty();
        }
        List<Arrival> lines = new ArrayList<>();
        last.pieces().forEach(piece -> lines.add(Arrival.of(piece)));
        last.misses().forEach(miss -> lines.add(Arrival.of(miss)));
        return lines.isEmpty() ? Optional.empty() : Optional.of(Tables.of(lines, COLUMNS, width));
    }
}
