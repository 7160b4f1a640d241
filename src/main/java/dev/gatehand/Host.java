package dev.gatehand;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.github.GitHubSettings;
import dev.gatehand.policy.Triggers;
import dev.gatehand.store.Database;
import dev.gatehand.task.Claims;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Predicate;

/** The forge that a node works on, with how it hears of what people say there. */
sealed interface Host extends AutoCloseable permits EmbeddedHost, GitHubHost {
  Forge forge();

  /** Who is told of comments from now on, and says whether one was dealt with. */
  void listen(Predicate<CommentRef> intake);

  /** Tells of what was not heard yet. On every node, every few seconds. */
  void sweep();

  @Override
  void close();

  /** Which one, as the operator chose. */
  sealed interface Choice {
    Host open(
        Database database, Claims claims, Triggers triggers, InstantSource clock, String address);

    /**
     * @param repositories the folder of its bare repositories
     */
    record Embedded(Path repositories) implements Choice {
      @Override
      public Host open(
          Database database,
          Claims claims,
          Triggers triggers,
          InstantSource clock,
          String address) {
        return new EmbeddedHost(repositories, database, clock, address);
      }
    }

    /** GitHub, or an Enterprise server of it. */
    record GitHub(GitHubSettings settings) implements Choice {
      @Override
      public Host open(
          Database database,
          Claims claims,
          Triggers triggers,
          InstantSource clock,
          String address) {
        return new GitHubHost(settings, database, claims, triggers, clock);
      }
    }
  }
}
