package dev.gatehand.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole product on a sample repository, on this machine only. */
@Command(
    name = "demo",
    description = "Runs the whole product on a sample repository and prints where its page is.",
    mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
  private static final int USUAL_PORT = 8180;

  @Option(names = "--once", description = "Play the story without a browser, print it, and end.")
  private boolean once;

  @Option(names = "--json", description = "With --once: print one JSON object.")
  private boolean json;

  @Option(
      names = "--maintenance",
      description = "With --once: merge the story's work, then run both maintenance jobs, twice.")
  private boolean maintenance;

  @Option(names = "--data", description = "Keep everything in this folder.")
  private @Nullable Path data;

  @Option(
      names = "--model",
      description =
          "scripted (plays replies from a file) or anthropic (needs GATEHAND_MODEL_API_KEY).")
  private @Nullable String model;

  @Option(names = "--port", description = "Port of the page; by default 8180, or a free one.")
  private int port;

  @Spec private @Nullable CommandSpec spec;

  private final ToIntFunction<Map<String, String>> service;

  public Demo(ToIntFunction<Map<String, String>> service) {
    this.service = service;
  }

  @Override
  public Integer call() throws IOException {
    if ((json || maintenance) && !once) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          (json ? "--json" : "--maintenance") + " goes with --once");
    }
    Path folder = data == null ? temporary() : data;
    Map<String, String> settings = new HashMap<>();
    settings.put("gatehand.forge", "embedded");
    settings.put("gatehand.data-dir", folder.toAbsolutePath().toString());
    settings.put("gatehand.demo.enabled", "true");
    settings.put("gatehand.demo.once", Boolean.toString(once));
    settings.put("gatehand.demo.json", Boolean.toString(json));
    settings.put("gatehand.demo.maintenance", Boolean.toString(maintenance));
    settings.put("gatehand.demo.temporary", Boolean.toString(data == null));
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", Integer.toString(once && port == 0 ? free() : port()));
    if (once) {
      settings.put("quarkus.log.level", "WARN");
    }
    provider().ifPresent(name -> settings.put("gatehand.model.provider", name));
    int exit = service.applyAsInt(settings);
    if (data == null && Files.exists(folder)) {
      // The service removes it when it ends; it never began.
      Folders.delete(folder);
    }
    return exit;
  }

  /** What was asked for; else what the settings say; else the script, which needs no key. */
  private java.util.Optional<String> provider() {
    if (model != null) {
      return java.util.Optional.of(model);
    }
    boolean set =
        System.getenv("GATEHAND_MODEL_PROVIDER") != null
            || System.getProperty("gatehand.model.provider") != null;
    return set ? java.util.Optional.empty() : java.util.Optional.of("scripted");
  }

  private int port() throws IOException {
    if (port != 0) {
      return port;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT));
      return USUAL_PORT;
    } catch (IOException e) {
      return free();
    }
  }

  private static int free() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Others may pass through to the checkout that is theirs (the sandbox's user), and no more. */
  private static Path temporary() throws IOException {
    Path folder = Files.createTempDirectory("gatehand-demo-");
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }
}
