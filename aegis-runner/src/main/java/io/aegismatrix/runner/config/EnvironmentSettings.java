package io.aegismatrix.runner.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings among the variables of the environment. What else begins as they do belongs to others, or is mistyped: it is
 * told, and stops nobody.
 *
 * @param config the settings
 * @param notices what was ignored, a sentence each; no value is quoted
 */
record EnvironmentSettings(Config config, List<String> notices) {

    private static final int NAMED = 3;
    private static final Map<String, SettingKey> KEYS = Arrays.stream(SettingKey.values())
            .collect(Collectors.toMap(
                    SettingKey::environmentName, Function.identity(), (one, other) -> one, TreeMap::new));

    static EnvironmentSettings of(Map<String, String> environment) {
        Config config = ConfigFactory.empty();
        List<String> links = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(SettingKey.ENVIRONMENT_PREFIX)) {
                continue;
            }
            SettingKey key = KEYS.get(name);
            List<String> meant = Spelling.near(name, KEYS.keySet(), SettingKey.ENVIRONMENT_PREFIX.length());
            if (ServiceLinks.contains(name, variable.getValue())) {
                // One that has the name of a setting comes first: its reader is the likeliest to wonder.
                links.add(key == null ? links.size() : 0, name);
            } else if (key != null) {
                config = config.withValue(
                        key.path(), ConfigValueFactory.fromAnyRef(variable.getValue(), "environment variable " + name));
            } else if (meant.isEmpty()) {
                unknown.add(name);
            } else {
                notices.add("environment variable " + name + " is no setting and is ignored; did you mean "
                        + String.join(" or ", meant) + "?");
            }
        }
        tell(notices, unknown, "no settings; 'aegis doctor --show-config' lists those there are");
        tell(notices, links, "service links of Kubernetes; 'enableServiceLinks: false' keeps them out");
        return new EnvironmentSettings(config, List.copyOf(notices));
    }

    private static void tell(List<String> notices, List<String> names, String what) {
        if (!names.isEmpty()) {
            int more = names.size() - NAMED;
            notices.add("ignored from the environment: "
                    + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                    + (more > 0 ? " and " + more + " more" : "") + ": " + what);
        }
    }
}
