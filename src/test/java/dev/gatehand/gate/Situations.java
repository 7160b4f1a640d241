package dev.gatehand.gate;

import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Situations under the shipped policy. */
final class Situations {
  private Situations() {}

  static Policy shipped() {
    try {
      return new PolicyReader().read(Files.readString(Path.of("policy.yaml")), "policy.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Situation in(Containment containment) {
    return of(shipped(), containment, "/workspace", "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  }

  static Situation of(Policy policy, Containment containment, String directory, String tree) {
    return new Situation(
        new TaskId("t-4k7q2m9x"),
        "repository-1",
        policy,
        "/workspace",
        directory,
        tree,
        containment,
        Duration.ofMinutes(10),
        Situation.Stage.WORKING,
        Set.of());
  }

  static Situation blocked(Situation s, Action action) {
    return new Situation(
        s.task(),
        s.repository(),
        s.policy(),
        s.workspace(),
        s.directory(),
        s.tree(),
        s.containment(),
        s.timeLimit(),
        s.stage(),
        Set.of(Gate.subject(action)));
  }
}
