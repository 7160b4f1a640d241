package dev.gatehand.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before everything that is served, pages and metrics included: asks the {@link Door}, and
 * tells browsers what our pages may do.
 */
@ApplicationScoped
class DoorFilter {
  private static final int BEFORE_ALL_ELSE = 10_000;
  private static final Pattern ORIGIN = Pattern.compile("^https?://[A-Za-z0-9.:\\[\\]-]+");
  private static final String BEARER = "Bearer ";

  /**
   * Nothing inline, nothing from elsewhere, in nobody's frame; and markup reaches the page through
   * one place in our scripts only.
   */
  private static final String POLICY =
      "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types gatehand";

  private final Sessions sessions;
  private final Door door;
  private final String github;

  DoorFilter(
      Sessions sessions,
      @ConfigProperty(name = "gatehand.web.hosts") Optional<List<String>> hosts,
      @ConfigProperty(name = "gatehand.forge", defaultValue = "github") String forge,
      @ConfigProperty(name = "gatehand.github.endpoint", defaultValue = "https://api.github.com")
          String endpoint) {
    this.github = pages(endpoint);
    this.sessions = sessions;
    this.door = new Door(sessions.needed(), hosts.orElse(List.of()), forge.equals("embedded"));
  }

  /** Where a GitHub's pages are, by the address of its API. */
  private static String pages(String endpoint) {
    Matcher origin = ORIGIN.matcher(endpoint);
    return origin.find() && !origin.group().equals("https://api.github.com")
        ? origin.group()
        : "https://github.com";
  }

  void stand(@Observes Filters filters) {
    filters.register(this::handle, BEFORE_ALL_ELSE);
  }

  private void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-cache");
    Knock knock = knock(context.request());
    if (knock.path().equals("/setup/github")) {
      // The one form that goes elsewhere: it asks GitHub to make the app.
      response.putHeader(
          "Content-Security-Policy",
          POLICY.replace("form-action 'self'", "form-action 'self' " + github));
    }
    Optional<Door.No> no = door.answer(knock);
    if (no.isPresent()) {
      refuse(context, knock, no.get());
    } else if (knock.to("/repos") || knock.to("/tasks") || knock.to("/maintenance")) {
      // Addresses within the pages: the script in the one page reads them.
      context.reroute("/index.html");
    } else if (knock.path().equals("/login")) {
      context.reroute("/login.html");
    } else {
      if (knock.to("/api")) {
        response.putHeader("Cache-Control", "no-store");
      }
      context.next();
    }
  }

  private static void refuse(RoutingContext context, Knock knock, Door.No no) {
    boolean page = !knock.writes() && !knock.to("/api") && !knock.to("/q");
    if (no.status() == 401 && page) {
      String to = URLEncoder.encode(knock.path(), StandardCharsets.UTF_8);
      context.response().setStatusCode(303).putHeader("Location", "/login?to=" + to).end();
      return;
    }
    context
        .response()
        .setStatusCode(no.status())
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("error", no.sentence()).encode());
  }

  private Knock knock(HttpServerRequest request) {
    return new Knock(
        request.method().name(),
        Optional.ofNullable(request.path()).orElse(""),
        host(request),
        header(request, "Origin"),
        header(request, "Sec-Fetch-Site"),
        header(request, "Content-Type"),
        length(header(request, "Content-Length")),
        request.localAddress().port(),
        InetAddress.ofLiteral(request.remoteAddress().hostAddress()).isLoopbackAddress(),
        Stream.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
            .anyMatch(name -> request.getHeader(name) != null),
        credential(request));
  }

  private Knock.Credential credential(HttpServerRequest request) {
    String authorization = header(request, "Authorization");
    if (authorization.startsWith(BEARER)
        && sessions.isToken(authorization.substring(BEARER.length()))) {
      return Knock.Credential.TOKEN;
    }
    return request.cookies(Sessions.COOKIE).stream()
            .map(Cookie::getValue)
            .anyMatch(sessions::isSession)
        ? Knock.Credential.COOKIE
        : Knock.Credential.NONE;
  }

  private static String host(HttpServerRequest request) {
    return Optional.ofNullable(request.authority())
        .map(name -> name.port() < 0 ? name.host() : name.host() + ":" + name.port())
        .orElse("");
  }

  private static String header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }

  private static long length(String header) {
    return header.matches("\\d{1,15}") ? Long.parseLong(header) : -1;
  }
}
