package io.aegismatrix.runner.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.AccessToken;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.PayloadFixtures;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.runner.config.AlertSettings;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangeTellerTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The market time of the fixture, in a slot that begins a quarter of an hour before it. */
    private static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");

    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final String BOT = "12345:T0P-S3CRET";
    private static final String NTFY = "/T0P-S3CRET";
    private static final String TELEGRAM = "/bot" + BOT + "/sendMessage";
    private static final String HOOK = "/hooks/T0P-S3CRET";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final ObjectNode payload = (ObjectNode) tree(PayloadJson.bytes(PayloadFixtures.full()));
    private Receiver receiver;
    private Instant now = NOON;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
        set("NTFY", receiver.address() + NTFY);
        set("NTFY_TOKEN", "tk_S3CRET");
        set("TELEGRAM_TOKEN", BOT);
        set("TELEGRAM_CHAT", "-100200300");
        set("TELEGRAM_HOST", receiver.address());
        set("HOOK", receiver.address() + HOOK);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private void set(String name, String value) {
        environment.put("AEGIS_ALERTS_CHANGES_" + name, value);
    }

    private void only(String channel) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AEGIS_ALERTS_CHANGES_")
                        && !name.startsWith("AEGIS_ALERTS_CHANGES_" + channel));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("aegismatrix.json");
    }

    private Path memory() {
        return folder.resolve("aegismatrix.alerts.json");
    }

    private Configuration configuration() {
        return Configuration.load(environment, folder, Optional.empty(), Map.of());
    }

    private AlertSettings alerts() {
        return RunSettings.of(configuration(), folder).changes().orElseThrow();
    }

    private ChangeTeller.Look look() throws IOException {
        Files.write(file(), MAPPER.writeValueAsBytes(payload));
        return lookAtFile();
    }

    private ChangeTeller.Look lookAtFile() {
        Settings settings = Settings.of(configuration(), folder, Clock.fixed(now, ZoneOffset.UTC));
        ChangeTeller.Look look = new ChangeTeller(alerts(), settings, file(), Duration.ofSeconds(1)).look(now);
        assertThat(look.toString() + alerts()).doesNotContain("S3CRET");
        return look;
    }

    /** A look in the next slot, at a payload of then. */
    private ChangeTeller.Look lookInNextSlot() throws IOException {
        now = now.plus(SLOT);
        payload.put("as_of", now.toString()).put("generated_at", now.toString());
        return look();
    }

    private void flag(String label, String color) {
        ((ObjectNode) payload.at("/seller/seller_flag")).put("label", label).put("color", color);
    }

    private void spot(double way) {
        double spot = payload.at("/market/spot").asDouble();
        double upper = payload.at("/seller/safe_range/upper").asDouble();
        ((ObjectNode) payload.get("market")).put("spot", Math.round((spot + way * (upper - spot)) * 100) / 100.0);
    }

    @Test
    void the_first_look_tells_nobody_and_remembers() throws IOException {
        ChangeTeller.Look look = look();

        assertThat(receiver.count()).isZero();
        assertThat(look.said())
                .containsExactly(
                        "ntfy: is told of what changes from now on",
                        "telegram: is told of what changes from now on",
                        "hook: is told of what changes from now on");
        assertThat(look.states())
                .anySatisfy(state -> assertThat(state).startsWith("flag.seller CAUTION: seller flag CAUTION: "))
                .anySatisfy(state -> assertThat(state).startsWith("payload FRESH: "))
                .anySatisfy(state -> assertThat(state).startsWith("range INSIDE: headline range "));
        assertThat(memory()).content().doesNotContain("S3CRET").doesNotContain("100200300");
    }

    @Test
    void every_channel_is_told_of_a_flag_that_has_changed_for_two_slots_and_once() throws IOException {
        look();
        flag("HOSTILE", "RED");
        assertThat(lookInNextSlot().said()).isEmpty();
        assertThat(look().said()).isEmpty();
        ChangeTeller.Look told = lookInNextSlot();
        ChangeTeller.Look after = lookInNextSlot();

        assertThat(told.said())
                .containsExactly("ntfy: told of 1 change", "telegram: told of 1 change", "hook: told of 1 change");
        assertThat(after.said()).isEmpty();
        assertThat(receiver.count()).isEqualTo(3);
        String text = payload.path("underlying").asText() + "\nseller flag HOSTILE: ELEVATED_STRESS (was CAUTION)";
        Receiver.Received ntfy = receiver.at(NTFY).get(0);
        assertThat(ntfy.body()).isEqualTo(text);
        assertThat(ntfy.title()).contains("AegisMatrix");
        assertThat(ntfy.authorization()).contains("Bearer tk_S3CRET");
        JsonNode telegram = MAPPER.readTree(receiver.at(TELEGRAM).get(0).body());
        assertThat(telegram.path("chat_id").asText()).isEqualTo("-100200300");
        assertThat(telegram.path("text").asText()).isEqualTo(text);
        JsonNode hook = MAPPER.readTree(receiver.at(HOOK).get(0).body());
        assertThat(hook.at("/changes/0/key").asText()).isEqualTo("flag.seller");
        assertThat(hook.at("/changes/0/from").asText()).isEqualTo("CAUTION");
        assertThat(hook.at("/changes/0/to").asText()).isEqualTo("HOSTILE");
        assertThat(hook.path("text").asText()).isEqualTo(text);
        assertThat(hook.path("at").asText()).isEqualTo("2024-12-31T07:30:00Z");
    }

    @Test
    void a_flag_that_comes_and_goes_is_told_to_nobody() throws IOException {
        look();
        for (int i = 0; i < 4; i++) {
            flag(i % 2 == 0 ? "HOSTILE" : "CAUTION", i % 2 == 0 ? "RED" : "AMBER");
            lookInNextSlot();
        }

        assertThat(receiver.count()).isZero();
    }

    @Test
    void an_edge_that_appears_and_one_that_goes_are_told_by_output() throws IOException {
        only("HOOK");
        set("SLOTS", "1");
        String five = payload.at("/direction/horizons/t5/edge").asText();
        String other = five.equals("EDGE") ? "NO_EDGE" : "EDGE";
        look();
        ((ObjectNode) payload.at("/direction/horizons/t5")).put("edge", other);
        lookInNextSlot();
        ((ObjectNode) payload.at("/direction/horizons/t5")).put("edge", five);
        lookInNextSlot();

        assertThat(receiver.at(HOOK)).hasSize(2);
        assertThat(receiver.at(HOOK).get(0).body()).contains("\"edge.direction.5\"", "(was " + five + ")");
        assertThat(receiver.at(HOOK).get(1).body()).contains("(was " + other + ")");
    }

    @Test
    void one_message_a_slot_and_the_rest_in_the_next() throws IOException {
        only("HOOK");
        set("SLOTS", "1");
        look();
        flag("HOSTILE", "RED");
        lookInNextSlot();
        flag("FAVOURABLE", "GREEN");
        now = now.plusSeconds(60);
        ChangeTeller.Look waiting = look();
        assertThat(receiver.count()).isEqualTo(1);
        lookInNextSlot();

        assertThat(waiting.said()).containsExactly("hook: 1 change, told in the next slot");
        assertThat(receiver.at(HOOK)).hasSize(2);
        assertThat(receiver.at(HOOK).get(1).body()).contains("seller flag FAVOURABLE", "(was HOSTILE)");
    }

    @Test
    void a_channel_that_fails_is_told_later_and_the_others_not_twice() throws IOException {
        set("SLOTS", "1");
        receiver.answer(TELEGRAM, 401);
        set("HOOK", "http://127.0.0.1:1/T0P-S3CRET");
        look();
        flag("HOSTILE", "RED");
        ChangeTeller.Look failing = lookInNextSlot();
        receiver.answer(TELEGRAM, 200);
        set("HOOK", receiver.address() + HOOK);
        ChangeTeller.Look mended = lookInNextSlot();

        assertThat(failing.said()).containsExactly("ntfy: told of 1 change");
        assertThat(failing.failed()).hasSize(2);
        assertThat(failing.failed().get(0))
                .isEqualTo("telegram: not told what has changed: " + receiver.address() + "/*** answered 401");
        assertThat(failing.failed().get(1))
                .startsWith("hook: not told what has changed: http://127.0.0.1:1/*** could not be reached");
        assertThat(mended.said()).containsExactly("telegram: told of 1 change", "hook: told of 1 change");
        assertThat(receiver.at(NTFY)).hasSize(1);
    }

    @Test
    void a_range_is_watched_as_it_was_stated_near_from_one_share_of_the_way_until_below_another() throws IOException {
        only("HOOK");
        look();
        double spot = payload.at("/market/spot").asDouble();
        String[] states = new String[6];
        double[] ways = {0.5, 0.81, 0.75, 0.65, 1.01, 0.2};
        for (int i = 0; i < ways.length; i++) {
            ((ObjectNode) payload.get("market")).put("spot", spot);
            spot(ways[i]);
            ChangeTeller.Look look = lookInNextSlot();
            states[i] = look.states().stream()
                    .filter(state -> state.startsWith("range "))
                    .findFirst()
                    .orElse("")
                    .replaceFirst("range (\\w+): .*", "$1");
        }

        assertThat(states)
                .containsExactly("INSIDE", "NEAR_UPPER", "NEAR_UPPER", "INSIDE", "TOUCHED_UPPER", "TOUCHED_UPPER");
        assertThat(receiver.at(HOOK)).hasSize(3);
    }

    @Test
    void a_range_that_is_over_gives_way_to_the_next() {
        RangeRule rule = new RangeRule(0.8, 0.7, MarketSources.nseCalendar());
        StatedRange old = new StatedRange(LocalDate.of(2024, 11, 1), 20, 0.9, 100, 90, 110);
        StatedRange young = new StatedRange(LocalDate.of(2024, 12, 2), 30, 0.9, 100, 90, 110);

        assertThat(rule.watched(Optional.of(old), PayloadFixtures.full())
                        .orElseThrow()
                        .stated())
                .isEqualTo(LocalDate.of(2024, 12, 31));
        assertThat(rule.watched(Optional.of(young), PayloadFixtures.full())).contains(young);
        assertThat(rule.judge(young, 91, "").state()).isEqualTo("NEAR_LOWER");
        assertThat(rule.judge(young, 92.5, "NEAR_LOWER").state()).isEqualTo("NEAR_LOWER");
        assertThat(rule.judge(young, 90, "").state()).isEqualTo("TOUCHED_LOWER");
    }

    @Test
    void a_payload_is_stale_by_slots_of_trading_and_never_by_the_night() throws IOException {
        only("HOOK");
        look();
        now = NOON.plus(Duration.ofMinutes(74));
        assertThat(look().states()).anyMatch(state -> state.startsWith("payload FRESH"));
        now = NOON.plus(Duration.ofMinutes(75));
        assertThat(look().states()).anyMatch(state -> state.startsWith("payload STALE"));
        assertThat(receiver.at(HOOK).get(0).body()).contains("\"key\":\"payload\"");
        Files.delete(file());
        now = now.plus(SLOT);
        assertThat(lookAtFile().states()).anyMatch(state -> state.startsWith("payload UNREADABLE: no payload: "));
        assertThat(receiver.at(HOOK)).hasSize(2);

        TimeRules night = new TimeRules(MarketSources.nseCalendar(), Instant.parse("2025-01-01T03:30:00Z"));
        Instant close = Instant.parse("2024-12-31T10:00:00Z");
        assertThat(night.payload(close, 1, "").state()).isEqualTo("FRESH");
        assertThat(night.payload(close.minus(SLOT), 1, "").state()).isEqualTo("STALE");
    }

    @Test
    void a_token_comes_to_its_end_in_steps() {
        AccessToken token = AccessToken.of("S3CRET", "test")
                .endingOn(
                        LocalDate.of(2024, 12, 31), MarketSources.nseCalendar().zone());
        Instant end = token.expires().orElseThrow();

        assertThat(state(token, end.minus(Duration.ofDays(31)))).isEqualTo("GOOD");
        assertThat(state(token, end.minus(Duration.ofDays(30)))).isEqualTo("ENDS_WITHIN_30_DAYS");
        assertThat(state(token, end.minus(Duration.ofDays(7)))).isEqualTo("ENDS_WITHIN_7_DAYS");
        assertThat(state(token, end.minusSeconds(1))).isEqualTo("ENDS_WITHIN_1_DAYS");
        assertThat(state(token, end)).isEqualTo("ENDED");
    }

    private static String state(AccessToken token, Instant moment) {
        Condition condition =
                new TimeRules(MarketSources.nseCalendar(), moment).token(token).orElseThrow();
        assertThat(condition.text()).doesNotContain("S3CRET");
        return condition.state();
    }

    @Test
    void models_that_grow_old_and_a_token_file_that_is_gone_are_told_at_once() throws IOException {
        only("HOOK");
        look();
        payload.path("models").forEach(model -> ((ObjectNode) model).put("age_days", 11));
        environment.put("AEGIS_LIVE_UPSTOX_TOKEN_FILE", "nowhere");
        ChangeTeller.Look look = lookInNextSlot();

        assertThat(look.states())
                .anyMatch(state -> state.startsWith("models.seller OLD: seller models trained through "))
                .anyMatch(state -> state.startsWith("token UNREADABLE: "));
        assertThat(receiver.at(HOOK)).hasSize(1);
        assertThat(receiver.at(HOOK).get(0).body()).contains("models.direction", "models.seller", "(was YOUNG)");
    }

    @Test
    void only_the_rules_that_are_wanted_are_looked_at_and_what_is_unavailable_changes_nothing() throws IOException {
        only("HOOK");
        set("RULES", "flags, stale");
        set("SLOTS", "1");
        look();
        payload.removeAll();
        payload.setAll((ObjectNode) tree(PayloadJson.bytes(PayloadFixtures.unavailable("no model"))));
        ChangeTeller.Look look = lookInNextSlot();

        assertThat(look.states()).allMatch(state -> state.startsWith("flag.") || state.startsWith("payload FRESH"));
        assertThat(receiver.count()).isZero();
    }

    @Test
    void a_dry_run_says_it_tells_nobody_and_remembers_nothing() throws IOException {
        only("HOOK");
        set("SLOTS", "1");
        look();
        String before = Files.readString(memory());
        set("DRY_RUN", "true");
        flag("HOSTILE", "RED");
        ChangeTeller.Look look = lookInNextSlot();

        assertThat(look.said()).hasSize(1);
        assertThat(look.said().get(0))
                .startsWith("hook: would be told (dry run): ")
                .contains("seller flag HOSTILE");
        assertThat(receiver.count()).isZero();
        assertThat(memory()).hasContent(before);
    }

    @Test
    void a_memory_that_is_none_is_refused_by_name_and_left_as_it_is() throws IOException {
        Files.writeString(memory(), "{\"version\":2}");

        assertThatThrownBy(this::look)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("aegismatrix.alerts.json")
                .hasMessageContaining("is no memory of alerts; delete it");
        assertThat(memory()).hasContent("{\"version\":2}");
    }

    @Test
    void settings_that_cannot_be_are_refused_without_their_secrets() {
        assertRefused("TELEGRAM_TOKEN", "S3CRET", "alerts.changes.telegram-token must look like");
        assertRefused("TELEGRAM_CHAT", "S3CRET room", "alerts.changes.telegram-chat must look like");
        assertRefused("TELEGRAM_CHAT", "", "alerts.changes.telegram-chat must be set with the other");
        assertRefused("NTFY", "ftp://ntfy.example/S3CRET", "alerts.changes.ntfy must be a web address");
        assertRefused("NTFY_TOKEN", "S3CRET two", "alerts.changes.ntfy-token must look like");
        assertRefused("RULES", "flags, moon", "must be some of edge, flags, range, stale, token, models, was 'moon'");
        assertRefused("RANGE_CLEAR", "0.9", "alerts.changes.range-clear must be in [0");
    }

    private void assertRefused(String name, String value, String told) {
        String key = "AEGIS_ALERTS_CHANGES_" + name;
        Optional<String> before = Optional.ofNullable(environment.put(key, value));
        assertThatThrownBy(this::alerts)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(told)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("S3CRET"));
        environment.remove(key);
        before.ifPresent(good -> environment.put(key, good));
    }
}
