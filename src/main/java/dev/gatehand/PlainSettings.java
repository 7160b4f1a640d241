package dev.gatehand;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The settings for commands that start no service: from the same names, by the same rules. */
final class PlainSettings {
  private PlainSettings() {}

  /** From system properties and the environment of this process. */
  static Settings read() {
    return mapped(new SmallRyeConfigBuilder().addDefaultSources());
  }

  static Settings in(Map<String, String> environment) {
    return mapped(new SmallRyeConfigBuilder().withSources(new EnvConfigSource(environment, 300)));
  }

  private static Settings mapped(SmallRyeConfigBuilder builder) {
    return builder
        .withMapping(Settings.class)
        .withValidateUnknown(false)
        .build()
        .getConfigMapping(Settings.class);
  }
}
