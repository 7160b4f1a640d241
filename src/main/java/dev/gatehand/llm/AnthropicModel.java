package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.text.Visible;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A model behind Anthropic Messages: one request per turn, no retries of its own (the task waits
 * and tries again, where people can see it). Redirects are never followed: the key would go along.
 */
public final class AnthropicModel implements Model, AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final long LARGEST_ANSWER = 32L * 1024 * 1024;
  private final AnthropicSettings settings;
  private final AnthropicWire wire;
  private final HttpClient http;

  public AnthropicModel(AnthropicSettings settings) {
    this.settings = settings;
    this.wire = new AnthropicWire(settings);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
  }

  @Override
  public String name() {
    return settings.model();
  }

  @Override
  public Reply reply(Conversation conversation) {
    HttpResponse<byte[]> response = send(wire.request(conversation));
    String body = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() != 200) {
      throw refused(response, body);
    }
    try {
      Reply reply = wire.reply(body, conversation);
      if (reply.stop() == Reply.Stop.REFUSED) {
        throw unavailable(
            "declined to go on with this conversation (stop reason: refusal). Somebody must say it"
                + " differently or do it by hand",
            false);
      }
      return reply;
    } catch (AnthropicWire.Unreadable e) {
      throw new ModelUnavailable(
          text("sent an answer that could not be read: " + e.getMessage()), true, e);
    }
  }

  private HttpResponse<byte[]> send(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(settings.messages())
            .header("content-type", "application/json")
            .header("anthropic-version", "2023-06-01")
            .header("x-api-key", settings.key().value())
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      // The limit is for the whole answer: a server that sends a byte a minute is down, too.
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailable(text("was not waited for: this node shuts down"), true, e);
    } catch (TimeoutException e) {
      throw new ModelUnavailable(
          text("did not answer within " + settings.timeout().toSeconds() + " s"), true, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ModelUnavailable(
          text("could not be reached or broke off: " + reason(cause)), true, cause);
    } finally {
      answer.cancel(true);
    }
  }

  private ModelUnavailable refused(HttpResponse<byte[]> response, String body) {
    int status = response.statusCode();
    String told = " (" + status + ": " + message(body) + ")";
    return switch (status) {
      case 401, 403 ->
          unavailable("refuses the key" + told + ". Check gatehand.model.api-key", false);
      case 404 ->
          unavailable(
              "is not there" + told + ". Check gatehand.model.name and gatehand.model.base-url",
              false);
      case 413 -> unavailable("finds the conversation too large" + told, false);
      case 429 ->
          new ModelUnavailable(
              text("wants fewer requests" + told + asksToWait(response)), retryAfter(response));
      case 408, 409, 425 -> unavailable("asks to try again" + told, true);
      default ->
          status >= 500
              ? new ModelUnavailable(
                  text("is overloaded or broken" + told + asksToWait(response)),
                  retryAfter(response))
              : unavailable("did not accept the request" + told, false);
    };
  }

  private static String asksToWait(HttpResponse<byte[]> response) {
    Duration wait = retryAfter(response);
    return wait.isPositive() ? "; it asks to wait " + wait.toSeconds() + " s" : "";
  }

  /** Obeyed up to a bound: a provider, or whoever stands between, must not stop us for days. */
  private static Duration retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("retry-after")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)
        .orElse(Duration.ZERO);
  }

  /** What the provider says went wrong: shortened, visible, without the key. */
  private String message(String body) {
    String said = body;
    try {
      said = AnthropicWire.JSON.readTree(body).path("error").path("message").asText(body);
    } catch (JsonProcessingException e) {
      // A gateway's page instead of JSON: its beginning says enough.
    }
    String shown = Visible.path(settings.key().removedFrom(said).strip().replaceAll("\\s+", " "));
    return shown.length() <= 300 ? shown : shown.substring(0, 299) + "…";
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private ModelUnavailable unavailable(String what, boolean passing) {
    return new ModelUnavailable(text(what), passing);
  }

  private String text(String what) {
    return "the model " + settings.model() + " " + what;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  @Override
  public String toString() {
    return "AnthropicModel[" + settings.model() + " at " + settings.baseUrl() + "]";
  }
}
