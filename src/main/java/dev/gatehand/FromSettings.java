package dev.gatehand;

import dev.gatehand.cli.JobPrompts;
import dev.gatehand.cli.PolicyFiles;
import dev.gatehand.github.AppSecrets;
import dev.gatehand.policy.Policy;
import dev.gatehand.store.Database;
import dev.gatehand.task.Caps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parts that settings choose. Whatever is wrong with a setting is a {@link WrongSetting}: the
 * start stops with a sentence that names it, and nothing falls back to something else.
 */
final class FromSettings {
  private FromSettings() {}

  static Host.Choice host(Settings settings, Path data) {
    return switch (settings.forge()) {
      case "embedded" ->
          new Host.Choice.Embedded(
              settings.embedded().repositories().orElse(data.resolve("repositories")));
      case "github" ->
          new Host.Choice.GitHub(
              new OnGitHub(settings.github(), AppSecrets.beside(data)).settings());
      default ->
          throw new WrongSetting(
              "gatehand.forge is " + settings.forge() + "; it can be embedded or github.");
    };
  }

  static Path dataDir(Settings settings) {
    Path data = settings.dataDir().toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(data);
        // Others may pass through to the one checkout that is theirs, and list nothing.
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
      }
      // A file system can be read-only whatever the permissions say: only trying tells.
      Files.delete(Files.createTempFile(data, "writable", ""));
      return data;
    } catch (IOException e) {
      throw new WrongSetting(
          "the data directory "
              + data
              + " cannot be written: "
              + PolicyFiles.why(e)
              + ". Give it to the user that Gatehand runs as, or name another one"
              + " (gatehand.data-dir, environment: GATEHAND_DATA_DIR; for the demo --data).");
    }
  }

  static Policy policy(Settings settings) {
    try {
      return supported(
          settings.policy().isPresent()
              ? PolicyFiles.read(settings.policy().get())
              : settings.demo().enabled() ? DemoHouse.policy() : PolicyFiles.shipped());
    } catch (PolicyFiles.Unusable e) {
      throw new WrongSetting(
          e.getMessage() + "\nGatehand does not start with this policy (gatehand.policy).");
    }
  }

  /**
   * What this release reads but does not do stops the start: nobody shall believe that it happens.
   */
  private static Policy supported(Policy policy) {
    Map<String, Boolean> wanted = new LinkedHashMap<>();
    wanted.put("setup: []", !policy.setup().isEmpty());
    wanted.put("sandbox: network: []", !policy.sandbox().network().isEmpty());
    wanted.forEach(
        (line, isWanted) -> {
          if (isWanted) {
            throw new WrongSetting(
                policy.file() + " asks for what comes with a later release; write `" + line + "`.");
          }
        });
    return policy;
  }

  static Caps caps(Settings.Queue settings) {
    return new Caps(
        within("node", settings.node(), 1, 200),
        within("repository", settings.repository(), 1, 200),
        within("whole", settings.whole(), 1, 10_000),
        Duration.ofSeconds(within("drain-seconds", settings.drainSeconds(), 0, 60)));
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new WrongSetting(
          "gatehand.queue.%s is %d; it can be %d to %d (environment: GATEHAND_QUEUE_%s)."
              .formatted(
                  name, value, least, most, name.replace('-', '_').toUpperCase(Locale.ROOT)));
    }
    return value;
  }

  static JobPrompts prompts(Settings settings) {
    return settings.policy().map(JobPrompts::beside).orElseGet(JobPrompts::shipped);
  }

  static Database database(Settings.Database settings, Path data) {
    if (settings.url().isEmpty()) {
      return Database.in(data);
    }
    try {
      return Database.open(
          settings.url().get(), settings.user().orElse(""), settings.password().orElse(""));
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()));
    }
  }
}
