package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.Pictures;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlAllowance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that people attached, whose addresses anybody can write. */
class AttachmentsTest {
  private static final int MOST = 1000;
  private static final Duration SOON = Duration.ofMillis(500);
  @TempDir Path folder;
  private GitHubLoopback site;
  private Database database;
  private Wire wire;
  private Attachments attachments;
  private Call.Pass pass;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder.resolve("site"));
    var csv = site.privateRepository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(csv, "robot", Access.WRITE);
    pass = new Call.Pass("Bearer " + site.token("robot"), "robot");
    database = Database.in(folder);
    InstantSource clock = InstantSource.system();
    var limits = new Limits(new SqlAllowance(database, clock), clock);
    wire = new Wire(Endpoint.of(site.endpoint().toString()), limits, SOON);
    attachments = new Attachments(wire);
  }

  @AfterEach
  void close() {
    wire.close();
    database.close();
    site.close();
  }

  @Test
  void a_token_opens_what_is_private() {
    assertThat(image(site.attachments.keepsForTokens("a-1", Pictures.PIXEL)))
        .contains(Pictures.PIXEL);
    assertThat(site.attachments.asked())
        .containsExactly("/user-attachments/assets/a-1 with a token");
  }

  @Test
  void what_is_public_is_had_where_a_token_is_refused() {
    assertThat(image(site.attachments.refusesTokens("a-1", Pictures.PIXEL)))
        .contains(Pictures.PIXEL);
  }

  @Test
  void a_redirect_to_where_attachments_are_stored_is_followed_without_the_token() {
    String stored = site.attachments.stores("7/files/a.png", Pictures.PIXEL);
    assertThat(image(site.attachments.sendsOn("a-1", stored))).contains(Pictures.PIXEL);
    assertThat(site.attachments.asked())
        .containsExactly(
            "/user-attachments/assets/a-1 with a token", "/storage/user/7/files/a.png");
  }

  @Test
  void a_redirect_to_any_other_place_is_not_followed() {
    try (var elsewhere = GitHubLoopback.start(folder.resolve("elsewhere"))) {
      String there = elsewhere.attachments.keeps("a-1", Pictures.PIXEL);
      assertThat(image(site.attachments.sendsOn("a-2", there))).isEmpty();
      assertThat(image(site.attachments.sendsOn("a-3", site.endpoint() + "/user"))).isEmpty();
      assertThat(image(site.attachments.sendsOn("a-4", "http://169.254.169.254/"))).isEmpty();
      assertThat(elsewhere.attachments.asked()).isEmpty();
      assertThat(site.requests()).isEmpty();
    }
  }

  @Test
  void who_sends_round_in_circles_is_left() {
    String self = site.address() + "/user-attachments/assets/a-1";
    assertThat(image(site.attachments.sendsOn("a-1", self))).isEmpty();
    assertThat(site.attachments.asked()).hasSizeLessThan(5);
  }

  @Test
  void another_server_is_never_asked() {
    try (var elsewhere = GitHubLoopback.start(folder.resolve("elsewhere"))) {
      assertThat(image(elsewhere.attachments.keeps("a-1", Pictures.PIXEL))).isEmpty();
      assertThat(elsewhere.attachments.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v3/repos/acme/csv/contents/README.md",
        "/user-attachments/assets/../../api/v3/user",
        "/user-attachments/assets/%2e%2e/%2e%2e/api/v3/user",
        "/user-attachments/assets/a-1/../../../api/v3/user",
        "/user-attachments/assets/a-1?x=1",
        "/user-attachments/assets//a-1",
        "/storage/user/../../api/v3/user",
        "/acme/csv/raw/main/README.md",
      })
  void a_path_that_leads_elsewhere_on_the_server_is_not_asked(String path) {
    assertThat(image(site.address() + path)).isEmpty();
    assertThat(site.requests()).isEmpty();
    assertThat(site.attachments.asked()).isEmpty();
  }

  @Test
  void what_is_too_large_too_slow_or_gone_is_left_out() {
    assertThat(image(site.attachments.keeps("a-1", Pictures.png(MOST, 1)))).isPresent();
    assertThat(image(site.attachments.keeps("a-2", Pictures.png(MOST + 1, 1)))).isEmpty();
    assertThat(image(site.attachments.dribbles("a-3"))).isEmpty();
    assertThat(image(site.address() + "/user-attachments/assets/a-4")).isEmpty();
    assertThat(image("no address")).isEmpty();
    assertThat(image("data:image/png;base64,AAAA")).isEmpty();
    assertThat(image("file:///etc/passwd")).isEmpty();
  }

  private Optional<byte[]> image(String address) {
    return attachments.image(address, pass, MOST);
  }
}
