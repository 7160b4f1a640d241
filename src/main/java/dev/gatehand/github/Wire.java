package dev.gatehand.github;

import dev.gatehand.forge.ForgeUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The only way to GitHub. What is asked again is asked conditionally: an unchanged answer costs
 * nothing. A question that was lost is asked again; a change never is here, because nobody knows
 * whether it was made: the outbox looks it up first.
 */
final class Wire implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final Duration IMAGE = Duration.ofSeconds(20);
  private static final long LARGEST = 32L * 1024 * 1024;
  private static final int TRIES = 3;
  private static final int MOST_MOVES = 3;
  private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);

  private final Endpoint endpoint;
  private final Limits limits;
  private final Duration image;
  private final Known known = new Known();
  private final LongAdder requests = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  Wire(Endpoint endpoint, Limits limits) {
    this(endpoint, limits, IMAGE);
  }

  /** {@code image}: how long one may take to come whole. */
  Wire(Endpoint endpoint, Limits limits, Duration image) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.image = image;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Whatever GitHub answered, errors included; {@link ForgeUnavailable} when it did not. */
  Answer send(Call call) {
    for (int tried = 1; ; tried++) {
      limits.before(call);
      try {
        Answer answer = moved(call);
        if (call.changes() || !PASSING.contains(answer.status()) || tried == TRIES) {
          return answer;
        }
      } catch (Lost lost) {
        failures.increment();
        if (call.changes() || tried == TRIES) {
          throw lost.told();
        }
      }
      breathe(call, tried);
    }
  }

  long requests() {
    return requests.sum();
  }

  long unchanged() {
    return unchanged.sum();
  }

  long failures() {
    return failures.sum();
  }

  /** A repository that was renamed sends on to its new address; a token goes to no other host. */
  private Answer moved(Call call) {
    Call now = call;
    for (int moves = 0; moves < MOST_MOVES; moves++) {
      Answer answer = once(now);
      boolean sentOn =
          answer.status() == 307
              || answer.status() == 308
              || (answer.status() == 301 && !call.changes());
      if (!sentOn) {
        return answer;
      }
      String to = answer.headers().firstValue("location").orElse("");
      now = new Call(call.method(), to, call.body(), call.pass(), call.weight());
    }
    throw new ForgeUnavailable("GitHub sent " + call + " from one address to the next, in vain");
  }

  private Answer once(Call call) {
    URI address = address(call);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(WHOLE)
            .header("accept", "application/vnd.github+json")
            .header("x-github-api-version", "2022-11-28")
            .header("user-agent", "gatehand");
    if (!call.pass().authorization().isEmpty()) {
      request.header("authorization", call.pass().authorization());
    }
    if (call.body().isPresent()) {
      request
          .header("content-type", "application/json")
          .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body().get().toString()));
    } else {
      request.method(call.method(), HttpRequest.BodyPublishers.noBody());
    }
    if (!call.changes()) {
      known.tag(call).ifPresent(tag -> request.header("if-none-match", tag));
    }
    HttpResponse<byte[]> response = exchange(call, request.build());
    requests.increment();
    Answer answer =
        new Answer(call, response.statusCode(), response.headers(), response.body(), false);
    limits.after(call, answer);
    if (answer.status() == 304) {
      unchanged.increment();
    }
    return known.resolved(answer);
  }

  /**
   * The end of a text that GitHub keeps outside of its API. No token goes along, and no further
   * redirect is followed; what cannot be read is told in place of it, as nobody's work may wait for
   * a log.
   *
   * @param most characters
   */
  String tail(URI address, int most) {
    if (!endpoint.keepsFilesAt(address)) {
      return "[the log is kept at %s, which is none of GitHub's places: it was not read]\n"
          .formatted(address.getHost());
    }
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(WHOLE).header("user-agent", "gatehand").build();
    Call call = Call.get(address.getPath(), new Call.Pass("", "log"), Call.Weight.BACKGROUND);
    try {
      HttpResponse<byte[]> answer = exchange(call, request);
      String text =
          answer.statusCode() == 200
              ? new String(answer.body(), StandardCharsets.UTF_8)
              : "[the log could not be read: status %d]\n".formatted(answer.statusCode());
      return text.substring(Math.max(0, text.length() - most));
    } catch (Lost lost) {
      failures.increment();
      return "[the log could not be read: GitHub " + lost.getMessage() + "]\n";
    }
  }

  /**
   * An image beside the API, whose address {@link Attachments} looked at. Empty when it did not
   * come whole in time, or was too large.
   *
   * @param authorization for GitHub's own pages; empty for any other place
   */
  Optional<HttpResponse<byte[]>> attachment(URI address, String authorization, int most) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(image).header("user-agent", "gatehand");
    if (!authorization.isEmpty() && endpoint.isServers(address)) {
      request.header("authorization", authorization);
    }
    Call call = Call.get(address.getPath(), new Call.Pass("", "image"), Call.Weight.BACKGROUND);
    try {
      requests.increment();
      return Optional.of(exchange(call, request.build(), image, most));
    } catch (Lost lost) {
      return Optional.empty();
    }
  }

  private URI address(Call call) {
    URI address;
    try {
      address =
          URI.create(
              call.address().startsWith("/") ? endpoint.api() + call.address() : call.address());
    } catch (IllegalArgumentException e) {
      throw new ForgeUnavailable("GitHub gave an address that is none, for " + call.method(), e);
    }
    if (!endpoint.owns(address)) {
      throw new ForgeUnavailable(
          "GitHub sent %s on to %s, which is another place: a token is not taken there. Look at"
                  .formatted(call.method(), address.getHost())
              + " gatehand.github.endpoint.");
    }
    return address;
  }

  private HttpResponse<byte[]> exchange(Call call, HttpRequest request) {
    return exchange(call, request, WHOLE, LARGEST);
  }

  private HttpResponse<byte[]> exchange(
      Call call, HttpRequest request, Duration whole, long largest) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), largest));
    try {
      // The limit is for the whole answer: one that comes a byte a minute has not come.
      return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForgeUnavailable("GitHub was not waited for: this node shuts down", e);
    } catch (TimeoutException e) {
      throw new Lost(call, "did not answer within " + whole.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Lost(call, "could not be reached or broke off (" + reason(cause) + ")", cause);
    } finally {
      answer.cancel(true);
    }
  }

  private String reason(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause instanceof IOException && cause.getMessage() != null
        ? name + ": " + cause.getMessage()
        : name;
  }

  private static void breathe(Call call, int tried) {
    try {
      Thread.sleep(Duration.ofMillis(200L * tried * tried));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForgeUnavailable(call + " of GitHub was not made: this node shuts down", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** The line failed; whether the call arrived is not known. */
  private final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Call call;

    Lost(Call call, String why, Throwable cause) {
      super(why, cause);
      this.call = call;
    }

    ForgeUnavailable told() {
      return new ForgeUnavailable(
          "GitHub at %s %s when asked for %s; whether that was done is looked up at the next try"
              .formatted(endpoint.api(), getMessage(), call),
          this);
    }
  }
}
