package dev.gatehand.loopback;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.App.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An app as its owner has it: its number, its private key, and where it is installed. */
public final class AppRegistration {
  private static final Set<String> EVENTS =
      Set.of(
          "issue_comment",
          "issues",
          "pull_request",
          "pull_request_review",
          "pull_request_review_comment",
          "check_run",
          "check_suite",
          "status");
  private final Site site;
  private final Webhooks hooks;
  private final App app;
  private final KeyPair keys;

  private AppRegistration(Site site, Webhooks hooks, App app, KeyPair keys) {
    this.site = site;
    this.hooks = hooks;
    this.app = app;
    this.keys = keys;
  }

  static AppRegistration register(
      Site site, Webhooks hooks, String slug, Map<String, String> permissions) {
    synchronized (site) {
      KeyPair keys = keys();
      Map<String, String> all = new TreeMap<>(permissions);
      all.putIfAbsent("metadata", "read");
      App app =
          new App(
              site.nextId(),
              slug,
              site.user("app-owner", User.Type.USER),
              site.user(slug + "[bot]", User.Type.BOT),
              all,
              new LinkedHashSet<>(),
              keys.getPublic());
      site.apps.put(app.id(), app);
      return new AppRegistration(site, hooks, app, keys);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code gatehand.github.app-id}. */
  public long id() {
    return app.id();
  }

  /** The number of its bot account. */
  public long botId() {
    return app.user().id();
  }

  /** {@code slug[bot]}. */
  public String botLogin() {
    return app.user().login();
  }

  /** The private key as PKCS#8 in PEM, one of the two forms in which keys come. */
  public String privateKey() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  public Path privateKeyIn(Path file) {
    try {
      return Files.writeString(file, privateKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs it on repositories of one owner; its number. */
  public long install(RepoRef... repositories) {
    synchronized (site) {
      Set<Repo> chosen = new LinkedHashSet<>();
      Arrays.stream(repositories).map(site::repo).forEach(chosen::add);
      User account = chosen.iterator().next().owner;
      Installation installation = new Installation(site.nextId(), app, account, chosen);
      site.installations.put(installation.id(), installation);
      return installation.id();
    }
  }

  /** Takes an installation away, with its tokens. */
  public void uninstall(long id) {
    synchronized (site) {
      site.installations.remove(id);
      site.tokens.values().removeIf(it -> it.ofInstallation() && it.installation().id() == id);
    }
  }

  /** Where its webhook goes, and what it subscribes to; no events: all that there are here. */
  public void hook(URI url, String secret, String... events) {
    synchronized (site) {
      app.events().addAll(events.length == 0 ? EVENTS : Set.of(events));
    }
    hooks.add(app, null, url, secret, events);
  }
}
