package dev.gatehand.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The addresses of the service as a script uses them. */
final class StoryClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  StoryClient(URI address) {
    this.address = address;
  }

  JsonNode get(String path) {
    return read(send(request(path).GET().build()).body());
  }

  JsonNode post(String path, Map<String, String> body) {
    return send("POST", path, body);
  }

  JsonNode put(String path, Map<String, String> body) {
    return send("PUT", path, body);
  }

  /** Tells each event of a task once, until the task has ended. */
  void follow(String task, Consumer<JsonNode> told) throws InterruptedException {
    Instant begun = Instant.now();
    long seen = 0;
    while (true) {
      try (Stream<JsonNode> events = events(task, seen)) {
        for (JsonNode event : (Iterable<JsonNode>) events::iterator) {
          seen = event.path("seq").asLong();
          told.accept(event);
          if (event.path("type").asText().equals("Ended")) {
            return;
          }
        }
      }
      pause(begun);
    }
  }

  /** Before something is looked at again; gives up when the story takes too long. */
  static void pause(Instant begun) throws InterruptedException {
    if (Duration.between(begun, Instant.now()).compareTo(PATIENCE) > 0) {
      throw new StoryBroken("the story did not end within " + PATIENCE);
    }
    Thread.sleep(Duration.ofMillis(200));
  }

  private JsonNode send(String method, String path, Map<String, String> body) {
    try {
      String text = JSON.writeValueAsString(body);
      return read(
          send(request(path)
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(text))
                  .build())
              .body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }

  /** The events of a task after {@code seen} as they happen; ends when the service closes it. */
  private Stream<JsonNode> events(String task, long seen) {
    String path = "/api/tasks/" + task + "/events?after=" + seen;
    try {
      HttpResponse<Stream<String>> response =
          http.send(request(path).GET().build(), BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new StoryBroken(path + " answered " + response.statusCode());
      }
      return response
          .body()
          .filter(line -> line.startsWith("data:"))
          .map(line -> read(line.substring("data:".length())));
    } catch (IOException e) {
      throw new StoryBroken("the service does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("the story was interrupted");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new StoryBroken(
            request.method()
                + " "
                + request.uri().getPath()
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response;
    } catch (IOException e) {
      throw new StoryBroken("the service does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("the story was interrupted");
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new StoryBroken("the service answered something that is not JSON: " + e.getMessage());
    }
  }

  /** The story cannot go on: what was tried and what came back. */
  static final class StoryBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoryBroken(String message) {
      super(message);
    }
  }
}
