package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.text.Template;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Makes the app in one click: the page sends a manifest to GitHub, GitHub sends the browser back
 * with a code, and the code is exchanged for the app's secrets, once. Whoever sends a browser here
 * with a code of their own (their app, whose key they have) lacks the state that this page gave
 * out.
 */
public final class AppSetup {
  private static final Duration VALID = Duration.ofHours(1);
  private static final int MOST = 50;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");
  private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9-]{0,39}");
  private static final String PAGE = Template.resource("github/setup.html");
  private static final String DONE = Template.resource("github/created.html");

  private final Endpoint endpoint;
  private final String address;
  private final AppSecrets secrets;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> states = new ConcurrentHashMap<>();

  /**
   * @param address where people, and GitHub, reach Gatehand
   */
  public AppSetup(Endpoint endpoint, String address, AppSecrets secrets, InstantSource clock) {
    this.endpoint = endpoint;
    this.address = address;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** A page, with its status. */
  record Page(int status, String html) {}

  /** The page with the button. {@code organisation}: whose app it shall be; empty: the person's. */
  Page page(String organisation) {
    if (!ORGANISATION.matcher(organisation).matches()) {
      return sorry(400, "That is no name of an organisation.");
    }
    if (secrets.areThere()) {
      return sorry(
          409, "An app is set up already: its secrets are in " + secrets + ". Remove them first.");
    }
    Instant now = clock.instant();
    states.values().removeIf(until -> until.isBefore(now));
    if (states.size() >= MOST) {
      return sorry(429, "This page was opened too often; wait an hour, or start Gatehand anew.");
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String state = HexFormat.of().formatHex(bytes);
    states.put(state, now.plus(VALID));
    String place = organisation.isEmpty() ? "" : "/organizations/" + organisation;
    return new Page(
        200,
        PAGE.replace("{action}", endpoint.web() + place + "/settings/apps/new?state=" + state)
            .replace("{hearing}", html(hearing()))
            .replace("{manifest}", html(manifest().toString())));
  }

  /** Where GitHub sends the browser. The state is used up, whatever comes of it. */
  Page created(String code, String state) {
    Instant until = states.remove(state);
    if (until == null || until.isBefore(clock.instant())) {
      return sorry(403, "This did not begin here, or too long ago: open /setup/github again.");
    }
    if (!CODE.matcher(code).matches()) {
      return sorry(400, "GitHub's code is missing: open /setup/github again.");
    }
    try (Wire wire = new Wire(endpoint, new Limits(new PassingAllowance(clock), clock))) {
      JsonNode app = exchange(wire, code);
      secrets.keep(
          app.path("id").asText(), Shapes.text(app, "pem"), Shapes.text(app, "webhook_secret"));
      String install = endpoint.web() + "/apps/" + Shapes.text(app, "slug") + "/installations/new";
      return new Page(
          200,
          DONE.replace("{install}", html(install)).replace("{folder}", html(secrets.toString())));
    } catch (ForgeUnavailable e) {
      return sorry(502, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return sorry(
          500,
          "The app is there, but its secrets could not be kept in " + secrets + ": remove it.");
    }
  }

  private static JsonNode exchange(Wire wire, String code) {
    Call call =
        Call.send(
            "POST",
            "/app-manifests/" + code + "/conversions",
            Api.object(),
            new Call.Pass("", "setup"),
            Call.Weight.ASK);
    Answer answer = wire.send(call);
    JsonNode app = answer.isGood() ? answer.json() : Api.object();
    if (!answer.isGood() || Shapes.text(app, "pem").isEmpty()) {
      throw Refused.of(answer, "get the secrets of the new app");
    }
    return app;
  }

  ObjectNode manifest() {
    ObjectNode manifest = Api.object();
    manifest.put("name", "gatehand-" + HexFormat.of().toHexDigits((short) random.nextInt()));
    manifest.put("url", address);
    manifest.put("redirect_url", address + "/setup/github/created");
    manifest.put("public", false);
    manifest.put("request_oauth_on_install", false);
    ObjectNode permissions = manifest.putObject("default_permissions");
    Permissions.all().forEach(it -> permissions.put(it.key(), it.level()));
    if (isPublic()) {
      manifest
          .putObject("hook_attributes")
          .put("url", address + "/webhooks/github")
          .put("active", true);
      var events = manifest.putArray("default_events");
      HookEvents.all().forEach(events::add);
    }
    return manifest;
  }

  /** GitHub takes no webhook that leads to a machine which it cannot reach. */
  private boolean isPublic() {
    String host = String.valueOf(URI.create(address).getHost());
    return !List.of("127.0.0.1", "localhost", "[::1]").contains(host);
  }

  private String hearing() {
    return isPublic()
        ? "GitHub will tell of comments at " + address + "/webhooks/github."
        : "GitHub cannot reach "
            + address
            + ": Gatehand will look by itself (polling). Set"
            + " GATEHAND_ADDRESS to a public address before, if it shall be told.";
  }

  private static Page sorry(int status, String sentence) {
    return new Page(
        status,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gatehand</title><p>"
            + html(sentence)
            + "</p></html>");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
