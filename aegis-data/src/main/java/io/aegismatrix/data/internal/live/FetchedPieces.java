package io.aegismatrix.data.internal.live;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run gathers: pieces, complaints, and how many requests each field took. For one thread. */
public final class FetchedPieces {

    private final Wanted wanted;
    private final TradingCalendar calendar;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Piece> keepOnly = new ArrayList<>();
    private final List<OfficialClose> closes = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Table<String, Field, Integer> requests = HashBasedTable.create();
    private final Map<String, Complaint> complaints = new LinkedHashMap<>();

    FetchedPieces(Wanted wanted, TradingCalendar calendar) {
        this.wanted = wanted;
        this.calendar = calendar;
    }

    /**
     * Whether a field still has to be asked for: nothing is there that is as new as it should be. Live prices are wanted
     * while the session runs, a chain of the present only.
     */
    public boolean lacks(Field field) {
        boolean wantedAtAll = switch (field) {
            case DAILY, VOLATILITY_DAILY -> !wanted.historyHeld();
            case INTRADAY -> true;
            case QUOTE, VOLATILITY_QUOTE -> wanted.live() && calendar.state(wanted.asOf()) == SessionState.OPEN;
            case OPTION_CHAIN -> wanted.live();
        };
        return wantedAtAll && new Choice(wanted.underlying(), wanted.asOf(), calendar).lacks(field, pieces);
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
        Complaint complaint = complaint(source, outcome, detail);
        for (Field field : fields) {
            complaint.fields.put(field, new Lack(field.kind(), field.instrument(wanted.underlying())));
        }
    }

    /** Says that a source could not serve the daily bars of a companion. */
    public void complain(String source, Outcome outcome, String detail, Companion companion) {
        complaint(source, outcome, detail)
                .companions
                .put(companion, new Lack(DataQuality.SourceStamp.DAILY, companion.name()));
    }

    private Complaint complaint(String source, Outcome outcome, String detail) {
        return complaints.computeIfAbsent(
                source + " " + detail, key -> new Complaint(source, outcome, detail, new TreeMap<>(), new TreeMap<>()));
    }

    private record Lack(String kind, String instrument) {}

    private record Complaint(
            String source, Outcome outcome, String detail, Map<Field, Lack> fields, Map<Companion, Lack> companions) {

        private Stream<Lack> lacking() {
            return Stream.concat(fields.values().stream(), companions.values().stream());
        }

        Stream<MarketFetch.Miss> misses() {
            return lacking().map(lack -> new MarketFetch.Miss(source, lack.instrument(), lack.kind(), outcome, detail));
        }

        Anomaly anomaly() {
            return Anomaly.of(
                    outcome == Outcome.CLOCK_SKEW ? AnomalyCode.CLOCK_SKEW : AnomalyCode.SOURCE_FAILED,
                    source + " "
                            + lacking()
                                    .map(lack -> lack.kind() + " " + lack.instrument())
                                    .collect(Collectors.joining(", "))
                            + ": " + detail);
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

    /** What a source was asked for and could not give. */
    List<MarketFetch.Miss> misses() {
        return complaints.values().stream().flatMap(Complaint::misses).toList();
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
