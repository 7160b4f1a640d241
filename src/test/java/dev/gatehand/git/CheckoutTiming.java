package dev.gatehand.git;

import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.gate.TaskId;
import dev.gatehand.workspace.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Prints how long the steps of a workspace of 10,000 files take. Started by hand. */
final class CheckoutTiming {
  private static final TaskId TASK = new TaskId("t-12345678");

  private CheckoutTiming() {}

  public static void main(String[] arguments) throws IOException {
    Path temp = Files.createTempDirectory("gatehand-timing");
    Upstream upstream = new Upstream(temp);
    for (int i = 0; i < 10_000; i++) {
      upstream.write("m" + i % 20 + "/p" + i % 400 + "/F" + i + ".java", "class F" + i + " {}\n");
    }
    GitId base = upstream.publish("Begin");
    try (Mirrors mirrors = new Mirrors(temp.resolve("data"))) {
      var checkouts = new GitCheckouts(mirrors, temp.resolve("workspaces"), Owner.SELF);
      time("fetch", () -> checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main"));
      time("fetch again", () -> checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main"));
      Checkout checkout = time("prepare", () -> checkouts.prepare(TASK, Upstream.SAMPLE, base));
      for (int i = 0; i < 2; i++) {
        checkout = time("prepare", () -> checkouts.prepare(TASK, Upstream.SAMPLE, base));
      }
      for (int i = 0; i < 5; i++) {
        checkout.write(new RepoPath("m1/new" + i), FileState.Present.text("n" + i));
        GitId tree = time("snapshot after one change", checkout::snapshot);
        time("open on this machine", () -> checkouts.open(TASK, Upstream.SAMPLE, base, tree));
      }
      GitId tree = checkout.snapshot();
      time("copy", () -> checkouts.copy(TASK, Upstream.SAMPLE, base, tree)).close();
    }
    new RealGit(Path.of("/tmp")).shell("rm -rf " + temp);
  }

  private static <T> T time(String what, Supplier<T> step) {
    long start = System.nanoTime();
    T result = step.get();
    System.out.printf("%-28s %6d ms%n", what, (System.nanoTime() - start) / 1_000_000);
    return result;
  }
}
