package io.aegismatrix.runner.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import io.aegismatrix.runner.failure.CommandException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what can be read of settings that as a whole are refused, so that the refusal reaches the ledger and the webhook
 * they name. Nothing else is done by what is found here.
 */
final class SettingsSalvage {

    private static final List<SettingKey> TOLD =
            List.of(SettingKey.LEDGER, SettingKey.METRICS, SettingKey.ALERTS_WEBHOOK);

    private SettingsSalvage() {}

    /** The variables that are settings; others are passed over. */
    static Config environment(Map<String, String> environment) {
        Config config = ConfigFactory.empty();
        for (SettingKey key : TOLD) {
            String value = environment.get(key.environmentName());
            if (value != null) {
                config = config.withValue(key.path(), ConfigValueFactory.fromAnyRef(value));
            }
        }
        return config;
    }

    /** The file the user named. */
    static Config named(Path folder, String name) {
        try {
            return file(SettingsFile.named(folder.resolve(name)));
        } catch (InvalidPathException e) {
            return ConfigFactory.empty();
        }
    }

    /** A file by its parser, or by its lines if that gives up; nothing if it cannot be read or must not be. */
    static Config file(SettingsFile file) {
        if (!Files.exists(file.path()) || file.objection().isPresent()) {
            return ConfigFactory.empty();
        }
        try {
            return file.parse().resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true));
        } catch (ConfigException | CommandException e) {
            return lines(file);
        }
    }

    /** Lines that set one of the wanted settings, wherever a brace is missing. */
    private static Config lines(SettingsFile file) {
        Config config = ConfigFactory.empty();
        String text;
        try {
            text = file.text();
        } catch (CommandException e) {
            return config;
        }
        for (SettingKey key : TOLD) {
            String word = key.settingName().substring(key.settingName().lastIndexOf('.') + 1);
            Matcher line = Pattern.compile("(?m)^[\\w .{]*\\b" + word + "\\s*[=:]\\s*\"?([^\"\\s#,}]+)")
                    .matcher(text);
            if (line.find()) {
                config = config.withValue(key.path(), ConfigValueFactory.fromAnyRef(line.group(1)));
            }
        }
        return config;
    }
}
