package dev.gatehand.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Repo.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A GitHub of our own on loopback, as an Enterprise server has its parts: REST at {@link
 * #endpoint()}, git at {@code address()/owner/name.git}, pages (which are not served) at {@code
 * address()/owner/name/issues/7}.
 *
 * <pre>{@code
 * try (var github = GitHubLoopback.start(folder)) {
 *   RepoRef csv = github.repository("acme/csv", Map.of("README.md", "# csv\n"));
 *   github.give(csv, "alice", Access.WRITE);
 *   String token = github.token("gatehand");            // a personal token; give(...) it a role
 *   int issue = github.as("alice").opens(csv, "A bug", "It hurts");
 *   long comment = github.as("alice").comments(csv, issue, "/agent fix");
 *   github.hook(csv, webhookAddress, "secret");         // signed webhooks from now on
 *   ...
 *   assertThat(github.violations()).isEmpty();
 * }
 * }</pre>
 *
 * <p>An app instead of a token: {@link #app}, {@link AppRegistration#install}. What goes wrong:
 * {@link #faults()}, {@link #limits()}, {@link #webhooks()}. Everything may be called from any
 * thread.
 */
public final class GitHubLoopback implements AutoCloseable {
  private final Site site;
  private final Talk talk;
  private final Pulling pulling;
  private final Webhooks hooks = new Webhooks();
  private final Faults faults = new Faults();
  private final Violations violations = new Violations();
  private final Limits limits;
  private final Door door;
  private final SmartHttp git;
  public final Attachments attachments;
  private final ManifestRoutes manifests;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private GitHubLoopback(Path folder, InstantSource clock) throws IOException {
    site = new Site(folder, clock);
    Shapes shapes = new Shapes(site);
    talk = new Talk(site, shapes, hooks);
    pulling = new Pulling(site, shapes, talk);
    limits = new Limits(clock, violations);
    Router router = new Router();
    CommentRoutes comments = new CommentRoutes(shapes, talk);
    comments.into(router);
    new IssueRoutes(shapes, talk).into(router);
    new PullRoutes(shapes, talk, pulling).into(router);
    new ReviewRoutes(shapes, pulling, comments).into(router);
    new CodeRoutes(shapes).into(router);
    new AccountRoutes(shapes, limits).into(router);
    new AppRoutes(shapes).into(router);
    new HookRoutes(shapes, hooks).into(router);
    new GraphRoutes(talk, violations).into(router);
    new CheckRoutes(shapes).into(router);
    manifests = new ManifestRoutes(site, shapes, hooks);
    manifests.into(router);
    door = new Door(site, router, limits, faults, violations);
    git = new SmartHttp(site, pulling);
    attachments = new Attachments(site);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    site.address = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param folder where its bare repositories are made
   */
  public static GitHubLoopback start(Path folder) {
    return start(folder, InstantSource.system());
  }

  public static GitHubLoopback start(Path folder, InstantSource clock) {
    try {
      return new GitHubLoopback(folder, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where pages and git are, without a slash at its end. */
  public URI address() {
    return URI.create(site.address);
  }

  /** What {@code gatehand.github.endpoint} is set to: {@code .../api/v3}. */
  public URI endpoint() {
    return URI.create(site.address + "/api/v3");
  }

  /** A public repository with one commit of these files on {@code main}; its owner is made. */
  public RepoRef repository(String slug, Map<String, String> files) {
    return create(slug, Visibility.PUBLIC, files);
  }

  public RepoRef privateRepository(String slug, Map<String, String> files) {
    return create(slug, Visibility.PRIVATE, files);
  }

  private RepoRef create(String slug, Visibility visibility, Map<String, String> files) {
    RepoRef ref = RepoRef.of(slug);
    synchronized (site) {
      Repo repo = site.create(ref, visibility, null);
      site.folder(repo).commit("main", "", "Begin", site.ident(repo.owner), files);
    }
    return ref;
  }

  /** Somebody's copy of a repository, with its default branch. */
  public RepoRef fork(RepoRef of, String login) {
    RepoRef ref = new RepoRef(login, of.name());
    synchronized (site) {
      Repo parent = site.repo(of);
      Repo repo = site.create(ref, Visibility.PUBLIC, parent);
      site.folder(repo).take(site.folder(parent), parent.defaultBranch, "refs/heads/main");
    }
    return ref;
  }

  /** Gives somebody a role; {@link Access#NONE} takes it away. */
  public void give(RepoRef repository, String login, Access access) {
    synchronized (site) {
      User user = site.user(login, User.Type.USER);
      Repo repo = site.repo(repository);
      if (access == Access.NONE) {
        repo.access.remove(user.id());
      } else {
        repo.access.put(user.id(), access);
      }
    }
  }

  /** As on plans that have no drafts. */
  public void takesNoDrafts(RepoRef repository) {
    synchronized (site) {
      site.repo(repository).drafts = false;
    }
  }

  /** From now on no push moves this branch. */
  public void protect(RepoRef repository, String branch) {
    synchronized (site) {
      site.repo(repository).protectedBranches.add(branch);
    }
  }

  /** The account's number. */
  public long idOf(String login) {
    synchronized (site) {
      return site.user(login, User.Type.USER).id();
    }
  }

  /** Gives an account another name, so that somebody else can take the old one. */
  public void rename(String login, String newLogin) {
    synchronized (site) {
      site.rename(login, newLogin);
    }
  }

  /** A person, to act as; the account is made if need be. */
  public Person as(String login) {
    synchronized (site) {
      return new Person(site, talk, pulling, site.user(login, User.Type.USER));
    }
  }

  /** A classic token of this account: it may do what the account may do; `repo` when none told. */
  public String token(String login, String... scopes) {
    String value = token(login, (Map<String, String>) null);
    site.scopes(value, scopes.length == 0 ? "repo" : String.join(", ", scopes));
    return value;
  }

  /** A fine-grained one: only these permissions, e.g. {@code Map.of("issues", "write")}. */
  public String token(String login, Map<String, String> permissions) {
    synchronized (site) {
      String prefix = permissions == null ? "ghp_" : "github_pat_";
      long number = site.nextId();
      User user = site.user(login, User.Type.USER);
      String value = prefix + Text.digest(String.valueOf(number)).substring(0, 36);
      site.tokens.put(value, new Token(value, user, null, Set.of(), permissions, null));
      return value;
    }
  }

  /** Takes a token back: it is bad from now on. */
  public void revoke(String token) {
    synchronized (site) {
      site.tokens.remove(token);
    }
  }

  /** Registers an app with a key of its own, e.g. {@code Map.of("issues", "write")}. */
  public AppRegistration app(String slug, Map<String, String> permissions) {
    return AppRegistration.register(site, hooks, slug, permissions);
  }

  /**
   * Somebody pressed "Create" on the page to which an app's manifest was sent.
   *
   * @return the code with which the browser is sent back, good for one conversion
   */
  public String acceptManifest(String manifest) {
    synchronized (site) {
      return manifests.accept(manifest);
    }
  }

  /** A webhook of a repository; no events: all. */
  public void hook(RepoRef repository, URI url, String secret, String... events) {
    synchronized (site) {
      hooks.add(null, site.repo(repository), url, secret, events);
    }
  }

  public Webhooks webhooks() {
    return hooks;
  }

  public Faults faults() {
    return faults;
  }

  public Limits limits() {
    return limits;
  }

  /** What a client did that GitHub does not know or does not want. */
  public List<String> violations() {
    return violations.all();
  }

  /** All requests that were heard, also those whose reply was lost, in their order. */
  public List<Request> requests() {
    return door.seen();
  }

  /**
   * What was asked and how it was answered.
   *
   * @param path without {@code /api/v3}
   */
  public record Request(String method, String path, String query, String body, int status) {
    @Override
    public String toString() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status;
    }
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (SmartHttp.isGit(path)) {
        git.answer(exchange, path);
      } else if (path.startsWith(CheckRoutes.LOGS)) {
        CheckRoutes.log(site, exchange, violations);
      } else if (Attachments.areAt(path)) {
        attachments.answer(exchange, path);
      } else {
        door.answer(exchange, path.replaceFirst("^/api(/v3|(?=/graphql$))", ""));
      }
    } catch (Door.Silence asked) {
      // Closing without an answer breaks the connection off.
    } catch (IOException gone) {
      // Whoever asked went away.
    } catch (RuntimeException bug) {
      violations.add("the stand-in itself failed: " + exchange.getRequestURI() + ": " + bug);
    }
  }

  @Override
  public void close() {
    hooks.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
