package io.aegismatrix.data.internal.upstox;

import io.aegismatrix.data.AccessToken;
import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.internal.live.FetchedPieces;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Says in time that the token ends, and that it has ended. */
final class TokenWatch {

    static final String HOW_TO_RENEW =
            "make a new read-only token at Upstox (Developer Apps, Analytics) and put it where this"
                    + " application takes its token from; a new one ends the one before";

    private final Optional<AccessToken> token;
    private final ZoneId zone;

    TokenWatch(Optional<AccessToken> token, ZoneId zone) {
        this.token = token;
        this.zone = zone;
    }

    /** The token, if it is worth sending. */
    Optional<AccessToken> usable(Instant asOf) {
        return token.filter(known -> !known.isOver(asOf));
    }

    void tell(Instant asOf, FetchedPieces harvest) {
        token.flatMap(known -> known.warning(asOf, zone))
                .ifPresent(warning -> harvest.notice(
                        AnomalyCode.ACCESS_TOKEN_ENDING, UpstoxClient.NAME + " " + warning + "; " + HOW_TO_RENEW));
    }

    void tellRefusal(String said, FetchedPieces harvest) {
        harvest.notice(
                AnomalyCode.ACCESS_TOKEN_REFUSED,
                UpstoxClient.NAME + " does not take the access token (" + said
                        + "): bars were asked for without it, the rest is not had from there; " + HOW_TO_RENEW);
    }
}
