package dev.gatehand;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.github.Deliveries;
import dev.gatehand.github.GitHub;
import dev.gatehand.github.GitHubSettings;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlAllowance;
import dev.gatehand.store.SqlArrivals;
import dev.gatehand.task.Claims;
import java.time.InstantSource;
import java.util.function.Predicate;

/** GitHub as the forge of a node. */
final class GitHubHost implements Host {
  private final GitHub github;

  GitHubHost(GitHubSettings settings, Database database, Claims claims, InstantSource clock) {
    github =
        new GitHub(
            settings,
            new SqlAllowance(database, clock),
            new SqlArrivals(database, clock),
            claims,
            clock);
  }

  @Override
  public Forge forge() {
    return github.forge();
  }

  @Override
  public void listen(Predicate<CommentRef> intake) {
    github.deliveries().listen(intake);
  }

  @Override
  public void sweep() {
    github.sweep();
  }

  Deliveries deliveries() {
    return github.deliveries();
  }

  GitHub github() {
    return github;
  }

  @Override
  public void close() {
    github.close();
  }
}
