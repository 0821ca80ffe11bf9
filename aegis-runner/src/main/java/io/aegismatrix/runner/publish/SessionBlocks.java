package io.aegismatrix.runner.publish;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.payload.SessionBlock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** The payload's session block, by what the exchange had announced on the decision session. */
final class SessionBlocks {

    private SessionBlocks() {}

    static SessionBlock of(MarketSnapshot snapshot, LocalDate decisionSession) {
        TradingCalendar calendar = snapshot.calendar();
        LocalDate date = snapshot.asOf().atZone(calendar.zone()).toLocalDate();
        Optional<LocalDate> weekly = calendar.weeklyExpiry(date, decisionSession);
        LocalDate monthly = calendar.monthlyExpiry(date, decisionSession);
        OptionalInt lotSize = calendar.lotSize(weekly.orElse(monthly), decisionSession);
        return new SessionBlock(
                date,
                calendar.state(snapshot.asOf()),
                calendar.nextSession(date, decisionSession),
                weekly,
                monthly,
                weekly.map(expiry -> OptionalInt.of(calendar.sessionsBetween(date, expiry, decisionSession)))
                        .orElse(OptionalInt.empty()),
                calendar.sessionsBetween(date, monthly, decisionSession),
                lotSize,
                reason(calendar, decisionSession, weekly, monthly, lotSize));
    }

    private static Optional<String> reason(
            TradingCalendar calendar,
            LocalDate knownOn,
            Optional<LocalDate> weekly,
            LocalDate monthly,
            OptionalInt lotSize) {
        StringBuilder reason = new StringBuilder();
        if (weekly.isEmpty()) {
            reason.append("no weekly options; ");
        }
        if (lotSize.isEmpty()) {
            reason.append("no lot size published for ")
                    .append(weekly.orElse(monthly))
                    .append("; ");
        }
        LocalDate announced = calendar.announcedThrough(knownOn);
        if (monthly.isAfter(announced)) {
            reason.append("holidays announced through ").append(announced).append(" only; ");
        }
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason.substring(0, reason.length() - 2));
    }
}
