package io.aegismatrix.data.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every market source owes its callers. Extend it, give a source and a moment inside a running session that has at
 * least a week of history behind it, and the inherited tests check that nothing comes from the future.
 */
public abstract class MarketSourceContract {

    /** The source under test. */
    protected abstract MarketSource source();

    /** The moment to observe. */
    protected abstract Instant asOf();

    /** What to ask for; all of the NIFTY 50 unless overridden. */
    protected MarketRequest request(Instant moment) {
        return MarketRequest.nifty50(moment);
    }

    private MarketSnapshot snapshot(Instant moment) {
        return source().snapshot(request(moment));
    }

    private List<Instant> earlierMoments() {
        List<Instant> moments = new ArrayList<>();
        for (int hours = 0; hours <= 24 * 7; hours += 5) {
            moments.add(asOf().minus(Duration.ofHours(hours)));
        }
        return moments;
    }

    @Test
    public void answers_for_the_moment_asked() {
        MarketSnapshot snapshot = snapshot(asOf());
        assertThat(snapshot.asOf()).isEqualTo(asOf());
        assertThat(snapshot.underlying()).isEqualTo(request(asOf()).underlying());
    }

    @Test
    public void holds_nothing_later_than_the_moment_asked() {
        for (Instant moment : earlierMoments()) {
            MarketSnapshot snapshot = snapshot(moment);
            LocalDate completed = snapshot.calendar().lastCompletedSession(moment);
            assertThat(snapshot.lastSession()).isBeforeOrEqualTo(completed);
            assertThat(snapshot.volatilityIndex().last().session()).isBeforeOrEqualTo(completed);
            snapshot.quote().ifPresent(quote -> assertThat(quote.at()).isBeforeOrEqualTo(moment));
            snapshot.volatilityQuote().ifPresent(quote -> assertThat(quote.at()).isBeforeOrEqualTo(moment));
            snapshot.optionChain().ifPresent(chain -> assertThat(chain.asOf()).isBeforeOrEqualTo(moment));
            snapshot.intraday()
                    .ifPresent(series -> assertThat(series.bars())
                            .allSatisfy(bar -> assertThat(bar.start().plus(series.interval()))
                                    .isBeforeOrEqualTo(moment)));
            assertThat(snapshot.quality().sources())
                    .allSatisfy(stamp -> assertThat(stamp.asOf()).isBeforeOrEqualTo(moment));
        }
    }

    @Test
    public void sessions_and_bars_ascend() {
        MarketSnapshot snapshot = snapshot(asOf());
        assertThat(snapshot.daily().bars())
                .extracting(DailyBar::session)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(snapshot.volatilityIndex().bars())
                .extracting(DailyBar::session)
                .isSorted()
                .doesNotHaveDuplicates();
        snapshot.intraday()
                .ifPresent(series -> assertThat(series.bars())
                        .extracting(IntradayBar::start)
                        .isSorted()
                        .doesNotHaveDuplicates());
    }

    /** The first intraday sessions may differ: a source may keep a rolling window of them. */
    @Test
    public void cutting_gives_what_the_source_said_then() {
        MarketSnapshot whole = snapshot(asOf());
        for (Instant moment : earlierMoments()) {
            MarketSnapshot cut = whole.cutAt(moment);
            MarketSnapshot then = snapshot(moment);
            assertThat(cut.daily()).isEqualTo(then.daily());
            assertThat(cut.volatilityIndex()).isEqualTo(then.volatilityIndex());
            assertThat(cut.quote()).isEqualTo(then.quote());
            assertThat(cut.quality()).isEqualTo(then.quality());
            assertThat(cut.synthetic()).isEqualTo(then.synthetic());
            cut.intraday()
                    .ifPresent(series -> assertThat(then.intraday()
                                    .orElseThrow()
                                    .from(series.sessions().get(0)))
                            .isEqualTo(series));
        }
    }

    @Test
    public void says_the_same_twice() {
        assertThat(snapshot(asOf())).isEqualTo(snapshot(asOf()));
    }
}
