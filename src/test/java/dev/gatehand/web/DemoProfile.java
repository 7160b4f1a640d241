package dev.gatehand.web;

import dev.gatehand.text.Template;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service as {@code ./gatehand demo} starts it, in a data directory of its own. */
public class DemoProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path data = ProfileFolder.make("gatehand-web");
      Path policy = data.resolve("policy.yaml");
      // The pages are tried here, not the sandbox: where there is none, commands wait for a person.
      Files.writeString(
          policy,
          Files.readString(Path.of("policy.yaml"))
              .replaceAll("(?m)^(\\s+required:) true", "$1 false")
              .replace("\nmaintenance: []", "\n" + Template.resource("sample/maintenance.yaml")));
      return Map.of(
          "quarkus.http.test-port", "0",
          "gatehand.forge", "embedded",
          "gatehand.demo.enabled", "true",
          "gatehand.model.provider", "scripted",
          "gatehand.data-dir", data.resolve("data").toString(),
          "gatehand.policy", policy.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
