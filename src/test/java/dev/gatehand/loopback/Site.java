package dev.gatehand.loopback;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.git.BareRepositories;
import dev.gatehand.loopback.Repo.Visibility;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * All that this GitHub knows. Who reads or changes it holds its monitor; a request is answered
 * whole under it, so each sees what the one before it left.
 */
final class Site {
  final InstantSource clock;
  final BareRepositories git;
  final Map<String, Token> tokens = new LinkedHashMap<>();
  private final Map<String, String> scopes = new HashMap<>();
  final Map<Long, App> apps = new LinkedHashMap<>();
  final Map<Long, App.Installation> installations = new LinkedHashMap<>();
  private final Path folder;
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Repo> repos = new LinkedHashMap<>();
  private long ids = 100_000;

  /** Where it is; set once the server has its port. */
  String address = "";

  Site(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.git = new BareRepositories(folder, "local", clock);
  }

  /** What a classic token says of itself. */
  synchronized String scopes(String token) {
    return scopes.getOrDefault(token, "repo");
  }

  synchronized void scopes(String token, String told) {
    scopes.put(token, told);
  }

  long nextId() {
    return ++ids;
  }

  /** GitHub's times have whole seconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The account of a login, made if need be. */
  User user(String login, User.Type type) {
    return users.computeIfAbsent(key(login), any -> new User(nextId(), login, type));
  }

  Optional<User> user(String login) {
    return Optional.ofNullable(users.get(key(login)));
  }

  Optional<User> user(long id) {
    return users.values().stream().filter(it -> it.id() == id).findFirst();
  }

  /** Gives an account another name; its old one is free for anybody. */
  void rename(String login, String newLogin) {
    User was = users.remove(key(login));
    users.put(key(newLogin), new User(was.id(), newLogin, was.type()));
  }

  Repo create(RepoRef ref, Visibility visibility, Repo parent) {
    User owner = user(ref.owner(), User.Type.USER);
    GitFolder.create(place(ref));
    Repo repo = new Repo(nextId(), ref, owner, visibility, parent);
    repos.put(key(ref.toString()), repo);
    return repo;
  }

  Optional<Repo> repo(String owner, String name) {
    return Optional.ofNullable(repos.get(key(owner + "/" + name)));
  }

  Repo repo(RepoRef ref) {
    return repo(ref.owner(), ref.name())
        .orElseThrow(() -> new IllegalArgumentException("no repository " + ref));
  }

  List<Repo> repos() {
    return List.copyOf(repos.values());
  }

  GitFolder folder(Repo repo) {
    return new GitFolder(place(repo.ref));
  }

  /** How somebody's commits are signed. */
  PersonIdent ident(User user) {
    String mail = user.id() + "+" + user.login() + "@users.noreply.localhost";
    return new PersonIdent(user.login(), mail, now(), ZoneOffset.UTC);
  }

  private Path place(RepoRef ref) {
    return folder.resolve(ref.owner()).resolve(ref.name() + ".git");
  }

  /** The commit of a branch, or empty. */
  Optional<String> tip(Repo repo, String branch) {
    return git.tip(repo.ref, branch).map(it -> it.value());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
