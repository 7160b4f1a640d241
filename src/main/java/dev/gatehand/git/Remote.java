package dev.gatehand.git;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.GitAccess;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Speaks git with a forge. Credentials live in memory for the length of one connection. */
final class Remote {
  private static final List<String> SCHEMES = List.of("file", "http", "https");
  private static final int TIMEOUT_SECONDS = 60;

  private final GitAccess access;

  Remote(GitAccess access) {
    this.access = access;
  }

  /** What a branch points at; empty when there is none, or no branch can be called so. */
  Optional<ObjectId> head(Repository settings, String branch) {
    if (!isBranch(branch)) {
      return Optional.empty();
    }
    try (Transport transport = open(settings);
        FetchConnection connection = transport.openFetch()) {
      return Optional.ofNullable(connection.getRef(Constants.R_HEADS + branch))
          .map(Ref::getObjectId);
    } catch (TransportException | NotSupportedException e) {
      throw unavailable("ask what " + branch + " is", e);
    }
  }

  /** Fetches what a branch needs into a mirror; the reference is for the caller to set. */
  Optional<ObjectId> fetch(Repository mirror, String branch) {
    return isBranch(branch) ? fetched(mirror, Constants.R_HEADS + branch) : Optional.empty();
  }

  /** The same for the head of a pull request, which may be from another repository. */
  Optional<ObjectId> fetchHead(Repository mirror, int pullRequest) {
    return fetched(mirror, headOf(pullRequest));
  }

  /** How a forge names it in the repository that it is to be merged into. */
  static String headOf(int pullRequest) {
    return "refs/pull/" + pullRequest + "/head";
  }

  private Optional<ObjectId> fetched(Repository mirror, String name) {
    try (Transport transport = open(mirror);
        FetchConnection connection = transport.openFetch()) {
      Ref ref = connection.getRef(name);
      if (ref == null) {
        return Optional.empty();
      }
      Ref mine = mirror.exactRef(ref.getName());
      if (mine == null || !mine.getObjectId().equals(ref.getObjectId())) {
        connection.fetch(NullProgressMonitor.INSTANCE, List.of(ref), java.util.Set.of());
      }
      return Optional.of(ref.getObjectId());
    } catch (java.io.IOException e) {
      throw unavailable("fetch " + name, e);
    }
  }

  /** The caller closes it. */
  Transport open(Repository local) {
    String scheme = String.valueOf(access.url().getScheme()).toLowerCase(Locale.ROOT);
    // Others start programs (ssh, ext) or carry no credentials.
    if (!SCHEMES.contains(scheme)) {
      throw new ForgeUnavailable("git addresses are file, http or https; this is " + access.url());
    }
    try {
      Transport transport = Transport.open(local, new URIish(access.url().toString()));
      transport.setTimeout(TIMEOUT_SECONDS);
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (!access.user().isEmpty()) {
        transport.setCredentialsProvider(
            new UsernamePasswordCredentialsProvider(access.user(), access.secret()));
        if (transport instanceof TransportHttp http) {
          http.setPreemptiveBasicAuthentication(access.user(), access.secret());
        }
      }
      return transport;
    } catch (URISyntaxException | TransportException | NotSupportedException e) {
      throw unavailable("open it", e);
    }
  }

  ForgeUnavailable unavailable(String what, Exception cause) {
    return new ForgeUnavailable(
        "git at " + access.url() + ": could not " + what + ": " + cause.getMessage(), cause);
  }

  static boolean isBranch(String branch) {
    return Repository.isValidRefName(Constants.R_HEADS + branch);
  }
}
