package dev.gatehand.github;

import dev.gatehand.forge.Allowance;
import dev.gatehand.forge.Forge;
import java.time.InstantSource;

/** A connection to GitHub, and what is built on it. */
public final class GitHub implements AutoCloseable {
  private final Wire wire;
  private final Identity identity;
  private final Api api;
  private final GitHubForge forge;

  public GitHub(GitHubSettings settings, Allowance allowance, InstantSource clock) {
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
