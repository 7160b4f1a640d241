package dev.gatehand.workspace;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.policy.SandboxPolicy;
import java.time.Duration;

/**
 * The one place where an action touches the files of a task: it performs permits and nothing else.
 * It trusts neither the files (links, devices, swaps) nor what a command prints.
 */
public final class Workspace {
  /** Where commands and the model see the checkout. */
  public static final String ROOT = "/workspace";

  /** Bytes of a command's output that can be read later; policy says how many are shown. */
  private static final int KEPT = 1 << 20;

  private final Checkout checkout;
  private final CommandRunner runner;
  private final SandboxPolicy limits;

  public Workspace(Checkout checkout, CommandRunner runner, SandboxPolicy limits) {
    this.checkout = checkout;
    this.runner = runner;
    this.limits = limits;
  }

  /** Does what was permitted, once, and says what came of it. */
  public Observation perform(Permit permit) throws InterruptedException {
    return switch (permit.action()) {
      case Action.Read _ -> read(permit.consume(Action.Read.class));
      case Action.Search _ -> search(permit.consume(Action.Search.class));
      case Action.Edit _ -> edit(permit.consume(Action.Edit.class));
      case Action.Run _ -> run(permit.consume(Action.Run.class).command());
      case Action.Commit _, Action.Publish _, Action.Finish _ ->
          throw new IllegalArgumentException("not done in a workspace: " + permit.action());
    };
  }

  public GitId snapshot() {
    return checkout.snapshot();
  }

  public void restore(GitId tree) {
    checkout.restore(tree);
  }

  /**
   * What stands at a path now; for working out what an edit would change. Never leaves Gatehand.
   */
  public FileState look(RepoPath path) {
    return checkout.read(path, Observations.FILE_BYTES);
  }

  private Observation read(Action.Read action) throws InterruptedException {
    if (RepoPath.resolve(ROOT, ROOT, action.path()).isEmpty()) {
      // What the gate permits outside is read where commands run, and never by Gatehand itself.
      // The home folder is that of the sandbox.
      String path = action.path();
      return run(
          path.startsWith("~/")
              ? "cat -- ~/" + quoted(path.substring(2))
              : "cat -- " + quoted(path));
    }
    RepoPath path = inside(action.path());
    return switch (checkout.read(path, Observations.FILE_BYTES)) {
      case FileState.Present file -> Observations.file(path, file, action);
      case FileState.Missing _, FileState.Unknown _ ->
          Observations.folder(path, checkout.list(path, Observations.NAMES));
    };
  }

  private Observation search(Action.Search action) throws InterruptedException {
    // The pattern is hostile (it may take for ever) and so are the files: it runs where a command
    // runs, bounded like one. Single quotes make it data for the shell.
    String command =
        "LC_ALL=C.UTF-8 grep -rnIE --exclude-dir=.git --max-count=50 -e "
            + quoted(action.pattern())
            + " -- "
            + quoted(inside(action.path()).toString())
            + " | cut -c 1-400 | head -n 200";
    Observation found = run(command);
    return found.text().isBlank() ? new Observation("no line matches", false) : found;
  }

  private Observation edit(Action.Edit action) {
    RepoPath path = inside(action.path());
    FileState now = checkout.read(path, Observations.FILE_BYTES);
    if (!now.equals(action.before())) {
      return new Observation(
          path + " is not what it was when this edit was judged; read it again", true);
    }
    try {
      checkout.write(path, action.after());
    } catch (PathRefused e) {
      return new Observation(String.valueOf(e.getMessage()), true);
    }
    return new Observation(Observations.edited(path, action), false);
  }

  private Observation run(String command) throws InterruptedException {
    var result =
        runner.run(
            new CommandRunner.Request(
                command,
                checkout.folder(),
                checkout.gitView(),
                RepoPath.ROOT,
                Duration.ofSeconds(limits.commandSeconds()),
                limits.memoryMegabytes(),
                Math.max(limits.outputBytes(), KEPT)));
    return Observations.command(result, limits.outputBytes(), checkout::keep);
  }

  private static RepoPath inside(String written) {
    return RepoPath.resolve(ROOT, ROOT, written)
        .orElseThrow(
            () -> new IllegalStateException("permitted outside the workspace: " + written));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
