package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What an operator copies must name what is there. */
class DeployTest {
  private static final Path DEPLOY = Path.of("deploy");
  private static final Path GUIDE = Path.of("docs/ten-minutes-to-a-bot.md");
  private static final Pattern SETTING = Pattern.compile("\\bGATEHAND_[A-Z_]*[A-Z]\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\((\\.\\./[^)#]+)");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(DEPLOY)) {
      return Stream.concat(found.sorted().toList().stream(), Stream.of(GUIDE));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void names_only_settings_that_exist(Path file) throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher matcher = SETTING.matcher(Files.readString(file));
    while (matcher.find()) {
      named.add(matcher.group());
    }
    assertThatCode(() -> SettingNames.requireKnown(named)).doesNotThrowAnyException();
  }

  @Test
  void the_guide_leads_to_files_that_are_there() throws IOException {
    Matcher matcher = LINK.matcher(Files.readString(GUIDE));
    int links = 0;
    while (matcher.find()) {
      assertThat(GUIDE.resolveSibling(matcher.group(1)).normalize()).exists();
      links++;
    }
    assertThat(links).isGreaterThan(3);
    assertThat(Files.readString(Path.of("README.md"))).contains("docs/ten-minutes-to-a-bot.md");
  }

  @Test
  void the_compose_file_gives_the_container_no_more_than_the_sandbox_needs() throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(DEPLOY.resolve("compose.yaml")));
    Map<String, Object> gatehand = service(compose, "gatehand");
    assertThat(gatehand).doesNotContainKeys("privileged", "cap_add", "pid", "network_mode");
    assertThat(gatehand.get("cap_drop"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly("ALL");
    assertThat(gatehand.get("security_opt"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("no-new-privileges:true");
    assertThat(gatehand.get("ports"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly("127.0.0.1:8180:8180");
    assertThat(service(compose, "database")).doesNotContainKey("ports");
  }

  @Test
  void the_image_is_built_from_what_is_in_the_repository() throws IOException {
    String containerfile = Files.readString(DEPLOY.resolve("Containerfile"));
    Matcher copies = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$").matcher(containerfile);
    int sources = 0;
    while (copies.find()) {
      for (String source : copies.group(1).split(" ")) {
        assertThat(Path.of(source)).exists();
        sources++;
      }
    }
    assertThat(sources).isGreaterThan(4);
    assertThat(containerfile).containsPattern("(?m)^USER 10001:10001$").contains("bubblewrap");
  }

  @Test
  void the_unit_has_the_hardening_that_bubblewrap_bears_and_none_other() throws IOException {
    String unit = Files.readString(DEPLOY.resolve("gatehand.service"));
    assertThat(unit.lines())
        .contains(
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "PrivateDevices=yes");
    // Each of these takes from /proc, or from the namespaces, what a sandbox is made of.
    assertThat(unit.lines())
        .noneMatch(
            it ->
                it.matches(
                    "(RestrictNamespaces|ProtectKernelTunables|ProtectKernelLogs|ProtectProc"
                        + "|ProcSubset|ProtectHostname|PrivateUsers|MemoryDenyWriteExecute)=.*"));
  }

  @Test
  void the_manifest_is_one_that_github_takes() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(DEPLOY.resolve("app-manifest.json").toFile());
    assertThat(manifest.path("hook_attributes").path("url").asText())
        .startsWith("https://")
        .endsWith("/webhooks/github");
    assertThat(manifest.path("public").asBoolean(true)).isFalse();
    assertThat(manifest.path("default_permissions").has("administration")).isFalse();
  }

  private static Map<String, Object> service(
      Map<String, Map<String, Map<String, Object>>> compose, String name) {
    var services = Objects.requireNonNull(compose.get("services"));
    return Objects.requireNonNull(services.get(name), name);
  }
}
