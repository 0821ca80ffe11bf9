package io.aegismatrix.runner.config;

import io.aegismatrix.runner.runs.Secrets;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is told when what is published changes, and of what. Addresses, tokens and chats are secrets: none of them is in the
 * text of this record.
 *
 * @param rules of what
 * @param slots in how many slots in a row an edge or a verdict must be another before it is told
 * @param near share of the way to the end of a range from which on the end is near
 * @param clear share of the way below which it no longer is, at most {@code near}
 * @param staleSlots whole slots of trading since the newest datum that make a payload stale
 * @param dryRun whether it is only said what would be told
 * @param hook where changes are posted as JSON
 * @param ntfy a topic of ntfy
 * @param telegram a chat of Telegram
 */
public record AlertSettings(
        Set<AlertRule> rules,
        int slots,
        double near,
        double clear,
        int staleSlots,
        boolean dryRun,
        Optional<URI> hook,
        Optional<Ntfy> ntfy,
        Optional<Telegram> telegram) {

    private static final int MOST_SLOTS = 13;
    private static final Pattern BOT = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{1,100}");
    private static final Pattern CHAT = Pattern.compile("-?\\d{1,20}|@[A-Za-z0-9_]{1,64}");
    private static final Pattern BEARER = Pattern.compile("[\\x21-\\x7e]{1,500}");

    /** Copies the rules. */
    public AlertSettings {
        rules = Set.copyOf(rules);
        if (clear > near) {
            throw new IllegalArgumentException("clear must be at most near, was " + clear + " above " + near);
        }
    }

    /**
     * A topic of ntfy.
     *
     * @param topic its address
     * @param token what opens it, if it is closed
     */
    public record Ntfy(URI topic, Optional<String> token) {
        @Override
        public String toString() {
            return Secrets.hostOnly(topic);
        }
    }

    /**
     * A chat of Telegram.
     *
     * @param address where its bot is asked to send
     * @param chat number or name of the chat
     */
    public record Telegram(URI address, String chat) {
        @Override
        public String toString() {
            return Secrets.hostOnly(address);
        }
    }

    @Override
    public String toString() {
        return "AlertSettings" + rules;
    }

    /** The settings, if a channel is set. @throws CommandException naming the first bad one and its origin */
    static Optional<AlertSettings> of(Configuration configuration) {
        boolean any = isSet(configuration, SettingKey.CHANGES_HOOK)
                || isSet(configuration, SettingKey.CHANGES_NTFY)
                || isSet(configuration, SettingKey.CHANGES_TELEGRAM_TOKEN)
                || isSet(configuration, SettingKey.CHANGES_TELEGRAM_CHAT);
        return any ? Optional.of(read(configuration)) : Optional.empty();
    }

    private static boolean isSet(Configuration configuration, SettingKey key) {
        return RunSettings.find(configuration, key).isPresent();
    }

    private static AlertSettings read(Configuration configuration) {
        double near = configuration.number(SettingKey.CHANGES_RANGE_NEAR, 0, 1);
        return new AlertSettings(
                rules(configuration),
                (int) configuration.integer(SettingKey.CHANGES_SLOTS, 1, MOST_SLOTS),
                near,
                configuration.number(SettingKey.CHANGES_RANGE_CLEAR, 0, near),
                (int) configuration.integer(SettingKey.CHANGES_STALE_SLOTS, 1, MOST_SLOTS),
                configuration.flag(SettingKey.CHANGES_DRY_RUN),
                RunSettings.address(configuration, SettingKey.CHANGES_HOOK),
                RunSettings.address(configuration, SettingKey.CHANGES_NTFY)
                        .map(topic -> new Ntfy(topic, secret(configuration, SettingKey.CHANGES_NTFY_TOKEN, BEARER))),
                telegram(configuration));
    }

    private static Set<AlertRule> rules(Configuration configuration) {
        SettingKey key = SettingKey.CHANGES_RULES;
        Set<AlertRule> rules = EnumSet.noneOf(AlertRule.class);
        for (String word : configuration.text(key).split("[,\\s]+", -1)) {
            if (!AlertRule.words().contains(word.toLowerCase(Locale.ROOT))) {
                throw configuration.refuse(key, "must be some of " + String.join(", ", AlertRule.words()), word);
            }
            rules.add(AlertRule.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return rules;
    }

    private static Optional<Telegram> telegram(Configuration configuration) {
        Optional<String> token = secret(configuration, SettingKey.CHANGES_TELEGRAM_TOKEN, BOT);
        Optional<String> chat = secret(configuration, SettingKey.CHANGES_TELEGRAM_CHAT, CHAT);
        if (token.isPresent() != chat.isPresent()) {
            SettingKey missing =
                    token.isPresent() ? SettingKey.CHANGES_TELEGRAM_CHAT : SettingKey.CHANGES_TELEGRAM_TOKEN;
            throw configuration.refuse(missing, "must be set with the other of bot and chat", "");
        }
        URI host = RunSettings.address(configuration, SettingKey.CHANGES_TELEGRAM_HOST)
                .orElseThrow(() -> configuration.refuse(SettingKey.CHANGES_TELEGRAM_HOST, "must be a web address", ""));
        return token.map(secret -> new Telegram(host.resolve("/bot" + secret + "/sendMessage"), chat.orElseThrow()));
    }

    private static Optional<String> secret(Configuration configuration, SettingKey key, Pattern shape) {
        Optional<String> text = RunSettings.find(configuration, key).map(String::strip);
        text.filter(given -> !shape.matcher(given).matches()).ifPresent(given -> {
            throw configuration.refuse(key, "must look like " + shape.pattern(), given);
        });
        return text;
    }
}
