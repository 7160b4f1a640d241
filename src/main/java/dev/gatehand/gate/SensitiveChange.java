package dev.gatehand.gate;

import dev.gatehand.shell.FileKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds that an edit is one that somebody should look at: it speaks of secrets, access, foreign
 * machines or of running what comes in, or takes away what guards. Nothing of it is wrong by
 * itself, so it is a doubt and no block. The attacker is an agent that plants a door in a change
 * that is otherwise what was asked for.
 */
record SensitiveChange(TextChange change) {
  private static final int LONGEST = 4_000;
  private static final List<Entry> TABLE = read();
  private static final Expressions EXPRESSIONS =
      new Expressions(TABLE.stream().map(Entry::expression).toList());

  /** When a line of the table counts. */
  private enum When {
    ADD,
    DROP
  }

  /** Which files it is about. */
  private enum Where {
    CODE,
    CONFIG,
    TESTS,
    FILE,
    PROSE
  }

  private record Entry(When when, Where where, String what, String expression, Pattern seen) {}

  /** What somebody should look at, with the line that shows it. */
  Optional<Reason> reason() {
    if (change.added().isEmpty() && change.removed().isEmpty()) {
      return Optional.empty();
    }
    Where kind = kind();
    Optional<Reason> unread = kind == Where.PROSE ? Optional.empty() : tooLong();
    return unread.isPresent() ? unread : searched(kind);
  }

  /** Nobody reads such a line, and made by a program it says nothing of what was meant. */
  private Optional<Reason> tooLong() {
    return change.added().stream()
        .filter(line -> line.length() > LONGEST)
        .findFirst()
        .map(line -> reason("it has a line that is too long to be read", line));
  }

  private Optional<Reason> searched(Where kind) {
    Expressions.Found come = EXPRESSIONS.in(telling(change.added()), change.patience());
    Expressions.Found gone = EXPRESSIONS.in(telling(change.removed()), change.patience());
    for (int i = 0; i < TABLE.size(); i++) {
      Entry entry = TABLE.get(i);
      Optional<String> piece =
          entry.where() == Where.FILE
              ? Optional.of(change.path().value()).filter(entry.seen().asMatchPredicate())
              : entry.where() == kind ? piece(i, come, gone) : Optional.empty();
      if (piece.isPresent()) {
        return Optional.of(reason(entry.what(), piece.get()));
      }
    }
    return kind == Where.PROSE || kind == Where.TESTS
        ? Optional.empty()
        : Loosening.in(kind == Where.CONFIG, change)
            .map(found -> reason(found.what(), found.line()));
  }

  private static Optional<String> piece(int entry, Expressions.Found come, Expressions.Found gone) {
    return switch (TABLE.get(entry).when()) {
      case ADD -> come.first(entry);
      case DROP -> gone.lines(entry) > come.lines(entry) ? gone.first(entry) : Optional.empty();
    };
  }

  /** A file of tests is written, and nothing in it tests anything. */
  static Optional<Reason> empty(RepoPath path, Action.Edit edit, String after) {
    boolean whole =
        !(edit.before() instanceof FileState.Present) && edit.after() instanceof FileState.Present;
    return whole && WrittenText.checksNothing(path.value(), after)
        ? Optional.of(reason("it writes a test that checks nothing", path.value()))
        : Optional.empty();
  }

  private static List<String> telling(List<String> lines) {
    return lines.stream().filter(line -> !isRemark(line)).toList();
  }

  /** What stands in a remark does nothing; a switch for checkers is one, too. */
  private static boolean isRemark(String line) {
    String text = line.strip();
    boolean remark =
        text.startsWith("//")
            || text.startsWith("* ")
            || text.startsWith("/*")
            || text.startsWith("# ")
            || text.startsWith("#!");
    return remark && !SWITCH.matcher(text).find();
  }

  private static final Pattern SWITCH =
      Pattern.compile("disable|ignore|no(?:sec|lint|qa|cover)|NOSONAR|nocheck|off\\b|allow");

  private Where kind() {
    String name = change.path().value().toLowerCase(java.util.Locale.ROOT);
    if (FileKind.of(change.path().value()) == FileKind.TEST) {
      return Where.TESTS;
    }
    if (FileKind.isCode(change.path().value())
        && !name.matches("(?:.*[./])?(?:config|conf|eslintrc)\\.[cm]?[jt]s")) {
      return Where.CODE;
    }
    boolean prose =
        name.matches(".*\\.(md|adoc|rst|csv|svg|css|scss|less|po|pot)")
            || (name.endsWith(".txt") && !name.contains("requirements") && !name.contains("cmake"));
    return prose ? Where.PROSE : Where.CONFIG;
  }

  private static Reason reason(String what, String piece) {
    String line = piece.strip();
    return new Reason(
        "unclear/sensitive-edit",
        line.length() > 200 ? line.substring(0, 200) + "..." : line,
        "Somebody should look at this change: " + what + ".");
  }

  private static List<Entry> read() {
    List<Entry> entries = new ArrayList<>();
    try (InputStream in = SensitiveChange.class.getResourceAsStream("sensitive.txt")) {
      var reader =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(in, "sensitive.txt"), StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          entries.add(entry(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(entries);
  }

  private static Entry entry(String line) {
    String[] sides = line.split(" :: ", 2);
    String[] words = sides[0].split(" +");
    if (sides.length != 2 || words.length != 3) {
      throw new IllegalStateException("sensitive.txt: expected WHEN WHERE WHAT :: EXPRESSION");
    }
    return new Entry(
        When.valueOf(words[0].toUpperCase(java.util.Locale.ROOT)),
        Where.valueOf(words[1].toUpperCase(java.util.Locale.ROOT)),
        words[2].replace('_', ' '),
        sides[1],
        Branches.of(sides[1]).whole());
  }
}
