package dev.gatehand;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of all settings. A variable that begins like one of ours and is none would be passed
 * over in silence, and a mistyped one leaves the operator with a default that was not meant.
 */
final class SettingNames {
  private static final Set<String> OF_THE_LAUNCHER =
      Set.of("GATEHAND_JAVA_HOME", "GATEHAND_JAVA_OPTS");

  private SettingNames() {}

  /** Stops the start when a variable {@code GATEHAND_*} sets nothing. */
  static void requireKnown(Set<String> environment) {
    Set<String> known =
        ConfigClass.configClass(Settings.class, "gatehand").getProperties().keySet().stream()
            .map(SettingNames::variable)
            .collect(Collectors.toSet());
    environment.stream()
        .filter(name -> name.startsWith("GATEHAND_"))
        .filter(name -> !known.contains(name) && !OF_THE_LAUNCHER.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new WrongSetting(unknown(name));
            });
  }

  static String unknown(String name) {
    return name + " is no setting of Gatehand. README.md, \"Settings\", lists all of them.";
  }

  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
