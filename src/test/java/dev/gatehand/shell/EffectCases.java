package dev.gatehand.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cases in {@code corpus/effects}: a command after {@code $} (further lines after {@code >}),
 * then, indented, what must be found: {@code name key=value}, {@code no name}, {@code complete},
 * {@code doubtful}.
 */
final class EffectCases {

  /** One command and what is expected of it. */
  record Case(String file, int line, String command, List<String> expected) {
    String title() {
      return file + ":" + line + " " + command.replace('\n', '⏎');
    }
  }

  private EffectCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/corpus/effects"))) {
      for (Path file : files.sorted().toList()) {
        read(file, cases);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static void read(Path file, List<Case> cases) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.startsWith("$ ")) {
        cases.add(
            new Case(file.getFileName().toString(), number, line.substring(2), new ArrayList<>()));
      } else if (line.startsWith("> ")) {
        Case last = cases.removeLast();
        cases.add(
            new Case(
                last.file(),
                last.line(),
                last.command() + "\n" + line.substring(2),
                last.expected()));
      } else if (line.startsWith("  ")) {
        cases.getLast().expected().add(line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalStateException(file + ":" + number + ": not understood: " + line);
      }
    }
  }

  /** The attributes that an expectation names. */
  static Map<String, String> attributes(String expectation) {
    Map<String, String> attributes = new LinkedHashMap<>();
    String[] words = expectation.split(" +");
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      attributes.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return attributes;
  }
}
