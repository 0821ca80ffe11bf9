package io.aegismatrix.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The market as it was known at one moment: completed daily bars of the underlying and of its volatility index, and
 * whatever else the source had. Immutable; nothing in it is later than {@link #asOf()}.
 */
public final class MarketSnapshot {

    private final Underlying underlying;
    private final Instant asOf;
    private final TradingCalendar calendar;
    private final BarSeries daily;
    private final BarSeries volatilityIndex;
    private final @Nullable IntradaySeries intraday;
    private final @Nullable Quote quote;
    private final @Nullable Quote volatilityQuote;
    private final @Nullable OptionChain optionChain;
    private final Map<Companion, CompanionSeries> companions;
    private final DataQuality quality;
    private final boolean synthetic;

    private MarketSnapshot(Builder builder) {
        this.underlying = builder.underlying;
        this.asOf = builder.asOf;
        this.calendar = builder.calendar;
        this.daily = Objects.requireNonNull(builder.daily, "daily");
        this.volatilityIndex = Objects.requireNonNull(builder.volatilityIndex, "volatilityIndex");
        this.intraday = builder.intraday;
        this.quote = builder.quote;
        this.volatilityQuote = builder.volatilityQuote;
        this.optionChain = builder.optionChain;
        this.companions = new EnumMap<>(builder.companions);
        this.quality = Objects.requireNonNull(builder.quality, "quality");
        this.synthetic = builder.synthetic;
        LocalDate completed = calendar.lastCompletedSession(asOf);
        requireKnown(daily, completed);
        requireKnown(volatilityIndex, completed);
        requireKnown(quote == null ? null : quote.at(), "quote");
        requireKnown(volatilityQuote == null ? null : volatilityQuote.at(), "volatility quote");
        requireKnown(optionChain == null ? null : optionChain.knownAt(), "option chain");
        companions
                .values()
                .forEach(series -> requireKnown(
                        series.knownAt(series.bars().last().session(), calendar),
                        "newest bar of " + series.companion()));
        if (intraday != null) {
            int size = intraday.bars().size();
            requireKnown(
                    intraday.bars().get(size - 1).start().plus(intraday.interval()), "end of the last intraday bar");
        }
    }

    private void requireKnown(BarSeries series, LocalDate completed) {
        if (!series.isEmpty() && series.last().session().isAfter(completed)) {
            throw new IllegalArgumentException(
                    series.instrument() + ": a snapshot as of " + asOf + " may hold daily bars up to " + completed
                            + ", was " + series.last().session());
        }
    }

    private void requireKnown(@Nullable Instant moment, String what) {
        if (moment != null && moment.isAfter(asOf)) {
            throw new IllegalArgumentException(
                    underlying.name() + ": " + what + " is later than the snapshot: " + moment + " after " + asOf);
        }
    }

    /** Starts a snapshot; daily bars, volatility index and quality must be set. */
    public static Builder at(Instant asOf, Underlying underlying, TradingCalendar calendar) {
        return new Builder(asOf, underlying, calendar);
    }

    /** The index this is about. */
    public Underlying underlying() {
        return underlying;
    }

    /** The moment of observation. */
    public Instant asOf() {
        return asOf;
    }

    /** The exchange's calendar. */
    public TradingCalendar calendar() {
        return calendar;
    }

    /** Completed sessions of the underlying; the running session's partial bar is never among them. */
    public BarSeries daily() {
        return daily;
    }

    /** Completed sessions of the volatility index; sessions may be missing, join on date. */
    public BarSeries volatilityIndex() {
        return volatilityIndex;
    }

    /** Bars inside sessions, if the source has them. */
    public Optional<IntradaySeries> intraday() {
        return Optional.ofNullable(intraday);
    }

    /** Live price of the underlying, if the source has one. */
    public Optional<Quote> quote() {
        return Optional.ofNullable(quote);
    }

    /** Live value of the volatility index, if the source has one. */
    public Optional<Quote> volatilityQuote() {
        return Optional.ofNullable(volatilityQuote);
    }

    /** Option chain, if the source has one. */
    public Optional<OptionChain> optionChain() {
        return Optional.ofNullable(optionChain);
    }

    /**
     * The daily bars of another instrument that were known by then, if the source has them; {@link
     * CompanionSeries#knownAt} tells since when each was.
     */
    public Optional<CompanionSeries> companion(Companion companion) {
        return Optional.ofNullable(companions.get(companion));
    }

    /** What is known about how good this snapshot is. */
    public DataQuality quality() {
        return quality;
    }

    /** The age class of the newest price of the index alone; {@link DataQuality#freshness()} is that of the oldest live part. */
    public Freshness spotFreshness() {
        return new QualityAssessor(asOf, calendar, daily, volatilityIndex)
                .withLive(intraday, quote, volatilityQuote, optionChain)
                .spotFreshness();
    }

    /** Whether the prices are invented: true only for {@link io.aegismatrix.data.source.MarketSources#synthetic(long)}. */
    public boolean synthetic() {
        return synthetic;
    }

    /**
     * The newest price that is known of the underlying, points: the live quote, or else the last official close. Whether it
     * counts, before the open or after the close, is another question: {@code FeatureSet.now()} answers it.
     */
    public double newestPrice() {
        return quote == null ? daily.last().close() : quote.price();
    }

    /** Newest completed session that has a daily bar. @throws MarketDataException if there is none */
    public LocalDate lastSession() {
        return daily.last().session();
    }

    /**
     * The market as it was known at an earlier moment: whatever is later is gone and the quality is assessed again. A
     * live price that is too new is replaced by the last price inside the running session, if there are such bars.
     *
     * @param moment the earlier moment of observation
     * @throws IllegalArgumentException if {@code moment} is after {@link #asOf()}
     * @throws MarketDataException if no daily bar was known by then
     */
    public MarketSnapshot cutAt(Instant moment) {
        if (moment.isAfter(asOf)) {
            throw new IllegalArgumentException(
                    underlying.name() + ": a snapshot as of " + asOf + " cannot be cut at the later " + moment);
        }
        LocalDate completed = calendar.lastCompletedSession(moment);
        BarSeries knownDaily = daily.until(completed);
        if (knownDaily.isEmpty()) {
            throw new MarketDataException(underlying.name() + ": no daily bar was known at " + moment
                    + "; the first session of this snapshot is "
                    + daily.bar(0).session());
        }
        Builder cut = at(moment, underlying, calendar)
                .daily(knownDaily)
                .volatilityIndex(volatilityIndex.until(completed))
                .intraday(intraday == null ? null : intraday.until(moment))
                .quote(notAfter(moment, quote))
                .volatilityQuote(notAfter(moment, volatilityQuote))
                .optionChain(optionChain == null || optionChain.knownAt().isAfter(moment) ? null : optionChain)
                .synthetic(synthetic);
        companions.values().forEach(cut::companion);
        List<DataQuality.Anomaly> noticed = quality.anomalies().stream()
                .filter(anomaly -> !AnomalyCode.isAssessed(anomaly.code()))
                .toList();
        return cut.quoteFromIntraday()
                .withoutChainOfBefore()
                .assessQuality(quality.sources(), noticed)
                .build();
    }

    private static @Nullable Quote notAfter(Instant moment, @Nullable Quote quote) {
        return quote == null || quote.at().isAfter(moment) ? null : quote;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarketSnapshot that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(
                asOf,
                underlying,
                calendar,
                daily,
                volatilityIndex,
                intraday(),
                quote(),
                volatilityQuote(),
                optionChain(),
                companions,
                quality,
                synthetic);
    }

    @Override
    public String toString() {
        return underlying.name() + " as of " + asOf + ": " + daily + (synthetic ? " (synthetic)" : "");
    }

    /** Collects the parts of a snapshot. */
    public static final class Builder {

        private final Instant asOf;
        private final Underlying underlying;
        private final TradingCalendar calendar;
        private @Nullable BarSeries daily;
        private @Nullable BarSeries volatilityIndex;
        private @Nullable IntradaySeries intraday;
        private @Nullable Quote quote;
        private @Nullable Quote volatilityQuote;
        private @Nullable OptionChain optionChain;
        private final Map<Companion, CompanionSeries> companions = new EnumMap<>(Companion.class);
        private @Nullable DataQuality quality;
        private boolean synthetic;

        private Builder(Instant asOf, Underlying underlying, TradingCalendar calendar) {
            this.asOf = Objects.requireNonNull(asOf, "asOf");
            this.underlying = Objects.requireNonNull(underlying, "underlying");
            this.calendar = Objects.requireNonNull(calendar, "calendar");
        }

        /** Completed daily bars of the underlying. */
        public Builder daily(BarSeries series) {
            this.daily = series;
            return this;
        }

        /** Completed daily bars of the volatility index. */
        public Builder volatilityIndex(BarSeries series) {
            this.volatilityIndex = series;
            return this;
        }

        /** Bars inside sessions; a series without bars counts as none. */
        public Builder intraday(@Nullable IntradaySeries series) {
            this.intraday = series == null || series.bars().isEmpty() ? null : series;
            return this;
        }

        /** Live price of the underlying. */
        public Builder quote(@Nullable Quote value) {
            this.quote = value;
            return this;
        }

        /** While the session runs and there is no live price: takes the close of today's newest intraday bar. */
        public Builder quoteFromIntraday() {
            if (quote == null && intraday != null && calendar.state(asOf) == SessionState.OPEN) {
                List<IntradayBar> today =
                        intraday.session(asOf.atZone(calendar.zone()).toLocalDate());
                if (!today.isEmpty()) {
                    IntradayBar last = today.get(today.size() - 1);
                    quote = new Quote(last.start().plus(intraday.interval()), last.close());
                }
            }
            return this;
        }

        private Builder withoutChainOfBefore() {
            if (optionChain != null && SnapshotChecks.isOfBefore(optionChain, quote, asOf, calendar)) {
                optionChain = null;
            }
            return this;
        }

        /** Live value of the volatility index. */
        public Builder volatilityQuote(@Nullable Quote value) {
            this.volatilityQuote = value;
            return this;
        }

        /** Option chain. */
        public Builder optionChain(@Nullable OptionChain chain) {
            this.optionChain = chain;
            return this;
        }

        /** A companion, of which what was not known by then is left away. */
        public Builder companion(CompanionSeries series) {
            series.knownBy(asOf, calendar).ifPresent(known -> companions.put(known.companion(), known));
            return this;
        }

        /** What is known about the quality of the parts. */
        public Builder quality(DataQuality value) {
            this.quality = value;
            return this;
        }

        /**
         * Assesses the parts set so far: completeness, freshness and our own anomalies. It changes and refuses nothing;
         * a source ends with {@link #buildChecked}.
         *
         * @param sources where the series came from; a stamp's moment is replaced by that of the newest datum actually
         *     held, and the stamp of a part that is not there is dropped
         * @param noticed what the source itself noticed while reading
         */
        public Builder assessQuality(List<DataQuality.SourceStamp> sources, List<DataQuality.Anomaly> noticed) {
            this.quality = new QualityAssessor(asOf, calendar, requireSet(daily), requireSet(volatilityIndex))
                    .withLive(intraday, quote, volatilityQuote, optionChain)
                    .assess(sources, noticed);
            return this;
        }

        /**
         * The end of every source: checks the parts set so far, leaves out what cannot be true, assesses the rest and
         * builds the snapshot. What is looked at and what follows is the table of {@link AnomalyCode}.
         *
         * @param sources as for {@link #assessQuality}
         * @param noticed as for {@link #assessQuality}
         * @throws MarketDataException if a check refuses
         * @throws IllegalArgumentException if a part is later than the moment of observation
         */
        public MarketSnapshot buildChecked(List<DataQuality.SourceStamp> sources, List<DataQuality.Anomaly> noticed) {
            SnapshotChecks checks = new SnapshotChecks(asOf, calendar);
            SnapshotChecks.Daily clean = checks.daily(requireSet(daily), requireSet(volatilityIndex));
            daily = clean.index();
            volatilityIndex = clean.volatility();
            intraday = checks.intraday(clean, intraday, quote == null).orElse(null);
            quoteFromIntraday();
            checks.requireFollows(clean, quote, intraday);
            volatilityQuote = checks.volatilityQuote(clean, volatilityQuote);
            optionChain = checks.optionChain(clean, quote, optionChain);
            List<CompanionSeries> usable = checks.companions(clean, List.copyOf(companions.values()));
            companions.clear();
            usable.forEach(this::companion);
            List<DataQuality.Anomaly> all = new ArrayList<>(checks.findings());
            all.addAll(noticed);
            return assessQuality(sources, all).build();
        }

        private static BarSeries requireSet(@Nullable BarSeries series) {
            return Objects.requireNonNull(series, "daily bars and volatility index must be set before the assessment");
        }

        /** Marks the prices as invented. */
        public Builder synthetic(boolean value) {
            this.synthetic = value;
            return this;
        }

        /**
         * Builds the snapshot.
         *
         * @throws IllegalArgumentException if a part is later than the moment of observation
         */
        public MarketSnapshot build() {
            return new MarketSnapshot(this);
        }
    }
}
