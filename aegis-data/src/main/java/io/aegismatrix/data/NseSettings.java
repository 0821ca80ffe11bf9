package io.aegismatrix.data;

import java.net.URI;
import java.time.Duration;

/**
 * The exchange's site.
 *
 * @param base scheme, host and port
 * @param firstPage path of the page visited first, which sets the cookies the rest asks for
 * @param patience longest wait for one answer: who is not wanted there is left hanging, so the first hang is a refusal
 */
public record NseSettings(URI base, String firstPage, Duration patience) {

    /** Validates the address, the path and the wait. */
    public NseSettings {
        HostAddress.require(base, "nse");
        if (!firstPage.startsWith("/")) {
            throw new IllegalArgumentException("firstPage must start with /, was '" + firstPage + "'");
        }
        LiveSettings.requirePositive(patience, "patience");
    }

    static NseSettings defaults() {
        return new NseSettings(URI.create("https://www.nseindia.com"), "/option-chain", Duration.ofSeconds(8));
    }

    /** The same site elsewhere. */
    public NseSettings withBase(URI other) {
        return new NseSettings(other, firstPage, patience);
    }

    /** The same site with another longest wait. */
    public NseSettings withPatience(Duration other) {
        return new NseSettings(base, firstPage, other);
    }
}
