package dev.gatehand.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides who comes in. Everything but signed webhooks and liveness needs a session or this very
 * machine; what changes something must come from our own page or from no browser at all. The
 * attackers are a web page in an operator's browser (forged requests, DNS rebinding, frames) and
 * whoever reaches the port.
 */
final class Door {
  static final long LARGEST_BODY = 256 * 1024;

  /** None of our addresses needs an escape, an empty segment or a parameter in its path. */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*/?");

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");
  private static final Set<String> PUBLIC =
      Set.of(
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/webhooks/github",
          // Holds without a session: GitHub sends the browser here, and a strict cookie does not
          // come along. What guards it is the one-time state that the setup page gave out.
          "/setup/github/created");

  /** What the page needs that asks for the token; nothing in it is anybody's data. */
  private static final Set<String> BEFORE_LOGIN =
      Set.of("/login", "/login.html", "/js/login.js", "/css/gatehand.css", "/favicon.svg");

  private final boolean tokenSet;
  private final List<String> hosts;
  private final boolean embedded;

  /**
   * @param tokenSet whether {@code gatehand.web.token} is set
   * @param hosts names besides this machine's own under which the pages may be reached, with their
   *     port unless it is the default one
   * @param embedded whether the forge is the embedded one
   */
  Door(boolean tokenSet, List<String> hosts, boolean embedded) {
    this.tokenSet = tokenSet;
    this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    this.embedded = embedded;
  }

  /** Empty: come in. */
  Optional<No> answer(Knock knock) {
    if (!METHODS.contains(knock.method())) {
      return no(405, "This method is not understood here.");
    }
    if (!PATH.matcher(knock.path()).matches()) {
      return no(404, "There is nothing at this address.");
    }
    if (PUBLIC.contains(knock.path())) {
      return Optional.empty();
    }
    return host(knock)
        .or(() -> forge(knock))
        .or(() -> site(knock))
        .or(() -> session(knock))
        .or(() -> body(knock));
  }

  /** A name that an attacker owns can be pointed at 127.0.0.1; it is not ours all the same. */
  private Optional<No> host(Knock knock) {
    if (isLocal(knock) || hosts.contains(knock.host().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return no(
        421,
        "This is not served under that name. Use http://127.0.0.1:"
            + knock.port()
            + ", or add the name to gatehand.web.hosts.");
  }

  /** In the embedded forge anybody acts as anybody: it exists on this machine only. */
  private Optional<No> forge(Knock knock) {
    if (!knock.to("/api/repos")) {
      return Optional.empty();
    }
    if (!embedded) {
      return no(404, "There is nothing at this address.");
    }
    return isHere(knock)
        ? Optional.empty()
        : no(403, "The embedded forge serves this machine only.");
  }

  private Optional<No> site(Knock knock) {
    boolean data = knock.to("/api") || knock.to("/q");
    if (!knock.fetchSite().isEmpty()
        && !knock.fetchSite().equals("same-origin")
        && !knock.fetchSite().equals("none")
        && (data || knock.writes())) {
      return no(403, "Another web site may not use this.");
    }
    if (!knock.writes()) {
      return Optional.empty();
    }
    if (knock.origin().isEmpty()) {
      // Every browser names the origin of a write. Without one this is curl or a script: it may
      // act on this machine, or with the token in its header, never on a cookie.
      boolean script = knock.fetchSite().isEmpty();
      boolean trusted =
          knock.credential() == Knock.Credential.TOKEN || (isHere(knock) && !tokenSet);
      return script && (trusted || isLogin(knock))
          ? Optional.empty()
          : no(403, "Say where this comes from (Origin), or send the token as a bearer token.");
    }
    boolean own =
        knock.origin().equals("http://" + knock.host())
            || knock.origin().equals("https://" + knock.host());
    return own ? Optional.empty() : no(403, "Another web site may not use this.");
  }

  private Optional<No> session(Knock knock) {
    if (knock.credential() != Knock.Credential.NONE
        || BEFORE_LOGIN.contains(knock.path())
        || isLogin(knock)) {
      return Optional.empty();
    }
    if (tokenSet) {
      return no(401, "Log in first, or send the token as a bearer token.");
    }
    return isHere(knock)
        ? Optional.empty()
        : no(403, "Set gatehand.web.token to use this from another machine.");
  }

  private static Optional<No> body(Knock knock) {
    if (!knock.writes()) {
      return Optional.empty();
    }
    if (!knock.contentType().toLowerCase(Locale.ROOT).matches("application/json(\\s*;.*)?")) {
      return no(415, "Send JSON (Content-Type: application/json).");
    }
    if (knock.length() < 0) {
      return no(411, "Say how long the body is (Content-Length).");
    }
    return knock.length() > LARGEST_BODY
        ? no(413, "That is too long; at most " + LARGEST_BODY / 1024 + " KB fit.")
        : Optional.empty();
  }

  /** Somebody at this machine, not somebody for whom a proxy on it speaks. */
  static boolean isHere(Knock knock) {
    return knock.loopback() && !knock.forwarded() && isLocal(knock);
  }

  private static boolean isLocal(Knock knock) {
    String host = knock.host().toLowerCase(Locale.ROOT);
    return List.of("127.0.0.1", "localhost", "[::1]").stream()
        .anyMatch(
            name ->
                host.equals(name + ":" + knock.port())
                    || (knock.port() == 80 && host.equals(name)));
  }

  private static boolean isLogin(Knock knock) {
    return knock.path().equals("/api/session");
  }

  private static Optional<No> no(int status, String sentence) {
    return Optional.of(new No(status, sentence));
  }

  /** Why somebody stays outside; the sentence is for people. */
  record No(int status, String sentence) {}
}
