package dev.gatehand;

import dev.gatehand.forge.Allowance;
import dev.gatehand.forge.Arrivals;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.github.GitHub;
import dev.gatehand.github.GitHubSettings;
import dev.gatehand.policy.Triggers;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlAllowance;
import dev.gatehand.store.SqlArrivals;
import dev.gatehand.task.Claims;
import java.time.InstantSource;
import java.util.function.Predicate;

/** GitHub as the forge of a node. */
final class GitHubHost implements Host {
  private final GitHub github;
  private final Arrivals arrivals;
  private final Allowance allowance;
  private final InstantSource clock;

  GitHubHost(
      GitHubSettings settings,
      Database database,
      Claims claims,
      Triggers triggers,
      InstantSource clock) {
    this.clock = clock;
    this.arrivals = new SqlArrivals(database, clock);
    this.allowance = new SqlAllowance(database, clock);
    this.github = new GitHub(settings, allowance, arrivals, claims, triggers, clock);
  }

  Arrivals arrivals() {
    return arrivals;
  }

  Allowance allowance() {
    return allowance;
  }

  InstantSource clock() {
    return clock;
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

  GitHub github() {
    return github;
  }

  @Override
  public void close() {
    github.close();
  }
}
