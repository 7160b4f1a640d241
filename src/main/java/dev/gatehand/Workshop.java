package dev.gatehand;

import dev.gatehand.git.GitCheckouts;
import dev.gatehand.git.GitCommitWriter;
import dev.gatehand.git.Mirrors;
import dev.gatehand.git.Owner;
import dev.gatehand.publish.CommitWriter;
import dev.gatehand.sandbox.BubblewrapSandbox;
import dev.gatehand.sandbox.SandboxSettings;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;

/**
 * Where the work of a node is done: its mirrors and workspaces under the data directory, and the
 * sandbox that commands run in.
 *
 * @param checkouts with what the seams put around them, as are {@code runner} and {@code commits}
 */
record Workshop(
    BubblewrapSandbox sandbox, Checkouts checkouts, CommandRunner runner, CommitWriter commits) {

  static Workshop open(Assembly.Parts parts, Stores stores) throws InterruptedException {
    var settings = SandboxSettings.defaults(parts.dataDir());
    var sandbox = BubblewrapSandbox.probe(settings);
    var owner =
        settings.owner().isPresent()
            ? new Owner(settings.owner().getAsInt(), settings.owner().getAsInt())
            : Owner.SELF;
    var mirrors = new Mirrors(parts.dataDir(), stores.shelf());
    var seams = parts.seams();
    return new Workshop(
        sandbox,
        seams.checkouts(new GitCheckouts(mirrors, parts.dataDir().resolve("workspaces"), owner)),
        seams.runner(sandbox),
        seams.commits(new GitCommitWriter(mirrors)));
  }
}
