package dev.gatehand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.web.Knock.Credential;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  private static final String HERE = "127.0.0.1:8180";
  private static final String COMMENTS = "/api/repos/demo/csv/threads/1/comments";

  private final Door open = new Door(false, List.of(), true);
  private final Door locked = new Door(true, List.of("gate.example.org"), false);

  private static Knock get(String path, String host) {
    return new Knock("GET", path, host, "", "", "", -1, 8180, true, false, Credential.NONE);
  }

  private static Knock post(String path, String host, String origin, String site) {
    return new Knock(
        "POST",
        path,
        host,
        origin,
        site,
        "application/json",
        20,
        8180,
        true,
        false,
        Credential.NONE);
  }

  private static Knock with(Knock knock, Credential credential) {
    return new Knock(
        knock.method(),
        knock.path(),
        knock.host(),
        knock.origin(),
        knock.fetchSite(),
        knock.contentType(),
        knock.length(),
        knock.port(),
        knock.loopback(),
        knock.forwarded(),
        credential);
  }

  private static Knock fromAfar(Knock knock) {
    return new Knock(
        knock.method(),
        knock.path(),
        knock.host(),
        knock.origin(),
        knock.fetchSite(),
        knock.contentType(),
        knock.length(),
        knock.port(),
        false,
        false,
        knock.credential());
  }

  private static Knock throughAProxy(Knock knock) {
    return new Knock(
        knock.method(),
        knock.path(),
        knock.host(),
        knock.origin(),
        knock.fetchSite(),
        knock.contentType(),
        knock.length(),
        knock.port(),
        true,
        true,
        knock.credential());
  }

  private static int status(Optional<Door.No> no) {
    return no.map(Door.No::status).orElse(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8180", "localhost:8180", "LOCALHOST:8180", "[::1]:8180"})
  void lets_this_machine_in_under_its_own_names(String host) {
    assertThat(open.answer(get("/api/repos", host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:8180",
        "127.0.0.1",
        "127.0.0.1:9999",
        "127.0.0.1.evil.example:8180",
        "localhost.evil.example:8180",
        "0.0.0.0:8180",
        "127.0.0.2:8180",
        "192.168.1.5:8180"
      })
  void refuses_names_that_an_attacker_can_point_here(String host) {
    assertThat(status(open.answer(get("/api/repos", host)))).isEqualTo(421);
    assertThat(status(open.answer(get("/", host)))).isEqualTo(421);
  }

  @Test
  void a_script_on_this_machine_may_write_without_an_origin() {
    assertThat(open.answer(post(COMMENTS, HERE, "", ""))).isEmpty();
  }

  @Test
  void our_own_page_may_write() {
    assertThat(open.answer(post(COMMENTS, HERE, "http://" + HERE, "same-origin"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example,cross-site",
    "http://evil.example,''",
    "null,''",
    "http://127.0.0.1:9999,same-site",
    "http://localhost:8180,same-site",
    "http://127.0.0.1:8180.evil.example,''",
    "'',cross-site",
    "'',same-site",
    "'',none",
    "'',same-origin"
  })
  void no_other_page_may_write(String origin, String site) {
    assertThat(status(open.answer(post(COMMENTS, HERE, origin, site)))).isEqualTo(403);
  }

  @Test
  void no_other_page_may_read_data_but_may_link_to_us() {
    Knock data =
        new Knock(
            "GET",
            "/api/tasks",
            HERE,
            "",
            "cross-site",
            "",
            -1,
            8180,
            true,
            false,
            Credential.NONE);
    Knock page =
        new Knock(
            "GET", "/tasks", HERE, "", "cross-site", "", -1, 8180, true, false, Credential.NONE);
    assertThat(status(open.answer(data))).isEqualTo(403);
    assertThat(open.answer(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonx",
        "text/plain; application/json"
      })
  void a_write_is_json(String type) {
    Knock knock =
        new Knock("POST", COMMENTS, HERE, "", "", type, 20, 8180, true, false, Credential.NONE);
    assertThat(status(open.answer(knock))).isEqualTo(415);
  }

  @Test
  void a_write_says_its_length_and_is_short() {
    Knock unknown =
        new Knock(
            "POST",
            COMMENTS,
            HERE,
            "",
            "",
            "application/json",
            -1,
            8180,
            true,
            false,
            Credential.NONE);
    Knock huge =
        new Knock(
            "POST",
            COMMENTS,
            HERE,
            "",
            "",
            "application/json; charset=utf-8",
            1L << 30,
            8180,
            true,
            false,
            Credential.NONE);
    assertThat(status(open.answer(unknown))).isEqualTo(411);
    assertThat(status(open.answer(huge))).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/repos",
        "/api//repos",
        "/api/../q/metrics",
        "/api/%72epos",
        "/api/repos;x=1",
        "/api/repos/./x",
        "/.git/config",
        "/a\\b",
        "/webhooks/github/../x"
      })
  void odd_paths_lead_nowhere(String path) {
    assertThat(status(open.answer(get(path, HERE)))).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "PATCH", "BREW"})
  void odd_methods_do_nothing(String method) {
    Knock knock =
        new Knock(method, "/api/repos", HERE, "", "", "", -1, 8180, true, false, Credential.NONE);
    assertThat(status(open.answer(knock))).isEqualTo(405);
  }

  @Test
  void the_embedded_forge_does_not_exist_under_another_forge() {
    assertThat(status(locked.answer(with(get("/api/repos", HERE), Credential.TOKEN))))
        .isEqualTo(404);
    assertThat(status(locked.answer(with(post(COMMENTS, HERE, "", ""), Credential.TOKEN))))
        .isEqualTo(404);
  }

  @Test
  void the_embedded_forge_serves_nobody_beyond_this_machine_not_even_with_the_token() {
    Door door = new Door(true, List.of("gate.example.org"), true);
    Knock afar = fromAfar(with(get("/api/repos", "gate.example.org"), Credential.TOKEN));
    Knock proxied = throughAProxy(with(get("/api/repos", HERE), Credential.COOKIE));
    assertThat(status(door.answer(afar))).isEqualTo(403);
    assertThat(status(door.answer(proxied))).isEqualTo(403);
  }

  @Test
  void with_a_token_everything_but_health_and_webhooks_needs_a_session() {
    for (String path :
        List.of("/", "/index.html", "/tasks", "/api/tasks", "/q/metrics", "/js/app.js")) {
      assertThat(status(locked.answer(get(path, HERE)))).as(path).isEqualTo(401);
      assertThat(locked.answer(with(get(path, HERE), Credential.COOKIE))).as(path).isEmpty();
    }
    for (String path : List.of("/q/health", "/q/health/live", "/webhooks/github", "/login")) {
      assertThat(locked.answer(get(path, HERE))).as(path).isEmpty();
    }
  }

  @Test
  void without_a_token_nobody_beyond_this_machine_comes_in() {
    Door door = new Door(false, List.of("gate.example.org"), false);
    assertThat(status(door.answer(fromAfar(get("/api/tasks", "gate.example.org"))))).isEqualTo(403);
    assertThat(status(door.answer(fromAfar(get("/api/tasks", HERE))))).isEqualTo(403);
    assertThat(status(door.answer(throughAProxy(get("/api/tasks", HERE))))).isEqualTo(403);
    assertThat(door.answer(fromAfar(get("/q/health", "10.0.0.7:8180")))).isEmpty();
  }

  @Test
  void a_cookie_alone_is_not_enough_to_write_without_an_origin() {
    Knock write = post("/api/session", HERE, "", "");
    assertThat(locked.answer(write)).isEmpty();
    Knock other = post("/api/tasks", HERE, "", "");
    assertThat(status(locked.answer(with(other, Credential.COOKIE)))).isEqualTo(403);
    assertThat(locked.answer(with(other, Credential.TOKEN))).isEmpty();
  }
}
