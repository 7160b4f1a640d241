package dev.gatehand.llm;

import dev.gatehand.model.ModelUnavailable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a provider over HTTP, once: no retries of its own (the task waits and tries again, where
 * people can see it). Redirects are never followed: the key would go along.
 */
final class ProviderHttp implements AutoCloseable {
  private final Patience patience;
  private final Complaints complaints;
  private final HttpClient http;

  ProviderHttp(Patience patience, Complaints complaints) {
    this.patience = patience;
    this.complaints = complaints;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connect())
            .build();
  }

  /**
   * Sends a request and waits for the head of its answer, which is then read piece by piece.
   *
   * @throws ModelUnavailable when there is none, or its status is not 200
   */
  Answer post(URI address, Map<String, String> headers, String json) {
    long deadline = System.nanoTime() + patience.whole().toNanos();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/json")
            .header("accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    var response = head(request.build());
    Answer answer = new Answer(response, patience, deadline, complaints);
    if (response.statusCode() == 200) {
      return answer;
    }
    try (answer) {
      throw complaints.refused(
          response.statusCode(), response.headers(), answer.beginning(64 * 1024));
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> head(HttpRequest request) {
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> head =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
    Duration wait =
        patience.first().compareTo(patience.whole()) < 0 ? patience.first() : patience.whole();
    try {
      return head.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw complaints.lost("was not waited for: this node shuts down", e);
    } catch (TimeoutException e) {
      throw complaints.lost("did not answer within " + seconds(wait), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw complaints.lost("could not be reached or broke off: " + reason(cause), cause);
    } finally {
      if (!head.isDone() || head.isCompletedExceptionally()) {
        head.cancel(true);
      }
    }
  }

  static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
