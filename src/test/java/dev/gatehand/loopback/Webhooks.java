package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed events, sent one after the other in the order in which they came about, each once: GitHub
 * does not try again by itself. They can be held back, lost, sent twice or again.
 */
public final class Webhooks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<Hook> hooks = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Queue<Delivery> waiting = new ArrayDeque<>();
  private final Random guids = new Random(7);
  private Predicate<Delivery> lost = any -> false;
  private int copies = 1;
  private boolean held;
  private boolean sending;
  private boolean closed;
  private long ids = 12_000_000_000L;

  Webhooks() {
    Thread.ofVirtual().name("webhooks").start(this::run);
  }

  /** A hook as it is configured; null app: of a repository. */
  record Hook(long id, App app, Repo repo, URI url, String secret, Set<String> events) {
    boolean hears(String event, Repo where) {
      boolean mine = app != null ? true : repo.equals(where);
      return mine && (events.contains("*") || events.contains(event) || event.equals("ping"));
    }
  }

  /**
   * One event on its way to one hook.
   *
   * @param guid {@code X-GitHub-Delivery}; stays the same when it is sent again
   * @param statuses what came back each time it was sent; -1: nothing
   */
  public record Delivery(
      long id,
      String guid,
      String event,
      String action,
      byte[] body,
      long hookId,
      List<Integer> statuses) {
    /** The payload. */
    public String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  synchronized Hook add(App app, Repo repo, URI url, String secret, String... events) {
    Set<String> heard = events.length == 0 ? Set.of("*") : new HashSet<>(Arrays.asList(events));
    Hook hook = new Hook(++ids, app, repo, url, secret, heard);
    hooks.add(hook);
    return hook;
  }

  synchronized List<Hook> hooks() {
    return List.copyOf(hooks);
  }

  /** Tells all hooks that hear it; an app's hook only where the app is installed. */
  void announce(Site site, String event, String action, Repo repo, ObjectNode payload) {
    for (Hook hook : hooks()) {
      ObjectNode own = payload.deepCopy();
      if (hook.app() != null) {
        var installed =
            site.installations.values().stream()
                .filter(it -> it.app().id() == hook.app().id() && it.repositories().contains(repo))
                .findFirst();
        if (installed.isEmpty()) {
          continue;
        }
        own.set(
            "installation",
            Json.object("id", installed.get().id(), "node_id", "MDIzOk" + installed.get().id()));
      }
      if (hook.hears(event, repo)) {
        send(hook, event, action, own);
      }
    }
  }

  synchronized void send(Hook hook, String event, String action, ObjectNode payload) {
    String guid = new UUID(guids.nextLong(), guids.nextLong()).toString();
    Delivery delivery =
        new Delivery(++ids, guid, event, action, Json.bytes(payload), hook.id(), new ArrayList<>());
    deliveries.add(delivery);
    if (lost.test(delivery)) {
      return;
    }
    for (int i = 0; i < copies; i++) {
      waiting.add(delivery);
    }
    notifyAll();
  }

  /** Everything that came about, also what was lost, in its order. */
  public synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** Keeps everything back until {@link #release}. */
  public synchronized void hold() {
    held = true;
  }

  public synchronized void release() {
    held = false;
    notifyAll();
  }

  /** From now on these are never sent; nothing says so. */
  public synchronized void lose(Predicate<Delivery> which) {
    lost = which;
  }

  /** From now on each is sent so often, with the same delivery id. */
  public synchronized void copies(int each) {
    copies = each;
  }

  /** Sends one again, as somebody does on GitHub's page: the same id, the same bytes. */
  public synchronized void redeliver(Delivery delivery) {
    waiting.add(delivery);
    notifyAll();
  }

  /** What waits is sent in another order, the last first. */
  public synchronized void reverseWaiting() {
    List<Delivery> turned = new ArrayList<>(waiting).reversed();
    waiting.clear();
    waiting.addAll(turned);
  }

  /** Waits until nothing is on its way; at most half a minute. */
  public synchronized void settle() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try {
      while ((sending || !waiting.isEmpty()) && System.nanoTime() < end) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (sending || !waiting.isEmpty()) {
      throw new IllegalStateException(waiting.size() + " deliveries are still on their way");
    }
  }

  /** What {@code X-Hub-Signature-256} says. */
  public static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              secret.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    Delivery next = next();
    while (next != null) {
      int status = post(next);
      synchronized (this) {
        next.statuses().add(status);
        sending = false;
        notifyAll();
      }
      next = next();
    }
  }

  private synchronized Delivery next() {
    try {
      while (!closed && (held || waiting.isEmpty())) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    if (closed) {
      return null;
    }
    sending = true;
    return waiting.remove();
  }

  private int post(Delivery delivery) {
    Hook hook =
        hooks().stream().filter(it -> it.id() == delivery.hookId()).findFirst().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(hook.url())
            .timeout(PATIENCE)
            .header("Accept", "*/*")
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/0000000")
            .header("X-GitHub-Event", delivery.event())
            .header("X-GitHub-Delivery", delivery.guid())
            .header("X-GitHub-Hook-ID", String.valueOf(hook.id()))
            .header(
                "X-GitHub-Hook-Installation-Target-Type",
                hook.app() != null ? "integration" : "repository")
            .header(
                "X-GitHub-Hook-Installation-Target-ID",
                String.valueOf(hook.app() != null ? hook.app().id() : hook.repo().id))
            .header("X-Hub-Signature-256", signature(hook.secret(), delivery.body()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    client.shutdownNow();
  }
}
