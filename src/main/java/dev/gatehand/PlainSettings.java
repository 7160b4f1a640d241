package dev.gatehand;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The settings for commands that start no service: read from the same places, by the same names.
 */
final class PlainSettings {
  private PlainSettings() {}

  static Settings read() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withMapping(Settings.class)
            .withValidateUnknown(false)
            .build();
    return config.getConfigMapping(Settings.class);
  }
}
