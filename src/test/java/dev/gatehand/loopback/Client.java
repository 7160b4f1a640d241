package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A plain client, for the stand-in's own tests: no library's opinion lies in between. */
final class Client {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String authorization;

  /** What came back. */
  record Reply(int status, JsonNode body, HttpResponse<String> raw) {
    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  /** {@code authorization} may be empty. */
  Client(GitHubLoopback github, String authorization) {
    this.endpoint = github.endpoint();
    this.authorization = authorization;
  }

  Reply get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).GET();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  Reply send(String method, String path, Object... namesAndValues)
      throws IOException, InterruptedException {
    byte[] body = Json.bytes(Json.object(namesAndValues));
    return send(request(path).method(method, BodyPublishers.ofByteArray(body)));
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    byte[] bytes = response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Reply(
        response.statusCode(), Json.read(bytes).orElse(Json.MAPPER.missingNode()), response);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + path)).timeout(Duration.ofSeconds(10));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }
}
