package io.aegismatrix.data.internal.live;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.internal.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run gathers: pieces, complaints, and how many requests each field took. For one thread. */
public final class Harvest {

    private final Wanted wanted;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Piece> keepOnly = new ArrayList<>();
    private final List<OfficialClose> closes = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Table<String, Field, Integer> requests = HashBasedTable.create();
    private final Map<String, Complaint> complaints = new LinkedHashMap<>();

    Harvest(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Adds a piece that may be chosen for the snapshot and is kept in the store. */
    public void add(Piece piece) {
        pieces.add(piece);
    }

    /** Adds a piece that is kept in the store and never chosen: it is only a part of what the store holds. */
    public void keep(Piece piece) {
        keepOnly.add(piece);
    }

    /** Adds a live price, unless it is dated past the moment of observation by more than a run takes. */
    public void add(String source, String instrument, Quote quote) {
        if (inTime(source, instrument, quote.at())) {
            add(new MarketFetch.Price(source, instrument, new Quote(notAfterAsOf(quote.at()), quote.price())));
        }
    }

    /** Adds an option chain, unless it is dated past the moment of observation by more than a run takes. */
    public void add(String source, OptionChain chain) {
        if (inTime(source, wanted.underlying().name() + " option chain", chain.asOf())) {
            add(new MarketFetch.Chain(
                    source,
                    wanted.underlying().name(),
                    new OptionChain(chain.underlying(), notAfterAsOf(chain.asOf()), chain.spot(), chain.quotes())));
        }
    }

    /** The observation ends with the run, a little later than it is dated. */
    private Instant notAfterAsOf(Instant moment) {
        return moment.isAfter(wanted.asOf()) ? wanted.asOf() : moment;
    }

    private boolean inTime(String source, String what, Instant moment) {
        boolean inTime = !moment.isAfter(wanted.asOf().plus(wanted.slack()));
        if (!inTime && wanted.live()) {
            notice(
                    AnomalyCode.PRICE_FROM_THE_FUTURE,
                    source + " " + what + ": dated " + moment + ", observed at " + wanted.asOf());
        }
        return inTime;
    }

    /** Adds a close to compare the chosen daily bars with. */
    public void add(OfficialClose close) {
        closes.add(close);
    }

    /** Notes something that looked wrong and was dealt with. */
    public void notice(AnomalyCode code, String detail) {
        anomalies.add(Anomaly.of(code, detail));
    }

    /** Counts the requests a reply took for the fields it was about, and its complaint if it failed. */
    public void count(String source, Reply<?> reply, Field... fields) {
        for (Field field : fields) {
            requests.put(source, field, requests(source, field) + reply.requests());
        }
        if (reply.value().isEmpty()) {
            complain(source, reply.outcome(), reply.complaint(), fields);
        }
    }

    /** Says that a source could not serve some fields. */
    public void complain(String source, Outcome outcome, String detail, Field... fields) {
        Complaint complaint = complaints.computeIfAbsent(
                source + " " + detail, key -> new Complaint(source, outcome, detail, new TreeMap<>()));
        for (Field field : fields) {
            complaint.fields.put(field, field.kind() + " " + field.instrument(wanted.underlying()));
        }
    }

    private record Complaint(String source, Outcome outcome, String detail, Map<Field, String> fields) {

        Anomaly anomaly() {
            return Anomaly.of(
                    outcome == Outcome.CLOCK_SKEW ? AnomalyCode.CLOCK_SKEW : AnomalyCode.SOURCE_FAILED,
                    source + " " + String.join(", ", fields.values()) + ": " + detail);
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Everything fetched, for the store. */
    List<Piece> toKeep() {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(keepOnly);
        return all;
    }

    List<OfficialClose> closes() {
        return closes;
    }

    /** What was noticed, and one anomaly for every distinct complaint. */
    List<Anomaly> anomalies() {
        List<Anomaly> all = new ArrayList<>(anomalies);
        complaints.values().forEach(complaint -> all.add(complaint.anomaly()));
        return all;
    }

    int requests(String source, Field field) {
        Integer count = requests.get(source, field);
        return count == null ? 0 : count;
    }

    /** The complaints as text, for a refusal. */
    String complaintText() {
        return String.join(
                "; ",
                complaints.values().stream()
                        .map(complaint -> complaint.anomaly().detail())
                        .toList());
    }
}
