package dev.gatehand.github;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The way of a delivery over HTTP to {@link Webhooks}, for nodes that run without their pages. */
public final class WebhookListener implements AutoCloseable {
  private final HttpServer server;
  private final Supplier<Webhooks> webhooks;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param webhooks asked at each delivery: a node can have been started anew
   */
  public WebhookListener(Supplier<Webhooks> webhooks) {
    this.webhooks = webhooks;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/webhooks/github", this::take);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/github");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      Webhooks.Receipt receipt =
          webhooks
              .get()
              .receive(
                  new Webhooks.Head(
                      header(headers, "X-Hub-Signature-256"),
                      header(headers, "X-GitHub-Event"),
                      header(headers, "X-GitHub-Delivery"),
                      header(headers, "Content-Type")),
                  exchange.getRequestBody().readAllBytes());
      byte[] sentence = receipt.sentence().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(receipt.status(), sentence.length);
      exchange.getResponseBody().write(sentence);
    }
  }

  private static String header(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
