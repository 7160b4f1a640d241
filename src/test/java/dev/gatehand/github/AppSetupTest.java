package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One click makes the app; a stranger's code makes none. */
class AppSetupTest {
  private static final String ADDRESS = "https://gatehand.example.com";
  @TempDir Path folder;
  private HttpServer github;
  private AppSecrets secrets;
  private AppSetup setup;

  @BeforeEach
  void open() throws IOException {
    github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    github.createContext(
        "/api/v3/app-manifests/good/conversions",
        exchange -> {
          byte[] app =
              """
              {"id": 42, "slug": "gatehand-x", "pem": "the key", "webhook_secret": "the secret"}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(201, app.length);
          exchange.getResponseBody().write(app);
          exchange.close();
        });
    github.start();
    secrets = AppSecrets.beside(folder.resolve("data"));
    setup = setup(ADDRESS);
  }

  @AfterEach
  void close() {
    github.stop(0);
  }

  @Test
  void a_click_leads_to_secrets_that_nobody_else_reads() throws IOException {
    AppSetup.Page page = setup.page("acme");
    assertThat(page.html()).contains("/organizations/acme/settings/apps/new?state=");
    AppSetup.Page done = setup.created("good", state(page));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.html()).contains("/apps/gatehand-x/installations/new");
    assertThat(Files.readString(secrets.id())).isEqualTo("42");
    assertThat(Files.readString(secrets.webhookSecret())).isEqualTo("the secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.privateKey())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.folder())))
        .isEqualTo("rwx------");
    assertThat(setup.page("").status()).as("it is not replaced by another one").isEqualTo(409);
  }

  @Test
  void a_state_counts_once_and_only_if_it_was_given_out_here() {
    assertThat(setup.created("good", "0".repeat(64)).status()).isEqualTo(403);
    String state = state(setup.page(""));
    assertThat(setup.created("bad", state).status()).isEqualTo(502);
    assertThat(setup.created("good", state).status()).isEqualTo(403);
    assertThat(secrets.areThere()).isFalse();
  }

  @Test
  void asks_for_what_the_shipped_manifest_asks_for() throws IOException {
    var shipped = Answer.JSON.readTree(Files.readString(Path.of("deploy/app-manifest.json")));
    var made = setup.manifest();
    assertThat(made.path("default_permissions")).isEqualTo(shipped.path("default_permissions"));
    assertThat(made.path("default_events")).isEqualTo(shipped.path("default_events"));
    assertThat(setup("http://127.0.0.1:8180").manifest().has("hook_attributes")).isFalse();
  }

  @Test
  void an_organisation_is_a_name_and_nothing_else() {
    assertThat(setup.page("acme/../x\"").status()).isEqualTo(400);
  }

  private AppSetup setup(String address) {
    Endpoint endpoint =
        Endpoint.of("http://127.0.0.1:" + github.getAddress().getPort() + "/api/v3");
    return new AppSetup(endpoint, address, secrets, InstantSource.system());
  }

  private static String state(AppSetup.Page page) {
    Matcher matcher = Pattern.compile("state=([0-9a-f]{64})").matcher(page.html());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
