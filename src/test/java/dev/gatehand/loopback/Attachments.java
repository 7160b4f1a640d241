package dev.gatehand.loopback;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What people attached to threads. It lies beside the API, and a token opens what is private. */
public final class Attachments {
  private static final String PLACE = "/user-attachments/assets/";
  private static final String STORE = "/storage/user/";
  private final Site site;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private sealed interface Kept {
    record Whole(byte[] bytes) implements Kept {}

    record ForTokens(byte[] bytes) implements Kept {}

    record ForAnybodyOnly(byte[] bytes) implements Kept {}

    record Moved(String to) implements Kept {}

    record Endless() implements Kept {}
  }

  Attachments(Site site) {
    this.site = site;
  }

  static boolean areAt(String path) {
    return path.startsWith(PLACE) || path.startsWith(STORE);
  }

  /** Attaches; returns the address that stands on the thread. */
  public String keeps(String name, byte[] bytes) {
    return at(PLACE + name, new Kept.Whole(bytes));
  }

  /** The same in a private repository. */
  public String keepsForTokens(String name, byte[] bytes) {
    return at(PLACE + name, new Kept.ForTokens(bytes));
  }

  /** What is public, but refused to a token that is not for it. */
  public String refusesTokens(String name, byte[] bytes) {
    return at(PLACE + name, new Kept.ForAnybodyOnly(bytes));
  }

  /** Where an older server keeps it. */
  public String stores(String name, byte[] bytes) {
    return at(STORE + name, new Kept.Whole(bytes));
  }

  public String sendsOn(String name, String to) {
    return at(PLACE + name, new Kept.Moved(to));
  }

  /** Sends a byte every few milliseconds, for ever. */
  public String dribbles(String name) {
    return at(PLACE + name, new Kept.Endless());
  }

  /** Whoever attached them takes all of them away. */
  public void forget() {
    kept.clear();
  }

  /** What was asked for, {@code with a token} or not, in its order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private String at(String path, Kept what) {
    kept.put(path, what);
    return site.address + path;
  }

  void answer(HttpExchange exchange, String path) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    boolean token;
    synchronized (site) {
      token = new Keys(site).token(shown).isPresent();
    }
    asked.add(path + (token ? " with a token" : ""));
    switch (kept.get(path)) {
      case null -> exchange.sendResponseHeaders(404, -1);
      case Kept.Whole(byte[] bytes) -> send(exchange, bytes);
      case Kept.ForTokens(byte[] bytes) -> {
        if (token) {
          send(exchange, bytes);
        } else {
          exchange.sendResponseHeaders(404, -1);
        }
      }
      case Kept.ForAnybodyOnly(byte[] bytes) -> {
        if (token) {
          exchange.sendResponseHeaders(403, -1);
        } else {
          send(exchange, bytes);
        }
      }
      case Kept.Moved(String to) -> {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
      }
      case Kept.Endless _ -> dribble(exchange);
    }
  }

  private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void dribble(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      var never = new CountDownLatch(1);
      while (!never.await(20, TimeUnit.MILLISECONDS)) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
