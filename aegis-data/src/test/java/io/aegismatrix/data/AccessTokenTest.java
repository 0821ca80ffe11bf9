package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret says when it ends and nothing else, wherever it goes. */
class AccessTokenTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final Instant END = Instant.parse("2027-08-22T22:00:00Z");

    @TempDir
    private Path folder;

    private Path file(String text, String mode) throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void says_when_it_ends_by_its_own_claim() {
        AccessToken token = AccessToken.of(UpstoxJson.token(END), "test");
        assertThat(token.expires()).contains(END);
        assertThat(token.endingOn(LocalDate.of(2030, 1, 1), INDIA).expires()).contains(END);
        assertThat(token.warning(END.minus(Duration.ofDays(31)), INDIA)).isEmpty();
        assertThat(token.warning(END.minus(Duration.ofDays(30)), INDIA))
                .contains("access token: it ends in 30 days, at 2027-08-23T03:30 Asia/Kolkata");
        assertThat(token.isOver(END.minusSeconds(1))).isFalse();
        assertThat(token.isOver(END)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a.b", "a.!!!.c", "a.e30.c", "a.eyJleHAiOiJzb29uIn0.c"})
    void without_a_claim_that_can_be_read_its_owner_says_when_it_ends(String text) {
        AccessToken token = AccessToken.of(text, "test");
        assertThat(token.expires()).isEmpty();
        assertThat(token.warning(END, INDIA).orElseThrow()).contains("live.upstox-token-until");
        AccessToken until = token.endingOn(LocalDate.of(2027, 8, 23), INDIA);
        assertThat(until.expires()).contains(END);
        // Its owner may be wrong, so it is tried all the same.
        assertThat(until.isOver(END.plusSeconds(1))).isFalse();
        assertThat(until.warning(END.plusSeconds(1), INDIA).orElseThrow()).contains("it ended at 2027-08-23T03:30");
    }

    @Test
    void is_stars_wherever_it_is_printed() {
        AccessToken token = AccessToken.of("S3CRET", "test");
        UpstoxSettings settings = UpstoxSettings.defaults().withToken(token);
        MarketHttp.Request request = new MarketHttp.Request(
                URI.create("https://upstox.test/"),
                java.util.Map.of("Authorization", token.authorization()),
                Duration.ofSeconds(1),
                1);
        assertThat(token + " " + settings + " " + LiveSettings.defaults().withUpstox(settings) + " " + request)
                .doesNotContain("S3CRET")
                .contains("***");
    }

    @Test
    void is_read_from_a_file_of_ones_own() throws IOException {
        assertThat(AccessToken.read(file("S3CRET\n", "rw-------")).authorization())
                .isEqualTo("Bearer S3CRET");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.read(file("S3CRET", "rw-rw----")))
                .withMessageContaining("can be written by others")
                .withMessageNotContaining("S3CRET");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.read(folder.resolve("nowhere")))
                .withMessageContaining("nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "S3CRET and more", "S3CRET\nHost: other"})
    void refuses_what_is_no_token_without_telling_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of(text, "AEGIS_LIVE_UPSTOX_TOKEN"))
                .withMessageStartingWith("AEGIS_LIVE_UPSTOX_TOKEN must hold one access token")
                .withMessageNotContaining("S3CRET");
    }

    @Test
    void is_never_sent_unencrypted_to_another_machine() {
        AccessToken token = AccessToken.of("S3CRET", "test");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpstoxSettings.defaults()
                        .withBase(URI.create("http://example.org"))
                        .withToken(token))
                .withMessage("upstox: base must be https where a token is sent, was 'http://example.org'");
        assertThat(UpstoxSettings.defaults()
                        .withBase(URI.create("http://localhost:1234"))
                        .withToken(token)
                        .token())
                .contains(token);
    }

    @Test
    void is_not_told_where_a_host_sends_it_back() {
        HeldStore store = HeldStore.empty();
        FakeHosts hosts = UpstoxHosts.on(FakeHosts.wellBehaved())
                .text("/v2/.*", 404, "text/plain", "you sent S3CRET")
                .text("/v3/.*/days/1/.*", 400, "application/json", "{\"sent\":\"Bearer S3CRET\"}");
        MarketSnapshot snapshot = MarketSources.auto(hosts, UpstoxHosts.settings("S3CRET"), LiveFixtures.clock(), store)
                .snapshot(LiveFixtures.request());
        assertThat(snapshot.quality().anomalies().toString())
                .contains("you sent ***")
                .doesNotContain("S3CRET");
        assertThat(store.saved().toString()).doesNotContain("S3CRET");
    }

    @Test
    void is_not_in_the_cache_of_answers_even_where_a_host_asks_for_that() throws IOException {
        Path cache = folder.resolve("cache");
        try (LocalHosts hosts = new LocalHosts()) {
            UpstoxHosts.answers()
                    .forEach((path, body) -> hosts.upstox(
                            LocalHosts.pattern(path),
                            LocalHosts.json(body)
                                    .withHeader("Cache-Control", "max-age=3600")
                                    .withHeader("Vary", "Authorization")));
            LiveSettings settings = hosts.settings()
                    .withUpstox(UpstoxSettings.defaults()
                            .withBase(hosts.upstoxBase())
                            .withToken(AccessToken.of("S3CRET", "test")));
            Duration patience = Duration.ofMinutes(2);
            settings = settings.withManners(settings.manners()
                    .withTimeouts(patience, patience, patience)
                    .withCache(cache));
            MarketSnapshot snapshot = MarketSources.upstox(
                            MarketSources.http(settings), settings, LiveFixtures.clock(), MarketStore.none())
                    .snapshot(LiveFixtures.request());
            assertThat(snapshot.quality().anomalies())
                    .extracting(DataQuality.Anomaly::code)
                    .containsExactly("ACCESS_TOKEN_ENDING");
            assertThat(snapshot.optionChain()).isPresent();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(kept -> assertThat(new String(Files.readAllBytes(kept), StandardCharsets.ISO_8859_1))
                            .doesNotContain("S3CRET"));
        }
    }
}
