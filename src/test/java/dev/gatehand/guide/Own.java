package dev.gatehand.guide;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A service's own port and data; its settings are typed into the clone, as the guide says. */
record Own(Bench ground, String name, int port) {
  Own(Bench ground, String name) {
    this(ground, name, Bench.freePort());
  }

  Bench bench() {
    return ground
        .at(ground.folder.resolve("gatehand"))
        .with(
            Map.of(
                "GATEHAND_DATA_DIR", data().toString(),
                "GATEHAND_ADDRESS", "http://127.0.0.1:" + port,
                "QUARKUS_HTTP_PORT", String.valueOf(port)));
  }

  Path data() {
    return ground.folder.resolve("data-" + name);
  }

  Path file() {
    return ground.folder.resolve("gatehand/gatehand.env");
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
