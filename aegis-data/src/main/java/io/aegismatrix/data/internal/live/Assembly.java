package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketFetch.Piece;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.OfficialBars;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a snapshot together from the best piece of every field, and says where each came from. */
final class Assembly {

    private final List<Feed> feeds;
    private final Wanted wanted;
    private final Stored stored;
    private final FetchedPieces harvest;
    private final LiveSettings.Checks checks;
    private final TradingCalendar calendar;
    private final Map<Field, Piece> chosen = new EnumMap<>(Field.class);

    Assembly(
            List<Feed> feeds,
            Wanted wanted,
            Stored stored,
            FetchedPieces harvest,
            LiveSettings.Checks checks,
            TradingCalendar calendar) {
        this.feeds = feeds;
        this.wanted = wanted;
        this.stored = stored;
        this.harvest = harvest;
        this.checks = checks;
        this.calendar = calendar;
    }

    MarketSnapshot snapshot() {
        choose();
        List<Anomaly> anomalies = new ArrayList<>(harvest.anomalies());
        BarSeries daily = daily(Field.DAILY, checks.close(), anomalies).orElseThrow(this::noHistory);
        BarSeries volatility = daily(Field.VOLATILITY_DAILY, checks.volatilityClose(), anomalies)
                .orElseGet(() -> BarSeries.of(wanted.underlying().volatilityIndex(), List.of()));
        MarketSnapshot.Builder builder = MarketSnapshot.at(wanted.asOf(), wanted.underlying(), calendar)
                .daily(daily)
                .volatilityIndex(volatility);
        chosen.values().forEach(piece -> add(piece, builder));
        companions(anomalies).forEach(builder::companion);
        anomalies.addAll(reconcile(Field.DAILY, daily, checks.close()));
        anomalies.addAll(reconcile(Field.VOLATILITY_DAILY, volatility, checks.volatilityClose()));
        return builder.buildChecked(stamps(), anomalies);
    }

    private void choose() {
        List<Piece> pieces = new ArrayList<>(harvest.pieces());
        pieces.addAll(stored.pieces(wanted.from()));
        pieces.removeIf(this::isCompanion);
        Choice choice = new Choice(wanted.underlying(), wanted.asOf(), calendar);
        for (Field field : Field.values()) {
            choice.of(field, pieces).ifPresent(piece -> chosen.put(field, piece));
        }
    }

    /** The chosen bars, with those that the store has from the exchange itself over them. */
    private Optional<BarSeries> daily(Field field, double tolerance, List<Anomaly> anomalies) {
        return Optional.ofNullable(chosen.get(field))
                .map(piece -> overruled((MarketFetch.Daily) piece, field, tolerance, anomalies));
    }

    private BarSeries overruled(MarketFetch.Daily chosenBars, Field field, double tolerance, List<Anomaly> anomalies) {
        OfficialBars merged = OfficialBars.over(
                chosenBars.bars(),
                stored.official(field.instrument(wanted.underlying())).from(wanted.from()));
        merged.told(chosenBars.source(), tolerance).ifPresent(anomalies::add);
        return merged.bars();
    }

    private boolean isCompanion(Piece piece) {
        return piece instanceof MarketFetch.Daily daily
                && Companion.find(wanted.underlying(), daily.bars().instrument())
                        .isPresent();
    }

    /** Of every companion the newest bars there are, the exchange's own over them. */
    private Collection<CompanionSeries> companions(List<Anomaly> anomalies) {
        Map<Companion, CompanionSeries> best = new EnumMap<>(Companion.class);
        harvest.pieces().stream()
                .filter(this::isCompanion)
                .map(MarketFetch.Daily.class::cast)
                .flatMap(daily ->
                        CompanionSeries.of(Companion.valueOf(daily.bars().instrument()), daily.source(), daily.bars())
                                .stream())
                .forEach(series -> best.merge(series.companion(), series, Assembly::joined));
        stored.companions().forEach(series -> best.merge(series.companion(), series, Assembly::joined));
        return best.values().stream()
                .map(series -> overruled(series, anomalies))
                .toList();
    }

