package io.aegismatrix.runner.doctor;

import io.aegismatrix.data.AccessToken;
import io.aegismatrix.data.FetchAttempt;
import io.aegismatrix.data.HostProbe;
import io.aegismatrix.data.io.OwnFiles;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the hosts of market data can be asked: under which name, with which token, and, if wanted, what they answer. */
final class NetworkCheck {

    private static final String TOKEN = "upstox token";

    private final Settings settings;
    private final Instant now;

    NetworkCheck(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    DoctorCheck userAgent() {
        String name = settings.live().settings().manners().userAgent();
        boolean own = settings.live().settings().manners().ownName().isPresent();
        return DoctorCheck.ok(
                "user agent",
                own
                        ? "'" + name + "', of your choice (live.user-agent)"
                        : "'" + name
                                + "'; expect Yahoo to answer it with 429 and the exchange's site to refuse it or let it"
                                + " hang: both serve browsers. Upstox and files do not need another; live.user-agent sets one,"
                                + " under your own responsibility");
    }

    DoctorCheck token() {
        if (settings.live().settings().upstox().isEmpty()) {
            return DoctorCheck.ok(TOKEN, "Upstox is switched off (live.upstox)");
        }
        try {
            Optional<AccessToken> token = settings.live().token().token();
            return token.isEmpty()
                    ? DoctorCheck.ok(
                            TOKEN,
                            "none: bars of Upstox need none, but quotes, listed contracts and option chains do"
                                    + " (live.upstox-token-file)")
                    : ends(token.get());
        } catch (CommandException e) {
            return DoctorCheck.fail(TOKEN, String.valueOf(e.getMessage()));
        }
    }

    private DoctorCheck ends(AccessToken token) {
        ZoneId zone = MarketSources.nseCalendar().zone();
        Optional<String> warning = token.warning(now, zone);
        if (warning.isPresent()) {
            return DoctorCheck.warn(
                    TOKEN,
                    warning.get() + "; make a new one at Upstox (Developer Apps, Analytics), which ends this one");
        }
        Optional<Path> readable = settings.live().token().file().filter(NetworkCheck::isReadableByOthers);
        String end = "ends at " + token.expires().orElseThrow().atZone(zone).toLocalDateTime() + " " + zone;
        return readable.isPresent()
                ? DoctorCheck.warn(TOKEN, end + "; others can read " + readable.get() + ": chmod 600")
                : DoctorCheck.ok(TOKEN, end);
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return OwnFiles.isReadableByOthers(file);
        } catch (IOException e) {
            // It has just been read; what is wrong with it now is for the next run to tell.
            return false;
        }
    }

    /** One line a host. */
    List<DoctorCheck> hosts() {
        return settings.live().probe(settings.underlying()).stream()
                .map(this::host)
                .toList();
    }

    private DoctorCheck host(HostProbe probe) {
        String name = "live " + probe.source();
        String what = probe.attempt().map(NetworkCheck::answer).orElse("not asked");
        if (!probe.complaint().isEmpty()) {
            String remedy = probe.remedy().isEmpty() ? "" : "; " + probe.remedy();
            return DoctorCheck.warn(name, what + "; " + probe.complaint() + remedy);
        }
        return probe.newest()
                .map(newest -> DoctorCheck.ok(name, what + "; newest value of " + newest + ", " + age(newest) + " old"))
                .orElseGet(() -> DoctorCheck.warn(
                        name, what + "; an answer without a value: usual on closed days, otherwise try again"));
    }

    private static String answer(FetchAttempt attempt) {
        String status =
                attempt.status().isPresent() ? "status " + attempt.status().getAsInt() : "no answer";
        return String.format(
                Locale.ROOT,
                "%s, %d bytes, %d ms",
                status,
                attempt.bytes(),
                attempt.took().toMillis());
    }

    private String age(Instant newest) {
        Duration age = Duration.between(newest, now);
        if (age.isNegative()) {
            return "0 s";
        }
        return age.toMinutes() < 2
                ? age.toSeconds() + " s"
                : age.toHours() < 3 ? age.toMinutes() + " min" : age.toHours() + " h";
    }
}
