package dev.gatehand.shell;

import java.util.List;
import java.util.Set;

/**
 * Finds a shell that somebody at the other end of a connection drives, where no single word says
 * so: a redirection to {@code /dev/tcp} beside a shell without code, or a named pipe that goes
 * through a network program and back.
 */
final class RemoteShell {

  private static final Set<String> PIPES = Set.of("mkfifo", "mknod");
  private static final Set<String> LINES =
      Set.of("nc", "ncat", "netcat", "telnet", "openssl", "socat", "ssh", "curl", "busybox");

  private RemoteShell() {}

  /** Adds what follows from all that was found of a line. */
  static void look(Findings findings) {
    List<Effect> effects = findings.effects();
    Effect shell = null;
    boolean socket = false;
    boolean pipe = false;
    boolean line = false;
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Code code -> {
          boolean open =
              code.name() == EffectName.CODE_STDIN || code.name() == EffectName.CODE_INLINE;
          shell = open && code.language().equals("shell") ? code : shell;
        }
        case Effect.Opaque opaque ->
            shell = opaque.reason().equals("unknown-name") ? opaque : shell;
        case Effect.Network network -> {
          socket |= network.program().equals("/dev/tcp");
          line |= LINES.contains(network.program());
        }
        case Effect.Run run -> pipe |= PIPES.contains(run.program());
        case Effect.File _, Effect.Change _ -> {}
      }
    }
    if (shell != null && (socket || (pipe && line))) {
      findings.add(new Effect.Code(EffectName.CODE_DOWNLOAD, "shell", "", "shell", shell.origin()));
    }
  }
}
