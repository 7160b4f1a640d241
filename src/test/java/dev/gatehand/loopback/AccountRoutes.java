package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who one is, who others are, and what is left of the budget. */
final class AccountRoutes {
  private final Shapes shapes;
  private final Limits limits;

  AccountRoutes(Shapes shapes, Limits limits) {
    this.shapes = shapes;
    this.limits = limits;
  }

  void into(Router router) {
    router
        .get("/user", Need.NOTHING, this::self)
        .get("/users/{username}", Need.NOTHING, this::other)
        .get("/user/{account_id}", Need.NOTHING, this::byId)
        .get("/rate_limit", Need.NOTHING, call -> Answer.ok(limits.shown(call.token())))
        .get("/meta", Need.NOTHING, this::meta);
  }

  private Answer self(Call call) {
    if (call.token() == null) {
      throw Refused.of(401, "Requires authentication");
    }
    if (call.token().ofInstallation()) {
      throw Refused.notForIntegrations();
    }
    return Answer.ok(full(call.token().user()));
  }

  private Answer other(Call call) {
    return Answer.ok(
        full(call.site().user(call.path().get("username")).orElseThrow(Refused::notFound)));
  }

  private Answer byId(Call call) {
    return Answer.ok(
        full(call.site().user(call.number("account_id")).orElseThrow(Refused::notFound)));
  }

  private ObjectNode full(User user) {
    ObjectNode node = (ObjectNode) shapes.user(user);
    for (String empty :
        List.of("name", "company", "blog", "location", "email", "hireable", "bio")) {
      node.putNull(empty);
    }
    node.put("public_repos", 1);
    node.put("public_gists", 0);
    node.put("followers", 0);
    node.put("following", 0);
    node.put("created_at", "2026-01-01T00:00:00Z");
    node.put("updated_at", "2026-01-01T00:00:00Z");
    return node;
  }

  private Answer meta(Call call) {
    return Answer.ok(
        Json.object(
            "verifiable_password_authentication", false,
            "hooks", List.of("127.0.0.0/8"),
            "web", List.of("127.0.0.0/8"),
            "api", List.of("127.0.0.0/8"),
            "git", List.of("127.0.0.0/8"),
            "installed_version", "3.19.0"));
  }
}
