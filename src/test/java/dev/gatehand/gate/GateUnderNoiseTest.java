package dev.gatehand.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the model writes, the gate answers, soon, and the same twice. */
class GateUnderNoiseTest {
  private static final List<String> PIECES =
      List.of(
          "rm", "-rf", "/", "git", "push", "$(", ")", "`", "'", "\"", "\\", "\n", ";", "&&", "|",
          "<<EOF", "EOF", "{", "}", "(", "*", "~", "..", ".git", "\u200c", "\u202e", "\ud83d", "\0",
          "%s", "${x", "}", "$((", "))", "if", "then", "fi", "for", "in", "do", "done", "case",
          "esac", "curl", "x.sh", "sh", "-c", "eval", "=", "a", " ", " ", " ");

  private final Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked"));
  private final Situation situation = Situations.in(Containment.SANDBOX);
  private final Random random = new Random(20261122);

  @Test
  void answers_every_command_path_and_content() {
    for (int i = 0; i < 20_000; i++) {
      Action action =
          switch (i % 4) {
            case 0, 1 -> new Action.Run(noise(1 + random.nextInt(25)));
            case 2 -> new Action.Read(noise(1 + random.nextInt(6)), 1, 0);
            default ->
                new Action.Edit(
                    noise(1 + random.nextInt(6)),
                    FileState.Present.text(noise(random.nextInt(30))),
                    FileState.Present.text(noise(random.nextInt(30))));
          };
      assertThatCode(
              () ->
                  assertThat(gate.assess(action, situation))
                      .isEqualTo(gate.assess(action, situation)))
          .as("%s", action)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void answers_the_largest_texts_in_bounded_time() {
    for (String big :
        List.of(
            "rm -rf /tmp/a; ".repeat(4_300),
            "ls | ".repeat(13_000) + "cat",
            "(".repeat(60_000),
            "x=$(".repeat(15_000),
            "a\n".repeat(500_000),
            "curl ".repeat(200_000),
            "verify = ".repeat(100_000))) {
      long before = System.nanoTime();
      gate.assess(new Action.Run(big), situation);
      gate.assess(
          new Action.Edit("a/b.sh", new FileState.Missing(), FileState.Present.text(big)),
          situation);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private String noise(int pieces) {
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
