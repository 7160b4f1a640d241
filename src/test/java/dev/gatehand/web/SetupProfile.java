package dev.gatehand.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * As {@link LockedProfile}, before an app is made: with a GitHub that knows no more than how one is
 * made from a manifest, and sends the browser back at once.
 */
public class SetupProfile extends LockedProfile {
  private static final String APP =
      "{\"id\": 42, \"slug\": \"gatehand-x\", \"pem\": \"the key\", \"webhook_secret\": \"hush\"}";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
    try {
      int port = freePort();
      String address = "http://127.0.0.1:" + port;
      overrides.put("quarkus.http.test-port", String.valueOf(port));
      overrides.put("gatehand.address", address);
      overrides.put("gatehand.github.endpoint", github(address) + "/api/v3");
      return overrides;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It ends with this process: the profile has no other end. */
  private static String github(String address) throws IOException {
    HttpServer github =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    github.createContext(
        "/settings/apps/new",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String manifest = URLDecoder.decode(form, StandardCharsets.UTF_8);
          boolean fits =
              manifest.contains("\"redirect_url\":\"" + address + "/setup/github/created");
          String to = address + "/setup/github/created?code=" + (fits ? "good" : "bad") + "&";
          exchange.getResponseHeaders().add("Location", to + exchange.getRequestURI().getQuery());
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    github.createContext(
        "/api/v3/app-manifests/good/conversions",
        exchange -> {
          byte[] app = APP.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(201, app.length);
          exchange.getResponseBody().write(app);
          exchange.close();
        });
    github.start();
    return "http://127.0.0.1:" + github.getAddress().getPort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
