package io.aegismatrix.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.internal.json.Json;
import io.aegismatrix.data.io.BoundedFile;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.io.OwnFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A secret that opens a source, and when it ends. It is never printed: its text is stars, and only {@link #authorization()}
 * gives it away. Immutable.
 */
public final class AccessToken {

    private static final int LONGEST = 8_192;
    private static final Duration WARNING = Duration.ofDays(30);

    /** Tokens of Indian brokers end when the night's work does. */
    private static final LocalTime END_OF_TOKENS = LocalTime.of(3, 30);

    private final String secret;
    private final Optional<Instant> written;
    private final Optional<Instant> said;

    private AccessToken(String secret, Optional<Instant> written, Optional<Instant> said) {
        this.secret = secret;
        this.written = written;
        this.said = said;
    }

    /**
     * A token from its text; blanks around it are not part of it.
     *
     * @param origin where it came from, for messages
     * @throws IllegalArgumentException if it is none; the message never holds it
     */
    public static AccessToken of(String text, String origin) {
        String secret = text.strip();
        if (secret.isEmpty()
                || secret.length() > LONGEST
                || !secret.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            throw new IllegalArgumentException(origin + " must hold one access token without blanks, and held "
                    + secret.length() + " characters that are none");
        }
        return new AccessToken(secret, expiry(secret), Optional.empty());
    }

    /**
     * A token from a file that nobody but this user or root can change.
     *
     * @throws IllegalArgumentException if the file cannot be trusted or read, or holds no token; the message never holds it
     */
    public static AccessToken read(Path file) {
        OwnFiles.objection(file).ifPresent(why -> {
            throw new IllegalArgumentException(
                    file + " is not taken for an access token: " + why + "; it must be yours alone (chmod 600)");
        });
        try {
            byte[] text = BoundedFile.read(file, LONGEST);
            return of(new String(text, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + IoReason.of(e), e);
        }
    }

    /** The same token with the day, in India, on whose early morning it ends, should it not say so itself. */
    public AccessToken endingOn(LocalDate day, ZoneId zone) {
        return new AccessToken(
                secret,
                written,
                Optional.of(day.atTime(END_OF_TOKENS).atZone(zone).toInstant()));
    }

    /** When it ends, by what it says itself, or else by what its owner said; empty if neither is known. */
    public Optional<Instant> expires() {
        return written.or(() -> said);
    }

    /** Whether it says itself that it has ended: asking with it is then of no use. */
    public boolean isOver(Instant moment) {
        return written.filter(end -> !moment.isBefore(end)).isPresent();
    }

    /** What is to be said of its end from 30 days before on, and where nobody knows it; empty while there is time. */
    public Optional<String> warning(Instant now, ZoneId zone) {
        if (expires().isEmpty()) {
            return Optional.of("access token: it does not say when it ends; set live.upstox-token-until");
        }
        Instant end = expires().get();
        if (now.isBefore(end.minus(WARNING))) {
            return Optional.empty();
        }
        String moment = end.atZone(zone).toLocalDateTime() + " " + zone;
        return Optional.of(
                now.isBefore(end)
                        ? "access token: it ends in "
                                + Duration.between(now, end).toDays() + " days, at " + moment
                        : "access token: it ended at " + moment);
    }

    /** The value of the header field {@code Authorization}: the secret itself. */
    public String authorization() {
        return "Bearer " + secret;
    }

    /** The claim {@code exp} of a JSON web token, which is not verified: it only says when to warn. */
    private static Optional<Instant> expiry(String secret) {
        String[] parts = secret.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            JsonNode tree = Json.tree(new ByteArrayInputStream(claims));
            return Json.moment(tree.path("exp"));
        } catch (IllegalArgumentException | IOException e) {
            // Then it is no JSON web token, and its owner has to say when it ends.
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken that && secret.equals(that.secret) && said.equals(that.said);
    }

    @Override
    public int hashCode() {
        return Objects.hash(said);
    }

    @Override
    public String toString() {
        return "***" + expires().map(end -> " until " + end).orElse("");
    }
}