    /** The preferred source's bars, unless the other's are newer, and before them what the other has. */
    private static CompanionSeries joined(CompanionSeries preferred, CompanionSeries other) {
        boolean newer =
                other.bars().last().session().isAfter(preferred.bars().last().session());
        CompanionSeries used = newer ? other : preferred;
        List<DailyBar> bars = new ArrayList<>((newer ? preferred : other)
                .bars()
                .until(used.bars().bar(0).session().minusDays(1))
                .bars());
        bars.addAll(used.bars().bars());
        return new CompanionSeries(
                used.companion(), used.source(), BarSeries.of(used.bars().instrument(), bars));
    }

    private CompanionSeries overruled(CompanionSeries series, List<Anomaly> anomalies) {
        OfficialBars merged = OfficialBars.over(
                series.bars(), stored.official(series.bars().instrument()).from(wanted.from()));
        merged.told(series.source(), checks.close()).ifPresent(anomalies::add);
        return new CompanionSeries(series.companion(), series.source(), merged.bars());
    }

    private MarketDataException noHistory() {
        String complaints = harvest.complaintText();
        return new MarketDataException(wanted.underlying().name() + ": no daily bars as of " + wanted.asOf() + " from "
                + String.join(", ", feeds.stream().map(Feed::name).toList())
                + (complaints.isEmpty() ? "" : " (" + complaints + ")")
                + " nor from the store (" + stored.complaint() + "); run again later, or give a csv folder");
    }

    private void add(Piece piece, MarketSnapshot.Builder builder) {
        if (piece instanceof MarketFetch.Intraday intraday) {
            builder.intraday(intraday.bars());
        } else if (piece instanceof MarketFetch.Chain chain) {
            builder.optionChain(chain.chain());
        } else if (piece instanceof MarketFetch.Price price) {
            if (price.instrument().equals(wanted.underlying().volatilityIndex())) {
                builder.volatilityQuote(price.quote());
            } else {
                builder.quote(price.quote());
            }
        }
    }

    private List<Anomaly> reconcile(Field field, BarSeries bars, double tolerance) {
        return Reconciliation.compare(source(field), bars, harvest.closes(), tolerance);
    }

    private String source(Field field) {
        return Optional.ofNullable(chosen.get(field)).map(Piece::source).orElse(Stored.NAME);
    }

    private List<SourceStamp> stamps() {
        List<SourceStamp> stamps = new ArrayList<>();
        chosen.forEach((field, piece) -> stamps.add(stamp(field, piece)));
        if (!chosen.containsKey(Field.QUOTE) && chosen.containsKey(Field.INTRADAY)) {
            stamps.add(stamp(Field.QUOTE, chosen.get(Field.INTRADAY)));
        }
        return stamps;
    }

    private SourceStamp stamp(Field field, Piece piece) {
        boolean byChoice = wanted.historyHeld()
                && piece.source().equals(Stored.NAME)
                && (field == Field.DAILY || field == Field.VOLATILITY_DAILY);
        List<String> serving = serving(field);
        int level = serving.indexOf(piece.source());
        int requests = serving.subList(0, level + 1).stream()
                .mapToInt(source -> source.equals(Stored.NAME) ? 1 : harvest.requests(source, field))
                .sum();
        return new SourceStamp(
                piece.source(),
                field.instrument(wanted.underlying()),
                field.kind(),
                wanted.asOf(),
                // Bars that the store holds in full are its first choice and no fallback.
                byChoice ? 0 : level,
                byChoice ? 1 : Math.max(1, requests));
    }

    /** The sources that can serve a field, in order of preference. */
    private List<String> serving(Field field) {
        List<String> serving = new ArrayList<>(feeds.stream()
                .filter(feed -> feed.serves().contains(field))
                .map(Feed::name)
                .toList());
        serving.add(Stored.NAME);
        return serving;
    }
}
