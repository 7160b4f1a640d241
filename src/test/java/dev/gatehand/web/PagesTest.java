package dev.gatehand.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehand.model.Outages;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(DemoProfile.class)
class PagesTest {
  private static final String THREADS = "/api/repos/demo/csvline/threads";

  @Inject private Outages outages;

  private static RequestSpecification json(Map<String, ?> body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  private static int issue(String body) {
    return json(Map.of("as", "carol", "title", "Something", "body", body))
        .post(THREADS)
        .then()
        .statusCode(201)
        .extract()
        .path("number");
  }

  private static ValidatableResponse comment(int issue, Map<String, ?> body) {
    return json(body).post(THREADS + "/" + issue + "/comments").then();
  }

  @Test
  void lists_repositories_threads_and_tasks() {
    given().get("/api/repos").then().statusCode(200).body("name", hasItem("csvline"));
    given().get(THREADS).then().statusCode(200).body("number", hasItem(1));
    given().get("/api/tasks").then().statusCode(200);
    given().get("/api/session").then().statusCode(200).body("forge", equalTo("embedded"));
  }

  @Test
  void health_says_that_the_database_takes_writes_and_asks_are_counted() {
    given()
        .get("/q/health")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'database' }.data.state", equalTo("takes writes"));
    given().get("/q/metrics").then().body(containsString("gatehand_asks{state=\"open\"}"));
  }

  @Test
  void shows_maintenance_jobs_and_runs_one_for_somebody_who_may() {
    String jobs = "/api/maintenance";
    given().get(jobs).then().statusCode(200).body("job", hasItems("tidy", "headers"));
    var run = Map.of("as", "dave", "repository", "demo/csvline", "job", "tidy");
    json(Map.of("as", "carol", "repository", "demo/csvline", "job", "headers"))
        .post(jobs + "/run")
        .then()
        .statusCode(403)
        .body("error", containsString("needs write access"));
    json(Map.of("as", "mallory", "repository", "demo/csvline", "job", "headers"))
        .post(jobs + "/run")
        .then()
        .statusCode(403);
    json(Map.of("as", "dave", "repository", "demo/csvline", "job", "gone"))
        .post(jobs + "/run")
        .then()
        .statusCode(404);
    json(Map.of("as", "dave", "repository", "nothing", "job", "tidy"))
        .post(jobs + "/run")
        .then()
        .statusCode(400);
    String task = json(run).post(jobs + "/run").then().statusCode(201).extract().path("task");
    given().get("/api/tasks/" + task).then().statusCode(200).body("job", equalTo("tidy"));
  }

  @Test
  void health_says_which_model_does_not_answer_and_stays_up() {
    outages.failed("claude-example", "overloaded at 10.0.0.7", Duration.ofMinutes(7));
    given()
        .get("/q/health")
        .then()
        .statusCode(200)
        .body(containsString("claude-example"))
        .body(containsString("does not answer since"))
        .body(not(containsString("10.0.0.7")));
    outages.answered("claude-example");
    given().get("/q/health").then().body(not(containsString("claude-example")));
  }

  @Test
  void shows_a_thread_with_its_people() {
    given()
        .get(THREADS + "/1")
        .then()
        .statusCode(200)
        .body("kind", equalTo("issue"))
        .body("people.login", hasItems("alice", "bob"))
        .body("html", startsWith("<p>"));
  }

  @Test
  void stores_a_comment_and_renders_it_safely() {
    int issue = issue("It hurts");
    comment(issue, Map.of("as", "carol", "body", "Hello <script>alert(1)</script> a\u202Eb"))
        .statusCode(201)
        .body("author.login", equalTo("carol"))
        .body("edited", equalTo(false))
        .body("html", not(containsString("<script")))
        .body("html", containsString("⟨U+202E⟩"));
    given().get(THREADS + "/" + issue).then().body("comments.size()", equalTo(1));
  }

  @Test
  void an_edited_comment_says_so() {
    int issue = issue("");
    int id =
        comment(issue, Map.of("as", "carol", "body", "one")).statusCode(201).extract().path("id");
    json(Map.of("as", "carol", "body", "two"))
        .put(THREADS + "/" + issue + "/comments/" + id)
        .then()
        .statusCode(200)
        .body("body", equalTo("two"))
        .body("edited", equalTo(true));
  }

