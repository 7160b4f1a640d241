package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The last step of an app's creation from a manifest: a code, valid once, becomes the app. */
final class ManifestRoutes {
  private final Site site;
  private final Shapes shapes;
  private final Webhooks hooks;
  private final Map<String, JsonNode> accepted = new HashMap<>();

  ManifestRoutes(Site site, Shapes shapes, Webhooks hooks) {
    this.site = site;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  void into(Router router) {
    router.post("/app-manifests/{code}/conversions", Need.NOTHING, this::convert);
  }

  /** Somebody pressed "Create": the code that goes to the manifest's address. */
  String accept(String manifest) {
    JsonNode read =
        Json.read(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8)).orElseThrow();
    String code = Text.digest(manifest + site.nextId()).substring(0, 40);
    accepted.put(code, read);
    return code;
  }

  private Answer convert(Call call) {
    JsonNode manifest = accepted.remove(call.path().get("code"));
    if (manifest == null) {
      throw Refused.notFound();
    }
    Map<String, String> permissions = new TreeMap<>();
    manifest
        .path("default_permissions")
        .properties()
        .forEach(it -> permissions.put(it.getKey(), it.getValue().asText()));
    String slug =
        manifest
            .path("name")
            .asText("app")
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    AppRegistration app = AppRegistration.register(site, hooks, slug, permissions);
    String secret = Text.digest("secret " + app.id()).substring(0, 40);
    String hook = manifest.path("hook_attributes").path("url").asText();
    if (!hook.isEmpty()) {
      app.hook(URI.create(hook), secret);
    }
    ObjectNode answer = (ObjectNode) shapes.app(site.apps.get(app.id()));
    answer.put("client_id", "Iv1." + app.id());
    answer.put("client_secret", Text.digest("client " + app.id()).substring(0, 40));
    answer.put("webhook_secret", secret);
    answer.put("pem", app.privateKey());
    return Answer.created(answer);
  }
}
