package dev.gatehand.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The shipped Caddyfile in a real Caddy, on loopback: its name is this machine's, with a
 * certificate of Caddy's own, and once more without TLS for those who would have to trust that.
 * Where there is no Caddy, the way leads straight to the service, which is told.
 */
record Proxy(int port, Optional<Bench.Typed> caddy, Bench bench, int tls) implements AutoCloseable {
  private static final String NAME = "gatehand.example.com {";

  static Proxy before(Bench clone, int service) throws IOException {
    if (!Bench.has("caddy version")) {
      System.getLogger("guide").log(System.Logger.Level.WARNING, "caddy: skipped, it is not here");
      return new Proxy(service, Optional.empty(), clone, 0);
    }
    int plain = Bench.freePort();
    int tls = Bench.freePort();
    Path file = clone.folder.resolve("deploy/Caddyfile");
    String shipped = Files.readString(file);
    assertThat(shipped).contains(NAME, "reverse_proxy 127.0.0.1:8180");
    Files.writeString(
        file,
        "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
            + shipped
                .replace(NAME, "https://localhost:%d, http://127.0.0.1:%d {".formatted(tls, plain))
                .replace("127.0.0.1:8180", "127.0.0.1:" + service));
    Bench bench = clone.with(Map.of("XDG_DATA_HOME", clone.folder.resolve("caddy").toString()));
    var caddy = bench.starts("exec caddy run --config deploy/Caddyfile\n");
    Proxy proxy = new Proxy(plain, Optional.of(caddy), bench, tls);
    caddy.answersAt(proxy.plain("/nothing"));
    return proxy;
  }

  URI plain(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Whatever is not for GitHub, and what would fill the disk. */
  void letsInNothingElse() throws IOException, InterruptedException {
    if (caddy.isEmpty()) {
      return;
    }
    String told =
        bench.types(
            """
            ca="$XDG_DATA_HOME/caddy/pki/authorities/local/root.crt"
            ask() { curl -s -o /dev/null -w "%%{http_code} " --path-as-is --cacert "$ca" "$@"; }
            for path in /q/health / /api/tasks /q/metrics /setup/github /webhooks/github/../../q/metrics; do
              ask "https://localhost:%1$d$path"
            done
            ask -X POST -d '{}' https://localhost:%1$d/webhooks/github
            head -c 6000000 /dev/zero | ask --http1.1 -X POST --data-binary @- https://localhost:%1$d/webhooks/github
            """
                .formatted(tls));
    // Some Caddies say 502 of what is too long, as what stands behind them never had it whole.
    assertThat(told.strip()).matches("200 404 404 404 404 404 401 (413|502)");
  }

  @Override
  public void close() {
    caddy.ifPresent(Bench.Typed::close);
  }
}
