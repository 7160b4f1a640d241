package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.loopback.Token.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Webhooks as they are configured, and what was delivered to them. */
final class HookRoutes {
  private final Shapes shapes;
  private final Webhooks hooks;

  HookRoutes(Shapes shapes, Webhooks hooks) {
    this.shapes = shapes;
    this.hooks = hooks;
  }

  void into(Router router) {
    router
        .get("/app/hook/config", Need.NOTHING, this::hookConfig)
        .get("/app/hook/deliveries", Need.NOTHING, this::deliveries)
        .post("/app/hook/deliveries/{delivery_id}/attempts", Need.NOTHING, this::redeliver)
        .get(
            "/repos/{owner}/{repo}/hooks",
            new Need(List.of("administration"), Level.READ, Access.ADMIN),
            this::repositoryHooks);
  }

  private Answer hookConfig(Call call) {
    App app = AppRoutes.app(call);
    return hooks.hooks().stream()
        .filter(it -> app.equals(it.app()))
        .findFirst()
        .map(it -> Answer.ok(config(it)))
        .orElseThrow(Refused::notFound);
  }

  private static JsonNode config(Webhooks.Hook hook) {
    return Json.object(
        "content_type", "json",
        "insecure_ssl", "0",
        "secret", "********",
        "url", hook.url().toString());
  }

  private Answer deliveries(Call call) {
    App app = AppRoutes.app(call);
    Set<Long> own = new LinkedHashSet<>();
    hooks.hooks().stream().filter(it -> app.equals(it.app())).forEach(it -> own.add(it.id()));
    return Answer.page(
        call,
        hooks.deliveries().reversed().stream()
            .filter(it -> own.contains(it.hookId()))
            .map(HookRoutes::delivery)
            .toList());
  }

  private static JsonNode delivery(Webhooks.Delivery delivery) {
    int status = delivery.statuses().isEmpty() ? 0 : delivery.statuses().getLast();
    return Json.object(
        "id",
        delivery.id(),
        "guid",
        delivery.guid(),
        "delivered_at",
        "2026-01-01T00:00:00Z",
        "redelivery",
        delivery.statuses().size() > 1,
        "duration",
        0.1,
        "status",
        status >= 200 && status < 300 ? "OK" : "Invalid HTTP Response: " + status,
        "status_code",
        Math.max(0, status),
        "event",
        delivery.event(),
        "action",
        delivery.action().isEmpty() ? null : delivery.action(),
        "installation_id",
        null,
        "repository_id",
        null);
  }

  private Answer redeliver(Call call) {
    AppRoutes.app(call);
    long id = call.number("delivery_id");
    Webhooks.Delivery delivery =
        hooks.deliveries().stream()
            .filter(it -> it.id() == id)
            .findFirst()
            .orElseThrow(Refused::notFound);
    hooks.redeliver(delivery);
    return new Answer(202, Json.object(), Map.of());
  }

  private JsonNode lastResponse(Webhooks.Hook hook) {
    return hooks.deliveries().reversed().stream()
        .filter(it -> it.hookId() == hook.id() && !it.statuses().isEmpty())
        .findFirst()
        .map(it -> it.statuses().getLast())
        .map(
            code ->
                Json.object(
                    "code",
                    code,
                    "status",
                    code < 300 ? "active" : "failed",
                    "message",
                    code < 300 ? "OK" : "Invalid HTTP Response: " + code))
        .orElseGet(() -> Json.object("code", null, "status", "unused", "message", null));
  }

  private Answer repositoryHooks(Call call) {
    Repo repo = call.repo();
    return Answer.page(
        call,
        hooks.hooks().stream()
            .filter(it -> repo.equals(it.repo()))
            .map(
                it ->
                    Json.object(
                        "type",
                        "Repository",
                        "id",
                        it.id(),
                        "name",
                        "web",
                        "active",
                        true,
                        "events",
                        it.events(),
                        "config",
                        config(it),
                        "updated_at",
                        "2026-01-01T00:00:00Z",
                        "created_at",
                        "2026-01-01T00:00:00Z",
                        "url",
                        shapes.api(repo) + "/hooks/" + it.id(),
                        "test_url",
                        shapes.api(repo) + "/hooks/" + it.id() + "/test",
                        "ping_url",
                        shapes.api(repo) + "/hooks/" + it.id() + "/pings",
                        "last_response",
                        lastResponse(it)))
            .toList());
  }
}
