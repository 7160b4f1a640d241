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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    DROP,
    CHANGE
  }

  /** Which files it is about. */
  private enum Where {
    CODE,
    CONFIG,
    ANY,
    ALL,
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
    List<String> added = telling(change.added(), change.removed());
    List<String> removed = telling(change.removed(), change.added());
    Expressions.Found come = EXPRESSIONS.in(added, change.patience());
    Expressions.Found gone = EXPRESSIONS.in(removed, change.patience());
    for (int i = 0; i < TABLE.size(); i++) {
      Entry entry = TABLE.get(i);
      Optional<String> piece =
          entry.where() == Where.FILE
              ? Optional.of(change.path().value()).filter(entry.seen().asMatchPredicate())
              : concerns(entry.where(), kind) ? piece(i, come, gone) : Optional.empty();
      if (piece.isPresent()) {
        return Optional.of(reason(entry.what(), piece.get()));
      }
    }
    var replacement = new Replacement(added, removed, change.before(), change.patience());
    Optional<Loosening.Found> shape =
        switch (kind) {
          case CODE -> Loosening.in(false, change).or(replacement::inCode);
          case CONFIG -> Loosening.in(true, change).or(replacement::inSettings);
          case TESTS, PROSE, ANY, ALL, FILE -> Optional.empty();
        };
    return shape
        .or(() -> kind == Where.PROSE ? Optional.empty() : remark())
        .map(found -> reason(found.what(), found.line()))
        .or(() -> kind == Where.CODE ? guarding(removed) : Optional.empty());
  }

  private Optional<Loosening.Found> remark() {
    return new Replacement(change.added(), change.removed(), change.before(), change.patience())
        .becomesRemark();
  }

  /** In a file that guards something, another decision is another guard. */
  private Optional<Reason> guarding(List<String> removed) {
    return GUARD.matcher(change.path().value()).matches()
        ? removed.stream()
            .filter(line -> !PLAIN.matcher(line).matches())
            .findFirst()
            .map(line -> reason("a file that guards something decides otherwise", line))
        : Optional.empty();
  }

  private static boolean concerns(Where where, Where kind) {
    return where == kind
        || where == Where.ALL
        || (where == Where.ANY && (kind == Where.CODE || kind == Where.CONFIG));
  }

  private static Optional<String> piece(int entry, Expressions.Found come, Expressions.Found gone) {
    return switch (TABLE.get(entry).when()) {
      case ADD -> come.first(entry);
      case CHANGE -> gone.first(entry);
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

  /** Lines that say something: no remarks, and none that are only laid out otherwise. */
  private static List<String> telling(List<String> lines, List<String> others) {
    if (others.isEmpty()) {
      return lines.stream().filter(line -> !isRemark(line)).toList();
    }
    Set<String> same = others.stream().map(SensitiveChange::bare).collect(Collectors.toSet());
    return lines.stream()
        .filter(line -> !isRemark(line) && (line.isBlank() || !same.contains(bare(line))))
        .toList();
  }

  /** Without blanks, a remark at the end and what may end a line. */
  private static String bare(String line) {
    int remark = Math.max(line.lastIndexOf("  # "), line.lastIndexOf(" // "));
    int end = remark < 0 ? line.length() : remark;
    var dense = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      if (!Character.isWhitespace(line.charAt(i))) {
        dense.append(line.charAt(i));
      }
    }
    int last = dense.length() - 1;
    if (last >= 0 && (dense.charAt(last) == ',' || dense.charAt(last) == ';')) {
      dense.setLength(last);
    }
    return dense.toString();
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
      Pattern.compile(
          "disable|ignore|no(?:sec|lint|qa|cover)|NOSONAR|nocheck|off\\b|allow|opyright|icen[cs]e|SPDX");

  /** Templates, queries, contracts and languages that commands seldom name. */
  private static final Pattern MORE_CODE =
      Pattern.compile(
          ".*\\.(?:html?|xhtml|jspx?|aspx?|ascx|cshtml|razor|erb|ejs|hbs|twig|jinja2?|j2|mustache"
              + "|haml|slim|pug|liquid|ftl|gohtml|tmpl|heex|eex|leex|phtml|sql|sol|cairo|vy|move|mli?|hs|erl"
              + "|hrl|nim|zig|r|jl|mm?|ps1|psm1|vb|pas|graphql|cu|asm|gd|tcl|awk|fish|zsh|bat|cmd|elm"
              + "|purs|rei?|cr|d|f90|lisp|el|scm|rkt|ipynb|hxx|cxx|hh|pm|cgi|wsgi|rake|gemspec|astro|patch|diff)");

  /** Who may do what, and what is kept from whom: the names of files in which that is decided. */
  private static final Pattern GUARD =
      Pattern.compile(
          "(?i).*(?:auth|secur|permission|csrf|saniti[sz]|validat|acl|rbac|guard|firewall|rate_?limit"
              + "|signature|verif|jwt|crypt|access_?control|middleware|login|session|passw|hmac|polic"
              + "|token|secret|audit|/pam/|\\.sol$|ledger|transfer|payment|admin).*");

  /** Lines that decide nothing, also in a file that guards something. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(?:(?:import|from|use|using|package|#include|log\\w*|console)\\b.*|\\W*\\w{0,8}\\W*)");

  private Where kind() {
    String path = change.path().value();
    String name = path.toLowerCase(java.util.Locale.ROOT);
    if (FileKind.of(path) == FileKind.TEST) {
      return Where.TESTS;
    }
    if ((FileKind.isCode(path) || MORE_CODE.matcher(name).matches())
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
