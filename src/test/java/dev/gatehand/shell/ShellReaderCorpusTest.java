package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The traps of the shell, each with bash itself as the judge of what is right. */
class ShellReaderCorpusTest {

  static List<Cases> structures() {
    return Cases.in("structure.txt");
  }

  @ParameterizedTest
  @MethodSource("structures")
  void finds_the_commands_that_bash_runs(Cases each) {
    Reading reading = ShellReader.read(each.text());
    assertThat(reading).isInstanceOf(Reading.Clear.class);
    assertThat(Bash.callsOf(each.text())).isNotEmpty();
    assertThat(BashRunsNothingUnseenTest.unseen(each.text())).isEmpty();
    long probes =
        TreeWalk.of(reading.script()).simple().stream()
            .filter(simple -> isProbe(simple.words()))
            .count();
    assertThat(probes).isEqualTo(Integer.parseInt(each.title().split(" ")[0]));
  }

  private static boolean isProbe(List<Word> words) {
    return !words.isEmpty()
        && words.stream().anyMatch(word -> word.text().orElse("").equals("probe"));
  }

  static List<Cases> agreements() {
    return Cases.in("agree.txt");
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void takes_what_bash_takes_and_sees_what_bash_runs(Cases each) {
    boolean clear = ShellReader.read(each.text()) instanceof Reading.Clear;
    assertThat(clear).as(each.text()).isEqualTo(Bash.accepts(each.text()));
    assertThat(BashRunsNothingUnseenTest.unseen(each.text())).as(each.text()).isEmpty();
  }

  static List<String> words() {
    List<String> lines = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    for (String line : Cases.resource("words.txt").split("\n")) {
      pending.append(pending.isEmpty() ? "" : "\n").append(line);
      if (Bash.accepts("probe " + pending)) {
        lines.add(pending.toString());
        pending.setLength(0);
      }
    }
    assertThat(pending).isEmpty();
    return lines;
  }

  @ParameterizedTest
  @MethodSource("words")
  void knows_what_bash_makes_of_words(String line) {
    String text = "probe " + line;
    assertThat(ShellReader.read(text)).isInstanceOf(Reading.Clear.class);
    assertThat(Bash.callsOf(text)).hasSize(1);
    assertThat(BashRunsNothingUnseenTest.unseen(text)).isEmpty();
  }

  static List<Cases> unclear() {
    return Cases.in("unclear.txt");
  }

  @ParameterizedTest
  @MethodSource("unclear")
  void says_what_it_can_not_read(Cases each) {
    Reading reading = ShellReader.read("first\n" + each.text());
    assertThat(reading).isInstanceOf(Reading.Unclear.class);
    assertThat(((Reading.Unclear) reading).reason()).startsWith(each.title());
    assertThat(reading.script().commands()).as("the complete lines before it").isNotEmpty();
  }
}
