package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The promise that the gate stands on: whatever bash runs of a text is in the tree, with the words
 * that the tree says. Held against bash itself, on scripts that nobody wrote.
 */
class BashRunsNothingUnseenTest {
  private static final int SCRIPTS = Integer.getInteger("gatehand.test.scripts", 150);
  private static final long SEED = Long.getLong("gatehand.test.seed", 4);

  @Test
  void every_call_of_a_script_is_in_the_tree() {
    for (int i = 0; i < SCRIPTS; i++) {
      String script = new ScriptMaker(SEED + i).script();
      assertThat(unseen(script)).as("seed %d: %s", SEED + i, script).isEmpty();
    }
  }

  @Test
  void every_call_of_a_spoiled_script_is_in_the_tree() {
    for (int i = 0; i < SCRIPTS; i++) {
      ScriptMaker maker = new ScriptMaker(SEED + i);
      String script = maker.spoiled(maker.script());
      assertThat(unseen(script)).as("seed %d: %s", SEED + i, script).isEmpty();
    }
  }

  @Test
  void scripts_that_bash_accepts_are_read() {
    int accepted = 0;
    int read = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      String script = new ScriptMaker(SEED + i).script();
      if (Bash.accepts(script)) {
        accepted++;
        read += ShellReader.read(script) instanceof Reading.Clear ? 1 : 0;
      }
    }
    assertThat(accepted).isGreaterThan(SCRIPTS / 2);
    // What is made up here is far stranger than what anybody writes: $a{b,c} and the like.
    assertThat(read).isGreaterThan(accepted * 95 / 100);
  }

  /** Calls that bash made and the tree does not have; none if the tree says that it is unclear. */
  static List<List<String>> unseen(String script) {
    if (!(ShellReader.read(script) instanceof Reading.Clear clear)) {
      return List.of();
    }
    List<Prediction> predictions = new ArrayList<>();
    for (Command.Simple simple : TreeWalk.of(clear.script()).simple()) {
      if (!simple.words().isEmpty()) {
        predictions.add(new Prediction(simple.words()));
      }
    }
    List<List<String>> unseen = new ArrayList<>();
    for (List<String> call : Bash.callsOf(script)) {
      List<String> whole = new ArrayList<>(List.of("probe"));
      whole.addAll(call);
      if (predictions.stream().noneMatch(each -> each.allows(whole))) {
        unseen.add(whole);
      }
    }
    return unseen;
  }
}
