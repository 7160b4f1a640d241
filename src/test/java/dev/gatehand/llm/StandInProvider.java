package dev.gatehand.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A provider on loopback that speaks real HTTP, in either protocol: counts, delays, drops and lies
 * as it is told.
 */
public final class StandInProvider implements AutoCloseable {
  private static final Map<String, String> STREAM = Map.of("content-type", "text/event-stream");

  /** What it was sent; {@code key} as it stood in the header of either protocol. */
  public record Seen(String path, String key, String version, String body) {}

  /** How it answers. */
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** How it answers, by what it was asked. */
  public interface Mind {
    Behaviour think(Seen seen);
  }

  public final List<Seen> seen = new CopyOnWriteArrayList<>();
  public final CountDownLatch arrived = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public StandInProvider(Behaviour behaviour) throws IOException {
    this(_ -> behaviour);
  }

  public StandInProvider(Mind mind) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, mind));
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public static Behaviour answers(int status, Map<String, String> headers, String body) {
    return exchange -> {
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** All of a stream, in pieces of so many bytes: also in the middle of a letter. */
  public static Behaviour streams(String events, int pieces) {
    return exchange -> {
      begin(exchange);
      byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
      for (int from = 0; from < bytes.length; from += pieces) {
        exchange.getResponseBody().write(bytes, from, Math.min(pieces, bytes.length - from));
        exchange.getResponseBody().flush();
      }
    };
  }

  /** The beginning of a stream; then the connection ends, as if that were all. */
  public static Behaviour endsAfter(String events, int bytes) {
    return exchange -> {
      begin(exchange);
      exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8), 0, bytes);
    };
  }

  /** The beginning of a stream, then nothing until the test ends. */
  public static StandInProvider silentAfter(String events) throws IOException {
    return new StandInProvider(
        (Behaviour)
            exchange -> {
              begin(exchange);
              exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
              new CountDownLatch(1).await();
            });
  }

  /** Sends a comment every few milliseconds, for ever, and no event. */
  public static Behaviour dawdles() {
    return exchange -> {
      begin(exchange);
      var never = new CountDownLatch(1);
      while (!never.await(20, TimeUnit.MILLISECONDS)) {
        exchange.getResponseBody().write(": wait\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    };
  }

  /** Promises more than it sends. */
  public static Behaviour breaksOff() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
    };
  }

  /** Takes the request and says nothing at all until the test ends. */
  public static StandInProvider silent() throws IOException {
    return new StandInProvider((Behaviour) _ -> new CountDownLatch(1).await());
  }

  private static void begin(HttpExchange exchange) throws IOException {
    STREAM.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(200, 0);
  }

  private void handle(HttpExchange exchange, Mind mind) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      Seen asked =
          new Seen(
              exchange.getRequestURI().toString(),
              Optional.ofNullable(headers.getFirst("x-api-key"))
                  .or(() -> Optional.ofNullable(headers.getFirst("authorization")))
                  .orElse(""),
              Optional.ofNullable(headers.getFirst("anthropic-version")).orElse(""),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      seen.add(asked);
      arrived.countDown();
      mind.think(asked).answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A recorded answer of the tests, e.g. {@code anthropic-tools.sse}. */
  public static String recorded(String name) {
    try (InputStream in = StandInProvider.class.getResourceAsStream("/llm/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no recorded answer " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
