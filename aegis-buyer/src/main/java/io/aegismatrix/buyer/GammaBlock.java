package io.aegismatrix.buyer;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.IntradayVarianceProfile;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.GammaWindow;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When in the day the market moves, from bars inside past sessions. On an expiry day only expiry days count, once there
 * are enough of them.
 */
final class GammaBlock {

    /** Fewest expiry days that stand in for all days. */
    static final int LEAST_EXPIRY_DAYS = 8;

    private GammaBlock() {}

    /** The parts of a day, in order. */
    static Block<List<GammaWindow>> of(MarketSnapshot snapshot, LocalDate session) {
        if (expires(snapshot.calendar(), session)) {
            Optional<IntradayVarianceProfile> expiryDays = IntradayVarianceProfile.findExpiryDays(snapshot)
                    .filter(profile -> profile.sessionsUsed() >= LEAST_EXPIRY_DAYS);
            if (expiryDays.isPresent()) {
                return of(expiryDays.get(), "intraday_variance_share_expiry_days");
            }
        }
        return IntradayVarianceProfile.find(snapshot)
                .map(profile -> of(profile, "intraday_variance_share"))
                .orElseGet(
                        () -> Block.unavailable("no complete session of intraday bars of at most 30 minutes is known"));
    }

    private static boolean expires(TradingCalendar calendar, LocalDate session) {
        return calendar.weeklyExpiry(session, session)
                .or(() -> calendar.findMonthlyExpiry(session, session))
                .equals(Optional.of(session));
    }

    private static Block<List<GammaWindow>> of(IntradayVarianceProfile profile, String formula) {
        double largest = profile.blocks().stream()
                .mapToDouble(IntradayVarianceProfile.Block::share)
                .max()
                .orElseThrow();
        List<GammaWindow> windows = profile.blocks().stream()
                .map(block ->
                        new GammaWindow(block.label(), block.share() / largest, block.share(), profile.sessionsUsed()))
                .toList();
        return Block.known(windows, Source.formula(formula));
    }
}
