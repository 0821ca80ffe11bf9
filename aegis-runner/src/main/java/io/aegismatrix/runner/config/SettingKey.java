package io.aegismatrix.runner.config;

import java.util.Locale;

/** The settings there are. */
public enum SettingKey {
    SOURCE("source"),
    LENIENT("lenient"),
    MODELS("models"),
    MODELS_KEEP("models-keep"),
    OUT("out"),
    STORE("store"),
    DEGRADED("degraded"),
    DEGRADED_OUT("degraded-out"),
    SEED("seed"),
    FOLDS("folds"),
    EPOCHS("epochs"),
    UNDERLYINGS("underlyings"),
    UNDERLYING_FILES("underlying-files"),
    UNDERLYING_NAME("underlying.name"),
    UNDERLYING_FILE_STEM("underlying.file-stem"),
    UNDERLYING_YAHOO_SYMBOL("underlying.yahoo-symbol"),
    UNDERLYING_NSE_SYMBOL("underlying.nse-symbol"),
    UNDERLYING_NSE_INDEX_NAME("underlying.nse-index-name"),
    UNDERLYING_VOLATILITY_INDEX("underlying.volatility-index"),
    UNDERLYING_VOLATILITY_FILE_STEM("underlying.volatility-file-stem"),
    UNDERLYING_YAHOO_VOLATILITY_SYMBOL("underlying.yahoo-volatility-symbol"),
    UNDERLYING_NSE_VOLATILITY_INDEX_NAME("underlying.nse-volatility-index-name"),
    UNDERLYING_UPSTOX_KEY("underlying.upstox-key"),
    UNDERLYING_UPSTOX_VOLATILITY_KEY("underlying.upstox-volatility-key"),
    UNDERLYING_STRIKE_STEP("underlying.strike-step"),
    UNDERLYING_EXPIRY_RULE("underlying.expiry-rule"),
    COMPLETENESS_FLOOR("data.completeness-floor"),
    OLDEST_SPOT("data.oldest-spot"),
    EXPIRY_WARN("model-expiry.warn-after-days"),
    EXPIRY_REFUSE("model-expiry.refuse-after-days"),
    LIVE_UPSTOX("live.upstox"),
    LIVE_UPSTOX_TOKEN_FILE("live.upstox-token-file"),
    LIVE_UPSTOX_TOKEN("live.upstox-token", true),
    LIVE_UPSTOX_TOKEN_UNTIL("live.upstox-token-until"),
    LIVE_YAHOO("live.yahoo"),
    LIVE_NSE("live.nse"),
    LIVE_EXCHANGE("live.exchange"),
    LIVE_EXCHANGE_FILES("live.exchange-files"),
    LIVE_CONTACT("live.contact"),
    LIVE_USER_AGENT("live.user-agent"),
    LIVE_DEADLINE("live.deadline-seconds"),
    LIVE_JITTER_SEED("live.jitter-seed"),
    LOCK("lock"),
    LEDGER("ledger"),
    METRICS("metrics"),
    ALERTS_WEBHOOK("alerts.webhook", true),
    ALERTS_HEARTBEAT("alerts.heartbeat", true),
    ALERTS_TIMEOUT("alerts.timeout-seconds"),
    CHANGES_RULES("alerts.changes.rules"),
    CHANGES_SLOTS("alerts.changes.slots"),
    CHANGES_RANGE_NEAR("alerts.changes.range-near"),
    CHANGES_RANGE_CLEAR("alerts.changes.range-clear"),
    CHANGES_STALE_SLOTS("alerts.changes.stale-slots"),
    CHANGES_DRY_RUN("alerts.changes.dry-run"),
    CHANGES_HOOK("alerts.changes.hook", true),
    CHANGES_NTFY("alerts.changes.ntfy", true),
    CHANGES_NTFY_TOKEN("alerts.changes.ntfy-token", true),
    CHANGES_TELEGRAM_TOKEN("alerts.changes.telegram-token", true),
    CHANGES_TELEGRAM_CHAT("alerts.changes.telegram-chat", true),
    CHANGES_TELEGRAM_HOST("alerts.changes.telegram-host"),
    LOG_FORMAT("log.format"),
    LOG_PREDICTIONS("log.predictions");

    static final String ROOT = "aegis";
    static final String ENVIRONMENT_PREFIX = "AEGIS_";

    private final String name;
    private final boolean secret;

    SettingKey(String name) {
        this(name, false);
    }

    SettingKey(String name, boolean secret) {
        this.name = name;
        this.secret = secret;
    }

    /** Whether the value is nobody's business: it is never printed. */
    boolean secret() {
        return secret;
    }

    /** Name inside the {@code aegis} block of a configuration file. */
    public String settingName() {
        return name;
    }

    /** Full path in a configuration file. */
    String path() {
        return ROOT + "." + name;
    }

    /** Name of the environment variable. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
