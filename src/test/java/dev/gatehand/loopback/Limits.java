package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The primary limit, which is enforced, and the secondary ones, of which a breach is kept as a
 * violation: GitHub punishes those when it likes, so a client must never come near them. {@link
 * #refuseNext} plays the punishment.
 */
public final class Limits {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Violations violations;
  private final Map<String, Caller> callers = new HashMap<>();
  private int primary = 5_000;
  private boolean none;
  private int contentPerMinute = 80;
  private int contentPerHour = 500;
  private int pointsPerMinute = 900;
  private boolean pace;
  private int refusals;
  private Refusal refusal = new Refusal(403, Duration.ZERO);

  Limits(InstantSource clock, Violations violations) {
    this.clock = clock;
    this.violations = violations;
  }

  /** Requests an hour; what was used so far still counts. */
  public synchronized void primary(int requests) {
    primary = requests;
  }

  /** As on most Enterprise servers: no limit, no header that tells one, no page about it. */
  public synchronized void none() {
    none = true;
  }

  /** From now on two writes within a second are a violation. */
  public synchronized void expectPacedWrites() {
    pace = true;
  }

  /**
   * Refuses the next requests as the secondary limit does.
   *
   * @param retryAfter zero: the header is left out
   */
  public synchronized void refuseNext(int requests, int status, Duration retryAfter) {
    refusals = requests;
    refusal = new Refusal(status, retryAfter);
  }

  /** Counts a request; what it is refused with, or empty. */
  synchronized Optional<Answer> count(Token token, String method, String path) {
    Caller caller = caller(token);
    caller.roll(clock.instant());
    if (refusals > 0) {
      refusals--;
      return Optional.of(refusal.answer());
    }
    if (caller.used >= primary) {
      return Optional.of(primaryRefusal(caller, method, path));
    }
    caller.used++;
    countSecondary(token, caller, method, path);
    return Optional.empty();
  }

  /** A 304 costs nothing. */
  synchronized void giveBack(Token token) {
    caller(token).used--;
  }

  private Answer primaryRefusal(Caller caller, String method, String path) {
    if (caller.refusedAt != null && caller.refusedAt.equals(caller.reset)) {
      violations.add(method + " " + path + " was sent though the primary limit was used up");
    }
    caller.refusedAt = caller.reset;
    return new Answer(
        403,
        Json.object(
            "message", "API rate limit exceeded for user ID 1.",
            "documentation_url",
                "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
            "status", "403"),
        Map.of());
  }

  private void countSecondary(Token token, Caller caller, String method, String path) {
    Instant now = clock.instant();
    boolean write = !method.equals("GET");
    caller.points.count(now, write ? 5 : 1, MINUTE);
    if (caller.points.sum() > pointsPerMinute) {
      violations.add(method + " " + path + ": more than " + pointsPerMinute + " points a minute");
    }
    if (!write || token == null) {
      return;
    }
    if (pace && caller.lastWrite != null && now.isBefore(caller.lastWrite.plus(BETWEEN_WRITES))) {
      violations.add(method + " " + path + ": less than a second after the write before");
    }
    caller.lastWrite = now;
    if (method.equals("POST")) {
      caller.minute.count(now, 1, MINUTE);
      caller.hour.count(now, 1, HOUR);
      if (caller.minute.sum() > contentPerMinute || caller.hour.sum() > contentPerHour) {
        violations.add(method + " " + path + ": too much content is created");
      }
    }
  }

  synchronized Map<String, String> headers(Token token) {
    if (none) {
      return Map.of();
    }
    Caller caller = caller(token);
    return Map.of(
        "X-RateLimit-Limit", String.valueOf(primary),
        "X-RateLimit-Remaining", String.valueOf(Math.max(0, primary - caller.used)),
        "X-RateLimit-Used", String.valueOf(caller.used),
        "X-RateLimit-Reset", String.valueOf(caller.reset.getEpochSecond()),
        "X-RateLimit-Resource", "core");
  }

  synchronized JsonNode shown(Token token) {
    if (none) {
      throw Refused.of(404, "Rate limiting is not enabled.");
    }
    Caller caller = caller(token);
    JsonNode core =
        Json.object(
            "limit",
            primary,
            "used",
            caller.used,
            "remaining",
            Math.max(0, primary - caller.used),
            "reset",
            caller.reset.getEpochSecond());
    return Json.object(
        "resources", Json.object("core", core, "search", core, "graphql", core), "rate", core);
  }

  private Caller caller(Token token) {
    String key =
        token == null
            ? "nobody"
            : token.ofInstallation()
                ? "installation " + token.installation().id()
                : "user " + token.user().id();
    return callers.computeIfAbsent(key, any -> new Caller(clock.instant().plus(HOUR)));
  }

  /** How the secondary limit says no. */
  private record Refusal(int status, Duration retryAfter) {
    Answer answer() {
      return new Answer(
          status,
          Json.object(
              "message",
              "You have exceeded a secondary rate limit. Please wait a few minutes before you try"
                  + " again.",
              "documentation_url",
              "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
              "status",
              String.valueOf(status)),
          retryAfter.isZero()
              ? Map.of()
              : Map.of("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }
  }

  private static final class Caller {
    private final Window points = new Window();
    private final Window minute = new Window();
    private final Window hour = new Window();
    private Instant reset;
    private Instant refusedAt;
    private Instant lastWrite;
    private int used;

    Caller(Instant reset) {
      this.reset = reset;
    }

    void roll(Instant now) {
      if (!now.isBefore(reset)) {
        used = 0;
        reset = now.plus(HOUR);
      }
    }
  }

  /** What was counted within the last while. */
  private static final class Window {
    private final Deque<Map.Entry<Instant, Integer>> counted = new ArrayDeque<>();

    void count(Instant now, int points, Duration length) {
      counted.add(Map.entry(now, points));
      while (counted.element().getKey().isBefore(now.minus(length))) {
        counted.remove();
      }
    }

    int sum() {
      return counted.stream().mapToInt(Map.Entry::getValue).sum();
    }
  }
}
