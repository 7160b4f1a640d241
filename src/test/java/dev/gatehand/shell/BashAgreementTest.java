package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code bash -n} accepts of the commands of the corpus is read. As a program, it says the
 * same of any file with one command a line ({@code ␤} for a line break):
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=dev.gatehand.shell.BashAgreementTest -Dexec.args=FILE</pre>
 */
class BashAgreementTest {
  /** How many commands are asked about; {@code all} is the long form. */
  private static final String SAMPLE = System.getProperty("gatehand.test.agreement", "250");

  private static final long SEED = Long.getLong("gatehand.test.seed", 4);

  /**
   * @param refused what bash takes and the reader does not
   */
  record Agreement(int accepted, List<String> refused) {}

  @Test
  void reads_what_bash_takes() throws IOException {
    assumeThat(Path.of("/bin/bash")).exists();
    List<String> commands = new ArrayList<>(commandsOfTheCorpus());
    Collections.shuffle(commands, new Random(SEED));
    int most = SAMPLE.equals("all") ? commands.size() : Integer.parseInt(SAMPLE);
    Agreement agreement = agreement(commands.subList(0, Math.min(most, commands.size())));
    assertThat(agreement.accepted()).isGreaterThan(Math.min(most, commands.size()) * 8 / 10);
    assertThat(agreement.refused())
        .as("seed %d", SEED)
        .hasSizeLessThan(1 + agreement.accepted() / 1000);
  }

  private static Agreement agreement(List<String> commands) {
    int accepted = 0;
    List<String> refused = new ArrayList<>();
    for (String command : commands) {
      if (Bash.accepts(command)) {
        accepted++;
        if (ShellReader.read(command) instanceof Reading.Unclear) {
          refused.add(command);
        }
      }
    }
    return new Agreement(accepted, refused);
  }

  private static List<String> commandsOfTheCorpus() throws IOException {
    List<String> commands = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/corpus"))) {
      for (Path file :
          files
              .filter(path -> path.getFileName().toString().startsWith("run-"))
              .sorted()
              .toList()) {
        commands.addAll(commands(file));
      }
    }
    return commands;
  }

  private static List<String> commands(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("= "))
        .map(line -> line.replace('␤', '\n'))
        .toList();
  }

  /** Prints how many of the lines of a file bash takes, and which of those are not read. */
  public static void main(String[] arguments) throws IOException {
    Agreement agreement = agreement(commands(Path.of(arguments[0])));
    agreement.refused().forEach(System.out::println);
    int accepted = agreement.accepted();
    int read = accepted - agreement.refused().size();
    System.out.printf(
        "bash takes %d, read of those %d (%.2f %%)%n", accepted, read, 100.0 * read / accepted);
  }
}
