package dev.gatehand.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads src/test/resources/corpus; its README says how the files are written. */
final class Corpus {
  private static final Path FOLDER = Path.of("src/test/resources/corpus");
  private static final Pattern CHARACTER = Pattern.compile("\\\\u\\{([0-9A-Fa-f]+)}");

  private Corpus() {}

  /** What is expected of a case. */
  record Expected(String none, String sandbox, String rule, String reason) {
    static Expected of(String line) {
      String[] parts = line.substring(1).strip().split(" :: ", 2);
      String[] words = parts[0].split(" +");
      if (words.length != 3) {
        throw new IllegalArgumentException("expected '= NONE SANDBOX RULE': " + line);
      }
      return new Expected(words[0], words[1], words[2], parts.length > 1 ? parts[1] : "");
    }
  }

  /** One line of a file. */
  record Case(String file, int line, String text, Action action, Expected expected) {
    @Override
    public String toString() {
      return file + ":" + line + " " + text;
    }
  }

  static List<Case> cases() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .flatMap(file -> cases(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> cases(Path file) {
    List<Case> cases = new ArrayList<>();
    String name = file.getFileName().toString();
    Expected expected = null;
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.startsWith("= ")) {
        expected = Expected.of(line);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        if (expected == null) {
          throw new IllegalArgumentException(file + " begins without '='");
        }
        cases.add(new Case(name, number, line, action(name, line), expected));
      }
    }
    return cases;
  }

  private static Action action(String file, String line) {
    if (file.startsWith("run-")) {
      return new Action.Run(line.replace('␤', '\n'));
    }
    if (file.startsWith("read-")) {
      return new Action.Read(line, 1, 0);
    }
    String[] parts = line.split(" ⟶ ", -1);
    return new Action.Edit(characters(parts[0]), state(parts[1]), state(parts[2]));
  }

  private static FileState state(String text) {
    if (text.equals("(missing)")) {
      return new FileState.Missing();
    }
    if (text.equals("(unknown)")) {
      return new FileState.Unknown();
    }
    if (text.equals("(submodule)")) {
      return new FileState.Present(new byte[20], FileMode.SUBMODULE);
    }
    if (text.startsWith("(link) ")) {
      return new FileState.Present(
          text.substring(7).getBytes(StandardCharsets.UTF_8), FileMode.SYMLINK);
    }
    return FileState.Present.text(characters(text.replace('␤', '\n').replace("⋅", "")));
  }

  private static String characters(String text) {
    return CHARACTER
        .matcher(text)
        .replaceAll(
            match ->
                java.util.regex.Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(match.group(1), 16))));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
