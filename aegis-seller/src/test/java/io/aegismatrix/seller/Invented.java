package io.aegismatrix.seller;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.SellerOutlook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An invented market of 1,300 sessions to the end of 2024, and a seller engine trained once, in two folds, on what was
 * known in the middle of that year; so there are sessions before, at and after the end of its training.
 */
final class Invented {

    static final Instant TRAINED = Instant.parse("2024-06-28T10:30:00Z");
    static final TrainingSettings BRIEF = TrainingSettings.defaults().withFolds(2);
    static final MarketSnapshot MARKET = MarketFixtures.snapshot(1_300);
    static final FeatureSet HISTORY = FeatureSet.of(MARKET.cutAt(TRAINED));
    static final List<String> STEPS = new ArrayList<>();

    private Invented() {}

    /** Trained on first use. */
    private static final class Trained {
        private static final ModelBundle BUNDLE = SellerEngine.trainer()
                .train(HISTORY, BRIEF, (task, done, total) -> STEPS.add(task + " " + done + "/" + total));
        private static final SellerEngine ENGINE = SellerEngine.of(BUNDLE);
        private static final SellerOutlook OUTLOOK = ENGINE.evaluate(HISTORY);
    }

    static ModelBundle bundle() {
        return Trained.BUNDLE;
    }

    static SellerEngine engine() {
        return Trained.ENGINE;
    }

    /** The outlook at the end of the training. */
    static SellerOutlook outlook() {
        return Trained.OUTLOOK;
    }

    static ModelBundle trainAgain() {
        return SellerEngine.trainer().train(HISTORY, BRIEF, ProgressListener.silent());
    }

    static OutcomeTracks tracks() {
        return OutcomeTracks.parse(bundle().file(OutcomeTracks.FILE), OutcomeTracks.FILE);
    }

    static Excursions excursions() {
        return Excursions.parse(bundle().file(SellerFiles.EXCURSIONS), SellerFiles.EXCURSIONS);
    }

    static Situation situation(FeatureSet features) {
        return Situation.of(
                features,
                VolatilityModel.of(bundle()).forecast(ForecastTarget.REALIZED),
                VolatilityModel.of(bundle()).forecast(ForecastTarget.REACH_UNIT));
    }

    static WalkForward plan(SellerHistory past, FeatureSet features) {
        return WalkForward.inFolds(past.firstRow(), features.history().size(), BRIEF.folds(), BRIEF.embargo());
    }

    /** What was known on the evening of a session. */
    static FeatureSet on(LocalDate session) {
        return FeatureSet.of(MARKET.cutAt(evening(session)));
    }

    static Instant evening(LocalDate session) {
        return MARKET.calendar().close(session).plusSeconds(1800);
    }

    /** A price of a running session, and nothing but daily bars before it. */
    static FeatureSet running(Instant at, double price) {
        MarketSnapshot cut = MARKET.cutAt(at);
        return FeatureSet.forForecast(MarketSnapshot.at(at, Underlying.NIFTY50, MARKET.calendar())
                .daily(cut.daily())
                .volatilityIndex(cut.volatilityIndex())
                .quote(new Quote(at, price))
                .assessQuality(List.of(), List.of())
                .synthetic(true)
                .build());
    }

    /** The market with another option chain, as of the chain's moment. */
    static FeatureSet with(OptionChain chain) {
        MarketSnapshot cut = MARKET.cutAt(chain.asOf());
        return FeatureSet.of(MarketSnapshot.at(chain.asOf(), Underlying.NIFTY50, MARKET.calendar())
                .daily(cut.daily())
                .volatilityIndex(cut.volatilityIndex())
                .optionChain(chain)
                .assessQuality(List.of(), List.of())
                .synthetic(true)
                .build());
    }

    /** The same history up to and with a row; from then on every second session happens at another price level. */
    static FeatureSet otherFutureAfter(int row, double level) {
        List<DailyBar> bars = new ArrayList<>();
        for (DailyBar bar : HISTORY.snapshot().daily().bars()) {
            boolean moved = bars.size() > row && bars.size() % 2 == 0;
            double factor = moved ? level : 1;
            bars.add(new DailyBar(
                    bar.session(),
                    bar.open() * factor,
                    bar.high() * factor,
                    bar.low() * factor,
                    bar.close() * factor,
                    bar.volume()));
        }
        return FeatureSet.of(MarketSnapshot.at(TRAINED, Underlying.NIFTY50, MARKET.calendar())
                .daily(BarSeries.of("NIFTY50", bars))
                .volatilityIndex(HISTORY.snapshot().volatilityIndex())
                .assessQuality(List.of(), List.of())
                .synthetic(true)
                .build());
    }
}
