package dev.gatehand.github;

import dev.gatehand.forge.Allowance;
import dev.gatehand.forge.Arrivals;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Triggers;
import dev.gatehand.task.Claims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection to GitHub, and what is built on it. */
public final class GitHub implements AutoCloseable {
  private final Wire wire;
  private final Identity identity;
  private final Api api;
  private final GitHubForge forge;
  private final Deliveries deliveries;
  private final Webhooks webhooks;
  private final Poller poller;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Instant forgotten = Instant.EPOCH;
  private final Arrivals arrivals;
  private final InstantSource clock;

  public GitHub(
      GitHubSettings settings,
      Allowance allowance,
      Arrivals arrivals,
      Claims claims,
      Triggers triggers,
      InstantSource clock) {
    this.arrivals = arrivals;
    this.clock = clock;
    wire = new Wire(settings.endpoint(), new Limits(allowance, clock));
    identity =
        switch (settings.credential()) {
          case GitHubSettings.Credential.Token(Secret token) ->
              new TokenIdentity(wire, token, settings.repositories());
          case GitHubSettings.Credential.App app ->
              new AppIdentity(wire, new AppJwt(app.id(), app.key()), clock);
        };
    api = new Api(wire, identity);
    forge = new GitHubForge(settings.endpoint(), identity, api, settings.cloneUrl());
    GitHubSettings.Hearing hearing = settings.hearing();
    deliveries = new Deliveries(arrivals, forge::addressed, hearing.maximumAge(), clock);
    Payloads payloads = new Payloads(settings.repositories(), identity::known);
    webhooks =
        hearing.how() == GitHubSettings.Hearing.How.POLLING
            ? Webhooks.CLOSED
            : new Webhooks(hearing.secret().orElseThrow(), arrivals, payloads, deliveries::ring);
    poller =
        new Poller(
            new RepositoryLook(api, identity::known, arrivals, hearing, triggers, clock),
            () -> repositories(settings),
            claims,
            hearing,
            clock);
  }

  public Deliveries deliveries() {
    return deliveries;
  }

  public Webhooks webhooks() {
    return webhooks;
  }

  /** What is due on every node, every few seconds. */
  public void sweep() {
    deliveries.ring();
    forget();
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("github-poller").start(this::look);
    }
  }

  /** GitHub sends a delivery again for three days at most; twice that is kept. */
  private void forget() {
    Instant now = clock.instant();
    if (forgotten.plus(Duration.ofHours(6)).isBefore(now)) {
      forgotten = now;
      arrivals.forget(now.minus(Duration.ofDays(6)));
    }
  }

  private void look() {
    try {
      if (poller.look()) {
        deliveries.tell();
      }
    } finally {
      looking.set(false);
    }
  }

  Poller poller() {
    return poller;
  }

  private List<RepoRef> repositories(GitHubSettings settings) {
    return settings.repositories().isEmpty() ? identity.repositories() : settings.repositories();
  }

  public Forge forge() {
    return forge;
  }

  /** Requests made since the start. */
  public long requests() {
    return wire.requests();
  }

  /** Of those, how many were answered with "unchanged", which costs nothing. */
  public long unchanged() {
    return wire.unchanged();
  }

  /** How often GitHub did not answer. */
  public long failures() {
    return wire.failures();
  }

  @Override
  public void close() {
    wire.close();
  }
}
