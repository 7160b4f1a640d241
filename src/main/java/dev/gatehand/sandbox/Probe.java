package dev.gatehand.sandbox;

import dev.gatehand.gate.RepoPath;
import dev.gatehand.workspace.CommandRunner.Request;
import dev.gatehand.workspace.CommandRunner.Result;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries, from inside a sandbox, what must not work: bait is laid out on this machine (a file, a TCP
 * and a UDP port), and the facts that come back are judged by {@link ProbeFacts}.
 */
final class Probe {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Bubblewrap bubblewrap;
  private final SandboxSettings settings;

  Probe(Bubblewrap bubblewrap) {
    this.bubblewrap = bubblewrap;
    this.settings = bubblewrap.settings();
  }

  /**
   * What is not as it must be, in words; empty when everything is in force.
   *
   * @throws WorkspaceUnavailable when no sandbox came about
   */
  List<String> complaints() throws InterruptedException {
    Path ground = bubblewrap.folder().resolve("probe");
    try {
      Folders.delete(ground);
      Path folder = Files.createDirectories(ground.resolve("workspace"));
      Path view = Files.createDirectories(ground.resolve("view"));
      for (Path path : List.of(ground, folder, view)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      if (settings.owner().isPresent()) {
        Files.setAttribute(folder, "unix:uid", settings.owner().getAsInt());
      }
      Path bait = Files.writeString(ground.resolve("bait"), "bait");
      return tryAll(folder, view, bait);
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot prepare the probe: " + e, e);
    } finally {
      Folders.delete(ground);
    }
  }

  private List<String> tryAll(Path folder, Path view, Path bait)
      throws IOException, InterruptedException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, 0));
        InputStream descriptor = Files.newInputStream(bait)) {
      String script =
          arguments(bait, tcp.getLocalPort(), udp.getLocalPort()) + "\n" + Folders.text("probe.sh");
      Request request = new Request(script, folder, view, RepoPath.ROOT, LIMIT, 1024, 1 << 16);
      Result result = bubblewrap.run(request);
      // The bait stays open until the command is over: an inherited descriptor would show.
      Map<String, String> facts = facts(result, descriptor.read() >= 0);
      facts.put("udp", received(udp) ? "yes" : "no");
      Path written = folder.resolve("probe-was-here");
      facts.put("outer-uid", Files.exists(written) ? "" + Host.owner(written) : "none");
      return new ProbeFacts(facts, settings, bubblewrap.variables()).complaints();
    }
  }

  private String arguments(Path bait, int tcp, int udp) {
    return Stream.of(bait, settings.dataDir(), tcp, udp, settings.javaHome())
        .map(word -> "'" + word.toString().replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "set -- ", ""));
  }

  private static Map<String, String> facts(Result result, boolean baitWasOpen) {
    Map<String, String> facts = new HashMap<>();
    facts.put("exit", Integer.toString(result.exit()));
    facts.put("bait-open", baitWasOpen ? "yes" : "no");
    for (String line : result.output().split("\n")) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        facts.put(line.substring(0, tab), line.substring(tab + 1).strip());
      }
    }
    return facts;
  }

  /** Loopback delivers at once: what has not come when the command is over does not come. */
  private static boolean received(DatagramSocket udp) throws IOException {
    udp.setSoTimeout(1);
    try {
      udp.receive(new DatagramPacket(new byte[32], 32));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
