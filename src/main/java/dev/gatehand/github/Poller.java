package dev.gatehand.github;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.task.Claims;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Looks for comments by itself: all the time where no webhook can arrive, seldom beside webhooks,
 * and once at the start in any case, because what GitHub told of while nobody listened it does not
 * tell again. Each look goes on where the last one ended, also after a restart.
 */
final class Poller {
  private static final System.Logger LOG = System.getLogger(Poller.class.getName());

  /** Beside webhooks, which only seldom get lost. */
  private static final Duration SELDOM = Duration.ofMinutes(2);

  private static final Duration OF_THE_LIST = Duration.ofMinutes(10);
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private final RepositoryLook look;
  private final Supplier<List<RepoRef>> repositories;
  private final Claims claims;
  private final Hearing hearing;
  private final InstantSource clock;
  private final Map<RepoRef, Instant> next = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Listed listed = new Listed(List.of(), Instant.EPOCH);

  private record Listed(List<RepoRef> repositories, Instant at) {}

  Poller(
      RepositoryLook look,
      Supplier<List<RepoRef>> repositories,
      Claims claims,
      Hearing hearing,
      InstantSource clock) {
    this.look = look;
    this.repositories = repositories;
    this.claims = claims;
    this.hearing = hearing;
    this.clock = clock;
  }

  /** Looks at each repository whose time has come. Returns whether something was found. */
  boolean look() {
    if (!running.compareAndSet(false, true)) {
      return false;
    }
    try {
      boolean found = false;
      for (RepoRef repository : due()) {
        found |= look(repository);
      }
      return found;
    } catch (ForgeUnavailable | StoreUnavailable e) {
      LOG.log(Level.WARNING, "GitHub is looked at later: " + e.getMessage());
      return false;
    } finally {
      running.set(false);
    }
  }

  private List<RepoRef> due() {
    Instant now = clock.instant();
    if (listed.at().plus(OF_THE_LIST).isBefore(now)) {
      // First the time: a list that cannot be read is not asked for every few seconds.
      listed =
          new Listed(listed.repositories(), now.minus(OF_THE_LIST).plus(Duration.ofMinutes(1)));
      listed = new Listed(repositories.get(), now);
    }
    return listed.repositories().stream()
        .filter(it -> !next.getOrDefault(it, Instant.EPOCH).isAfter(now))
        .toList();
  }

  private boolean look(RepoRef repository) {
    Optional<Claims.Claim> claim = claims.take("poll " + repository, CLAIM);
    next.put(repository, clock.instant().plus(pause()));
    if (claim.isEmpty()) {
      return false;
    }
    try (Claims.Claim _ = claim.get()) {
      return look.at(repository);
    } catch (ForgeUnavailable e) {
      LOG.log(Level.WARNING, repository + " is looked at later: " + e.getMessage());
      Instant later = clock.instant().plus(e.waitAtLeast());
      next.merge(repository, later, (one, other) -> one.isAfter(other) ? one : other);
      return false;
    }
  }

  private Duration pause() {
    return switch (hearing.how()) {
      case POLLING -> hearing.pollEvery();
      case BOTH -> hearing.pollEvery().compareTo(SELDOM) > 0 ? hearing.pollEvery() : SELDOM;
      case WEBHOOKS -> Duration.ofDays(365);
    };
  }
}
