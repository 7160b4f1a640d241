package dev.gatehand.loopback;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;

/** A CI: what it says of commits. */
public final class Ci {
  private final Site site;
  private final Pulling pulling;
  private final User user;

  Ci(Site site, Pulling pulling, User user) {
    this.site = site;
    this.pulling = pulling;
    this.user = user;
  }

  /**
   * A CI says how a check of a commit ended.
   *
   * @param conclusion {@code success}, {@code failure}, {@code cancelled}, {@code timed_out} ...
   */
  public long checks(
      RepoRef repository, GitId commit, String name, String conclusion, String summary) {
    synchronized (site) {
      Repo repo = site.repo(repository);
      var run =
          new Repo.CheckRun(
              site.nextId(),
              name,
              commit.value(),
              "completed",
              conclusion,
              summary,
              null,
              site.now());
      repo.checks.add(run);
      pulling.checked(repo, user, run);
      return run.id();
    }
  }

  /**
   * A job of GitHub's own CI ended, or, without a conclusion, runs.
   *
   * @param log what it printed
   */
  public long runs(RepoRef repository, GitId commit, String name, String conclusion, String log) {
    synchronized (site) {
      Repo repo = site.repo(repository);
      String status = conclusion == null ? "in_progress" : "completed";
      var run =
          new Repo.CheckRun(
              site.nextId(), name, commit.value(), status, conclusion, null, log, site.now());
      repo.checks.removeIf(it -> it.name().equals(name) && it.sha().equals(commit.value()));
      repo.checks.add(run);
      pulling.checked(repo, user, run);
      return run.id();
    }
  }

  /** An older CI says {@code failure}, {@code pending} and so on. */
  public void says(RepoRef repository, GitId commit, String context, String state) {
    synchronized (site) {
      Repo repo = site.repo(repository);
      repo.statuses.add(new Repo.Status(site.nextId(), commit.value(), context, state, site.now()));
    }
  }
}