  @Test
  void says_in_a_sentence_what_is_wrong_with_a_request() {
    int issue = issue("");
    comment(issue, Map.of("as", "mallory", "body", "x"))
        .statusCode(403)
        .body("error", containsString("mallory"));
    comment(issue, Map.of("as", "gatehand", "body", "x")).statusCode(403);
    comment(issue, Map.of("as", "carol", "body", " ")).statusCode(400);
    comment(issue, Map.of("body", "x")).statusCode(400).body("error", containsString("`as`"));
    comment(issue, Map.of("as", 7, "body", "x")).statusCode(400);
    comment(issue, Map.of("as", "carol", "body", "x", "role", "admin")).statusCode(400);
    comment(99_999, Map.of("as", "carol", "body", "x")).statusCode(404);
    given()
        .contentType(ContentType.JSON)
        .body("{\"as\":")
        .post(THREADS)
        .then()
        .statusCode(400)
        .body("error", not(containsString("Exception")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/repos/demo/nothing/threads",
        "/api/repos/demo/csvline/threads/0",
        "/api/repos/demo/csvline/threads/12345678901234567890",
        "/api/repos/demo/csvline/threads/x",
        "/api/tasks/t-doesnotexist",
        "/api/tasks/nonsense",
        "/api/nonsense"
      })
  void what_is_not_there_is_a_404_in_json(String path) {
    given()
        .get(path)
        .then()
        .statusCode(404)
        .contentType(ContentType.JSON)
        .body("error", not(containsString("Exception")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/tasks", "/repos/demo/csvline/1", "/tasks/t-abcdefgh", "/index.html"})
  void every_page_forbids_what_it_does_not_need(String path) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType(ContentType.HTML)
        .header("Content-Security-Policy", startsWith("default-src 'self';"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Access-Control-Allow-Origin", org.hamcrest.Matchers.nullValue())
        .body(not(containsString("<script>")))
        .body(not(containsString("style=")));
  }

  @Test
  void a_file_of_a_repository_is_text_whatever_it_is_called() {
    given()
        .get("/api/repos/demo/csvline/file?path=README.md")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/plain"))
        .header("X-Content-Type-Options", "nosniff");
    given().get("/api/repos/demo/csvline/file?path=../../x").then().statusCode(404);
  }

  @Test
  void a_name_that_an_attacker_owns_is_not_ours() {
    given().header("Host", "evil.example").get("/").then().statusCode(421);
    given().header("Host", "evil.example").get("/api/repos").then().statusCode(421);
    given().header("Host", "evil.example").get("/q/metrics").then().statusCode(421);
  }

  @Test
  void another_site_neither_writes_nor_reads() {
    Map<String, String> body = Map.of("as", "alice", "body", "/agent fix");
    String path = THREADS + "/1/comments";
    json(body).header("Origin", "https://evil.example").post(path).then().statusCode(403);
    json(body).header("Origin", "null").post(path).then().statusCode(403);
    json(body).header("Sec-Fetch-Site", "cross-site").post(path).then().statusCode(403);
    given()
        .contentType("text/plain")
        .body("{\"as\":\"alice\",\"body\":\"/agent fix\"}")
        .post(path)
        .then()
        .statusCode(415);
    given().header("Sec-Fetch-Site", "cross-site").get("/api/tasks").then().statusCode(403);
  }

  @Test
  void too_much_is_refused_before_it_is_read() {
    json(Map.of("as", "carol", "title", "x", "body", "y".repeat(300_000)))
        .post(THREADS)
        .then()
        .statusCode(413);
    json(Map.of("as", "carol", "title", "x", "body", "y".repeat(70_000)))
        .post(THREADS)
        .then()
        .statusCode(400)
        .body("error", containsString("65536"));
  }

  @Test
  void somebody_for_whom_a_proxy_speaks_is_not_here() {
    given().header("X-Forwarded-For", "203.0.113.9").get("/api/repos").then().statusCode(403);
    given().header("X-Forwarded-For", "203.0.113.9").get("/api/tasks").then().statusCode(403);
    given().header("X-Forwarded-For", "203.0.113.9").get("/q/health").then().statusCode(200);
  }
}
