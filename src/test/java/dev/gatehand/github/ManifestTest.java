package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The manifest in {@code deploy/} asks for what the code uses: no less, and above all no more. */
class ManifestTest {
  @Test
  void asks_for_the_permissions_that_are_used_at_the_level_that_is_used() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(Path.of("deploy/app-manifest.json").toFile());
    Map<String, String> asked = new TreeMap<>();
    manifest
        .path("default_permissions")
        .properties()
        .forEach(it -> asked.put(it.getKey(), it.getValue().asText()));
    Map<String, String> used = new TreeMap<>();
    Permissions.all().forEach(it -> used.put(it.key(), it.level()));
    assertThat(asked).isEqualTo(used);
  }

  @Test
  void the_guide_gives_each_permission_with_its_level() throws IOException {
    String guide = Files.readString(Path.of("docs/ten-minutes-to-a-bot.md"));
    for (Permissions permission : Permissions.all()) {
      String name = permission.key().replace('_', ' ');
      String level = permission.level().equals("write") ? "read and write" : "read";
      assertThat(guide).containsIgnoringCase("| " + name + " | " + level + " |");
    }
  }
}
