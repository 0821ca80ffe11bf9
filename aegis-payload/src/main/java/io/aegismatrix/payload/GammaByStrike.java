package io.aegismatrix.payload;

import java.time.LocalDate;
import java.util.List;

/**
 * Where dealers' gamma lies at the nearest expiry of the option chain.
 *
 * @param expiry the expiry
 * @param total net gamma over all strikes: contracts times index points that dealers' delta grows by when the index
 *     rises by one percent; times the lot size it is rupees
 * @param balance the total over what it would be if all of it had one sign, in [-1, 1]
 * @param assumption who is taken to hold which side
 * @param strikes the strikes nearest spot, ascending
 */
public record GammaByStrike(
        LocalDate expiry, @Points double total, double balance, String assumption, List<StrikeGamma> strikes) {

    /**
     * Dealers' gamma at one strike.
     *
     * @param strike index points
     * @param net in the units of the total
     */
    public record StrikeGamma(@Points double strike, @Points double net) {

        /** Validates. */
        public StrikeGamma {
            Checks.price(strike, "strike");
            Checks.finite(net, "net gamma of " + strike);
        }
    }

    /** Validates. */
    public GammaByStrike {
        Checks.present(expiry, "expiry");
        Checks.finite(total, "total gamma");
        Checks.signedScore(balance, "gamma balance");
        Checks.text(assumption, "assumption");
        strikes = Checks.some(strikes, "strikes");
    }
}
