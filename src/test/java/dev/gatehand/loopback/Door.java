package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.gatehand.loopback.Faults.Fault;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Takes a request off the wire, finds who asks and what answers, and sends the answer. */
final class Door {
  private final Site site;
  private final Router router;
  private final Keys keys;
  private final Limits limits;
  private final Faults faults;
  private final Operations operations = new Operations();
  private final AnswerCheck answers = new AnswerCheck();
  private final Violations violations;
  private final List<GitHubLoopback.Request> seen = new CopyOnWriteArrayList<>();

  Door(Site site, Router router, Limits limits, Faults faults, Violations violations) {
    this.site = site;
    this.router = router;
    this.keys = new Keys(site);
    this.limits = limits;
    this.faults = faults;
    this.violations = violations;
  }

  List<GitHubLoopback.Request> seen() {
    return List.copyOf(seen);
  }

  void answer(HttpExchange exchange, String path) throws IOException {
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fault fault = faults.draw(weight(method, path, body), path);
    switch (fault) {
      case REFUSE -> {
        send(exchange, new Answer(502, Json.object("message", "Server Error"), Map.of()), Map.of());
        return;
      }
      case SILENCE -> throw new Silence();
      case DONE_THEN_500, DONE_THEN_SILENCE, TWICE, LATE, NONE -> {}
    }
    Handled handled = handled(exchange, method, path, body);
    switch (fault) {
      case DONE_THEN_500 ->
          send(
              exchange,
              new Answer(500, Json.object("message", "Server Error"), Map.of()),
              Map.of());
      case DONE_THEN_SILENCE -> throw new Silence();
      case TWICE -> finish(exchange, handled(exchange, method, path, body));
      case LATE -> {
        LockSupport.parkNanos(faults.late().toNanos());
        finish(exchange, handled);
      }
      case REFUSE, SILENCE, NONE -> finish(exchange, handled);
    }
  }

  /** A question to GraphQL is posted, but changes nothing. */
  private static String weight(String method, String path, byte[] body) {
    boolean question =
        path.equals("/graphql")
            && !new String(body, java.nio.charset.StandardCharsets.UTF_8).contains("mutation");
    return question ? "GET" : method;
  }

  private Handled handled(HttpExchange exchange, String method, String path, byte[] body) {
    Handled handled;
    synchronized (site) {
      handled = judged(exchange, method, path, body);
    }
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    seen.add(
        new GitHubLoopback.Request(
            method,
            path,
            query,
            new String(body, java.nio.charset.StandardCharsets.UTF_8),
            handled.answer().status()));
    return handled;
  }

  private Handled judged(HttpExchange exchange, String method, String path, byte[] body) {
    Token token = null;
    try {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      App app = keys.app(shown).orElse(null);
      token = app == null ? keys.token(shown).orElse(null) : null;
      Optional<Answer> over = limits.count(token, weight(method, path, body), path);
      if (over.isPresent()) {
        return new Handled(with(over.get(), token), token);
      }
      return new Handled(with(routed(exchange, method, path, body, token, app), token), token);
    } catch (Refused refused) {
      return new Handled(with(refused.answer(), token), token);
    }
  }

  private Answer routed(
      HttpExchange exchange, String method, String path, byte[] body, Token token, App app) {
    Router.Found found = router.find(method, path).orElse(null);
    if (found == null) {
      violations.add(method + " " + path + ": not served here; is it GitHub's?");
      throw Refused.notFound();
    }
    ObjectNode json = json(body);
    Map<String, String> query = Text.query(exchange.getRequestURI().getRawQuery());
    operations.check(found.route(), query, json, violations);
    String address = site.address + "/api/v3" + path;
    Call call = new Call(site, method, address, found.names(), query, json, token, app);
    if (found.names().containsKey("repo") && app == null) {
      found.route().need().check(token, call.repo());
    }
    Answer answer = found.route().handler().handle(call);
    answers.check(found.route(), answer, violations);
    return answer;
  }

  private static ObjectNode json(byte[] body) {
    if (body.length == 0) {
      return Json.object();
    }
    JsonNode node = Json.read(body).orElseThrow(() -> Refused.of(400, "Problems parsing JSON"));
    if (!node.isObject()) {
      throw Refused.of(400, "Body should be a JSON object");
    }
    return (ObjectNode) node;
  }

  private Answer with(Answer answer, Token token) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.putAll(limits.headers(token));
    headers.put("X-GitHub-Media-Type", "github.v3; format=json");
    headers.put("X-GitHub-Request-Id", "L00P:" + seen.size());
    if (token != null && !token.ofInstallation() && token.permissions() == null) {
      headers.put("X-OAuth-Scopes", site.scopes(token.value()));
    }
    return new Answer(answer.status(), answer.body(), headers);
  }

  /** A reading that finds what it knew gets 304, which costs nothing. */
  private void finish(HttpExchange exchange, Handled handled) throws IOException {
    Answer answer = handled.answer();
    Map<String, String> headers = new HashMap<>(answer.headers());
    if (exchange.getRequestMethod().equals("GET") && answer.status() == 200) {
      String etag = "W/\"" + Text.digest(Json.bytes(answer.body())) + "\"";
      headers.put("ETag", etag);
      headers.put("Cache-Control", "private, max-age=60, s-maxage=60");
      headers.put("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
      String known = exchange.getRequestHeaders().getFirst("If-None-Match");
      if (known != null && known.contains(etag.substring(2))) {
        limits.giveBack(handled.token());
        headers.putAll(limits.headers(handled.token()));
        send(exchange, new Answer(304, null, Map.of()), headers);
        return;
      }
    }
    send(exchange, answer, headers);
  }

  private static void send(HttpExchange exchange, Answer answer, Map<String, String> headers)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (answer.body() == null) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    byte[] bytes = Json.bytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** What was answered to whom; null token: nobody, or an app by its own signature. */
  private record Handled(Answer answer, Token token) {}

  /** Thrown to break a connection off without a word. */
  static final class Silence extends IOException {
    private static final long serialVersionUID = 1;
  }
}
