package dev.gatehand.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types each command of "ten minutes to a bot", in its order, against a GitHub of our own: what is
 * printed there as an example gets a value, everything else is typed as it stands. Runs after the
 * package is made; systemd and containers take minutes and programs that few have, so they run with
 * {@code -Dgatehand.test.deploy=all} and are told as skipped else.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuideIT {
  private static final String HELP = "/agent help";
  private static final boolean ALL = "all".equals(System.getProperty("gatehand.test.deploy"));

  /** What the build before it made; empty: the launcher builds, as it does for a stranger. */
  private static final Optional<Path> BUILT =
      Optional.ofNullable(System.getProperty("gatehand.test.app")).map(Path::of);

  @TempDir static Path folder;
  private static Guide guide;
  private static Site site;
  private static Bench bench;
  private static Path hub;

  @BeforeAll
  static void prepare() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    guide = Guide.read(Path.of("docs/ten-minutes-to-a-bot.md"));
    site = new Site(folder);
    hub = folder.resolve("hub");
    Bench.in(Path.of("").toAbsolutePath())
        .at(Files.createDirectories(hub))
        .with(Map.of("HERE", Path.of("").toAbsolutePath().toString()))
        .types(
            """
            git init -q .
            git -C "$HERE" ls-files -z -co --exclude-standard |
              tar -C "$HERE" --ignore-failed-read --null -T - -c 2>/dev/null | tar -x
            git add -A
            git -c user.name=x -c user.email=x@example.com commit -q -m all
            """);
    bench =
        Bench.in(folder)
            .with(
                Map.of(
                    "GATEHAND_GITHUB_ENDPOINT", site.github.endpoint().toString(),
                    "GATEHAND_MODEL_PROVIDER", "scripted",
                    "GATEHAND_GITHUB_POLL_SECONDS", "5"));
  }

  @AfterAll
  static void end() {
    site.close();
  }

  @Test
  @Order(0)
  void each_command_of_the_guide_has_its_run() {
    assertThat(guide.blocks().keySet())
        .containsExactly("1", "2A", "2B The settings", "3", "4 systemd", "4 Containers");
    assertThat(guide.inline())
        .containsExactly(
            "./gatehand backup --data DIR --to DIR",
            "./gatehand doctor",
            "./gatehand policy check FILE",
            "caddy run --config deploy/Caddyfile",
            "docker compose version",
            "openssl rand -hex 32",
            "sudo git -C /opt/gatehand pull",
            "sudo install -m 0640 -o root -g gatehand private-key.pem /etc/gatehand/",
            "sudo systemctl restart gatehand");
    assertThat(guide.block("3", Map.of()).strip()).isEqualTo(HELP);
  }

  @Test
  @Order(1)
  void step_1_gets_it_and_plays_the_demo() throws Exception {
    String clone = "git clone ADDRESS-OF-THIS-REPOSITORY gatehand && cd gatehand\n";
    String rest = guide.block("1", Map.of(clone, ""));
    String said =
        Bench.in(folder)
            .types(clone.replace("ADDRESS-OF-THIS-REPOSITORY", hub.toString()) + seed() + rest);
    assertThat(said).contains("ok    sandbox: ", "Gatehand can work here.");
  }

  @Test
  @Order(2)
  void step_2a_hears_by_polling_and_makes_an_app_in_one_click() throws Exception {
    Own own = new Own(bench, "a");
    String typed =
        guide.block(
            "2A",
            Map.of(
                "github_pat_...", site.token(),
                "owner/name", site.repository.toString(),
                "API_KEY=...", "API_KEY=none"));
    try (var serve = own.bench().starts(typed)) {
      serve.answersAt(own.at("/q/health"));
      assertThat(serve.said())
          .contains(": issues write", ": metadata read", "Gatehand can work here.");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.file())))
          .isEqualTo("rw-------");
      site.answers(HELP, "robot");

      String page = Bench.get(own.at("/setup/github")).body();
      String code = site.github.acceptManifest(found(page, "value=\"([^\"]*default_perm[^\"]*)\""));
      String state = found(page, "state=([0-9a-f]{64})");
      assertThat(Bench.get(own.at("/setup/github/created?code=" + code + "&state=" + state)).body())
          .contains("/installations/new");
    }
    String doctor =
        "GATEHAND_FORGE=github GATEHAND_GITHUB_HEAR=polling ./gatehand doctor || echo ended: $?";
    assertThat(own.bench().types(doctor)).contains("is not installed anywhere", "click Install");
  }

  @Test
  @Order(3)
  void step_2b_hears_by_webhooks_through_the_proxy_and_is_backed_up() throws Exception {
    Own own = new Own(bench, "b");
    String secret = own.bench().types("openssl rand -hex 32").strip();
    try (Proxy proxy = Proxy.before(own.bench(), own.port())) {
      site.app.hook(proxy.plain("/webhooks/github"), secret);
      String typed =
          guide.block(
              "2B The settings",
              Map.of(
                  "123456",
                  String.valueOf(site.app.id()),
                  "/path/to/private-key.pem",
                  site.key.toString(),
                  "the same as above",
                  secret,
                  "API_KEY=...",
                  "API_KEY=none"));
      try (var serve = own.bench().starts(typed)) {
        serve.answersAt(own.at("/q/health"));
        assertThat(serve.said())
            .contains("the app's webhook goes to " + proxy.plain("/webhooks/github"))
            .contains("Gatehand can work here.");
        site.answers(HELP, site.app.botLogin());
        proxy.letsInNothingElse();
        Path copy = folder.resolve("copy");
        own.bench()
            .types(
                inline("./gatehand backup --data DIR --to DIR", own.data().toString())
                    .replace("DIR", copy.toString()));
        assertThat(copy).isNotEmptyDirectory();
      }
    }
    String after = "set -a; . ./gatehand.env; set +a; ./gatehand doctor";
    assertThat(own.bench().types(after)).contains("ok    GitHub: the last webhook arrived here at");
  }

  @Test
  @Order(4)
  void step_5_looks_at_the_policy() throws Exception {
    Bench.in(folder.resolve("gatehand"))
        .types(
            "cp policy.yaml own.yaml\n"
                + inline("./gatehand policy check FILE", "").replace("FILE", "own.yaml"));
  }

  @Test
  @Order(5)
  void step_4_runs_as_a_unit_of_systemd() throws Exception {
    assumeTrue(ALL, "systemd: skipped; -Dgatehand.test.deploy=all runs it");
    for (String program : new String[] {"systemd-nspawn --version", "debootstrap --version"}) {
      assumeTrue(Bench.has(program), "systemd: skipped, as this is not here: " + program);
    }
    Map<String, String> here = new LinkedHashMap<>();
    here.put("ADDRESS-OF-THIS-REPOSITORY", "/root/hub");
    here.put("journalctl -u gatehand -f", "journalctl -u gatehand --no-pager");
    Own own = new Own(bench, "systemd");
    String said =
        own.bench()
            .with(
                Map.of(
                    "ROOT", folder.resolve("machine").toString(),
                    "HUB", hub.toString(),
                    "KEY", site.key.toString(),
                    "APP", String.valueOf(site.app.id()),
                    "PORT", String.valueOf(own.port()),
                    "JDK", System.getProperty("java.home"),
                    "STEPS", guide.block("4 systemd", here),
                    "KEY_STEP",
                        inline("sudo install -m 0640 -o root -g gatehand private-key.pem", ""),
                    "AGAIN",
                        inline("sudo git -C /opt/gatehand pull", "")
                            + "\nsudo /opt/gatehand/gatehand doctor || true\n"
                            + "sudo chmod -R a+rX /opt/gatehand\n"
                            + inline("sudo systemctl restart gatehand", "")))
            .types(fixture("systemd.sh"));
    assertThat(said)
        .contains("bubblewrap holds commands, proven at start")
        .contains("serves before", "serves again");
  }

  @Test
  @Order(6)
  void step_4_runs_in_containers() throws Exception {
    assumeTrue(ALL, "containers: skipped; -Dgatehand.test.deploy=all runs them");
    String version = inline("docker compose version", "");
    assumeTrue(Bench.has(version), "containers: skipped, as this fails: " + version);
    assumeTrue(Bench.has("docker info"), "containers: skipped, as no daemon answers docker info");
    String typed =
        guide.block(
            "4 Containers",
            Map.of(
                "# and fill it in",
                "\n. \"$FILL\"",
                "/path/to/private-key.pem",
                site.key.toString(),
                "sudo ",
                Bench.has("sudo true") ? "sudo " : ""));
    Path fill = Files.writeString(folder.resolve("fill.sh"), fixture("fill.sh"));
    String said =
        bench
            .at(folder.resolve("gatehand"))
            .with(Map.of("FILL", fill.toString(), "APP", String.valueOf(site.app.id())))
            .types(
                "trap 'docker compose --env-file gatehand.env down -v' EXIT\n"
                    + typed.replace("gatehand doctor", "gatehand doctor || true"));
    assertThat(said).contains("ok    sandbox: bubblewrap holds commands");
  }

  /** A command of a sentence, as it stands there; {@code first} for its first {@code DIR}. */
  private static String inline(String beginning, String first) {
    String command =
        guide.inline().stream().filter(it -> it.startsWith(beginning)).findFirst().orElseThrow();
    return first.isEmpty() ? command : command.replaceFirst("DIR", first);
  }

  /** Puts what was built already where the launcher looks for it, by the launcher's own sum. */
  private static String seed() {
    return BUILT
        .map(
            app ->
                """
                top=$PWD
                eval "$(sed -n '/^sources() {/,/^}/p' gatehand)"
                mkdir -p .gatehand/app && cp -R "%s" ".gatehand/app/$(sources)"
                """
                    .formatted(app.toAbsolutePath()))
        .orElse("");
  }

  private static String found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
    return matcher.group(1).replace("&quot;", "\"").replace("&amp;", "&");
  }

  private static String fixture(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/dev/gatehand/guide", name));
  }
}
