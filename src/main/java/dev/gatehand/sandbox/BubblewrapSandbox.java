package dev.gatehand.sandbox;

import dev.gatehand.gate.Containment;
import dev.gatehand.workspace.CommandRunner;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs commands under bubblewrap, once it has proven on this very machine that it holds them.
 * Without that proof nothing runs at all.
 */
public final class BubblewrapSandbox implements CommandRunner, AutoCloseable {
  private final Bubblewrap bubblewrap;
  private final Containment containment;
  private final String explanation;

  private BubblewrapSandbox(Bubblewrap bubblewrap, Containment containment, String explanation) {
    this.bubblewrap = bubblewrap;
    this.containment = containment;
    this.explanation = explanation;
  }

  /**
   * Tries everything that must not work (reading and writing outside, network, capabilities, nested
   * namespaces, other processes, the data directory, inherited files and variables), which takes
   * some 50 ms. Never throws for what this machine lacks: {@link #explanation} says it.
   */
  public static BubblewrapSandbox probe(SandboxSettings settings) throws InterruptedException {
    Bubblewrap bubblewrap = new Bubblewrap(settings);
    Optional<String> obstacle = Obstacles.first(settings, bubblewrap.folder());
    if (obstacle.isPresent()) {
      return none(bubblewrap, obstacle.get());
    }
    try {
      List<String> complaints = new ArrayList<>(new Probe(bubblewrap).complaints());
      if (!complaints.isEmpty()) {
        return none(bubblewrap, "it does not hold: " + String.join("; ", complaints));
      }
    } catch (WorkspaceUnavailable e) {
      return none(bubblewrap, e.getMessage() + ". " + Obstacles.advice(e));
    }
    return new BubblewrapSandbox(bubblewrap, Containment.SANDBOX, inForce(settings));
  }

  @Override
  public Containment containment() {
    return containment;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  @Override
  public Result run(Request request) throws InterruptedException {
    if (containment == Containment.NONE) {
      throw new WorkspaceUnavailable("no command can run. " + explanation);
    }
    for (Path path : List.of(request.folder(), request.gitView())) {
      Optional<String> closed = Obstacles.closed(bubblewrap.settings(), path);
      if (closed.isPresent()) {
        throw new WorkspaceUnavailable(closed.get());
      }
    }
    return bubblewrap.run(request);
  }

  /**
   * Stops starting commands. Those that run end with this process, or when they are interrupted.
   */
  @Override
  public void close() {
    bubblewrap.close();
  }

  private static BubblewrapSandbox none(Bubblewrap bubblewrap, String why) {
    return new BubblewrapSandbox(
        bubblewrap, Containment.NONE, "There is no proven sandbox: " + why);
  }

  private static String inForce(SandboxSettings settings) {
    String user =
        settings.owner().isPresent()
            ? "user " + settings.owner().getAsInt()
            : "Gatehand's own user without its rights";
    return "bubblewrap holds commands, proven at start: no network, no capabilities, nothing of"
        + " this machine but its programs, read-only; they run as "
        + user
        + ".";
  }
}
