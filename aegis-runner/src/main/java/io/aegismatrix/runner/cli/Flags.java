package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.SettingKey;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the flags that were given as the topmost layer of the configuration. */
final class Flags {

    private final Map<SettingKey, Configuration.Flag> given = new EnumMap<>(SettingKey.class);

    Flags put(SettingKey key, String flag, @Nullable String value) {
        if (value != null) {
            given.put(key, new Configuration.Flag(flag, value));
        }
        return this;
    }

    /** A flag without value: given means true. */
    Flags put(SettingKey key, String flag, boolean set) {
        return put(key, flag, set ? "true" : null);
    }

    Map<SettingKey, Configuration.Flag> map() {
        return Map.copyOf(given);
    }
}
