package dev.gatehand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.loopback.Webhooks;
import dev.gatehand.task.TaskStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real payloads of many events, and what can become of them on the way or in years to come, posted
 * at the running service.
 */
@QuarkusTest
@TestProfile(GitHubProfile.class)
class PayloadsTest {
  private static final Path FOLDER = Path.of("src/test/resources/github/payloads");
  private static final int VARIATIONS = 8;

  /** So long GitHub waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  @Inject TaskStore tasks;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(FOLDER)) {
      List<Path> all = found.filter(it -> it.toString().endsWith(".json")).sorted().toList();
      return all.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatever_github_sends_is_taken_or_refused_in_time(Path file) throws Exception {
    String payload = Files.readString(file);
    String event = file.getFileName().toString().replaceAll("\\..*", "");
    Mutations mutations = new Mutations(file.getFileName().toString().hashCode());
    assertThat(post(event, payload).status()).as("unchanged").isIn(200, 202);
    assertThat(post("event_of_next_year", payload).status()).isEqualTo(200);
    for (int i = 0; i < VARIATIONS; i++) {
      String changed = mutations.of(payload);
      Reply reply = post(event, changed);
      assertThat(reply.status()).as(changed).isIn(200, 202);
      assertThat(reply.text()).doesNotContain("Exception", "at dev.gatehand");
    }
    assertThat(post(event, mutations.cut(payload)).status()).as("cut off").isEqualTo(400);
  }

  @Test
  void enough_payloads_were_posted_for_this_to_mean_something() throws IOException {
    assertThat(files()).hasSizeGreaterThan(40);
  }

  @Test
  void nothing_that_was_not_signed_with_the_secret_is_taken() throws Exception {
    String payload = Files.readString(FOLDER.resolve("issue_comment.created.json"));
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    String right = Webhooks.signature(GitHubProfile.SECRET, bytes);
    List<String> wrong =
        List.of(
            "",
            "sha256=",
            "sha256=" + "0".repeat(64),
            right.substring(0, right.length() - 1),
            right + "0",
            right.toUpperCase(java.util.Locale.ROOT),
            right.replace("sha256=", "sha1="),
            right.replace("sha256=", ""),
            Webhooks.signature("another secret altogether", bytes),
            Webhooks.signature(
                GitHubProfile.SECRET, (payload + " ").getBytes(StandardCharsets.UTF_8)));
    for (String signature : wrong) {
      assertThat(post("issue_comment", guid(), signature, bytes).status())
          .as(signature)
          .isEqualTo(401);
    }
  }

  @Test
  void a_flood_is_refused_before_it_is_read() throws Exception {
    byte[] flood = new byte[5 * 1024 * 1024];
    String signature = Webhooks.signature(GitHubProfile.SECRET, flood);
    assertThat(post("push", guid(), signature, flood).status()).isEqualTo(413);
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(post("push", deep).status()).isEqualTo(400);
    String object = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
    assertThat(post("issue_comment", object).status()).isEqualTo(400);
  }

  @Test
  void who_sends_without_end_is_hung_up_on() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk =
          ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      String answer = "";
      try {
        for (int i = 0; i < 1_000; i++) {
          out.write(chunk);
        }
      } catch (IOException hungUp) {
        answer = "hung up";
      }
      assertThat(answer).isEqualTo("hung up");
    }
    assertThat(post("push", "{}").status()).as("others are heard").isEqualTo(200);
  }

  @Test
  void who_stops_in_the_middle_is_hung_up_on_when_the_time_is_over() throws Exception {
    long begin = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 408 ")
          .endsWith("That took too long.\n");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(PATIENCE.minusSeconds(1));
    assertThat(post("push", "{}").status()).as("others are heard").isEqualTo(200);
  }

  @Test
  void a_delivery_that_was_taken_is_known_the_second_time() throws Exception {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve("pull_request_review_comment.created.json"));
    String signature = Webhooks.signature(GitHubProfile.SECRET, bytes);
    String guid = guid();
    assertThat(post("pull_request_review_comment", guid, signature, bytes).status())
        .isLessThan(300);
    Reply again = post("pull_request_review_comment", guid, signature, bytes);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).contains("Known already");
  }

  @Test
  void many_at_once_are_all_answered_and_start_nothing() throws Exception {
    String payload =
        Files.readString(FOLDER.resolve("issue_comment.created.json"))
            .replaceAll("\"body\": \"You are totally[^\"]*\"", "\"body\": \"/agent fix\"");
    List<Thread> crowd = new ArrayList<>();
    List<Integer> statuses = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 300; i++) {
      String one = payload.replaceAll("\"id\": 492700400", "\"id\": " + (500_000_000 + i));
      crowd.add(Thread.ofVirtual().start(() -> statuses.add(status(one))));
    }
    for (Thread thread : crowd) {
      thread.join();
    }
    assertThat(statuses).hasSize(300).allMatch(it -> it == 202 || it == 200 || it == 503);
    assertThat(tasks.unfinished()).as("no such comment is at GitHub").isEmpty();
  }

  private int status(String payload) {
    try {
      return post("issue_comment", payload).status();
    } catch (Exception e) {
      return -1;
    }
  }

  /** What was answered. */
  private record Reply(int status, String text) {}

  private Reply post(String event, String payload) throws Exception {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return post(event, guid(), Webhooks.signature(GitHubProfile.SECRET, bytes), bytes);
  }

  private Reply post(String event, String guid, String signature, byte[] bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + RestAssured.port + "/webhooks/github"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", guid)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    if (!signature.isEmpty()) {
      request.header("X-Hub-Signature-256", signature);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }

  private static String guid() {
    return UUID.randomUUID().toString();
  }
}
