package dev.gatehand.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the shell has in its memory at one point of the text. */
final class Scope {

  /**
   * A variable.
   *
   * @param text with marks
   * @param many an array or a list
   */
  record Variable(String text, List<Source> sources, boolean many) {
    static final Variable UNKNOWN = new Variable(String.valueOf(Marks.ANY), List.of(), true);

    Variable withoutMany() {
      return new Variable(text, sources, false);
    }
  }

  private static final int LONGEST = 4096;

  private final Map<String, Variable> variables;
  private final Map<String, Command> functions;
  private @Nullable List<Arg> positional;

  /** What stands in front of the command that runs: for it alone. */
  private Map<String, String> prefix = Map.of();

  /** Folders that {@code pushd} left; the last one is gone back to first. */
  List<String> left = List.of();

  /** The database that is spoken to is one for tests. */
  boolean trial;

  /** Absolute, or beginning with {@code ~}; empty if unknown. */
  String directory;

  /** How words are split is no longer the usual way. */
  boolean splitChanged;

  Scope(String directory) {
    this(new HashMap<>(), new HashMap<>(), directory);
  }

  private Scope(Map<String, Variable> variables, Map<String, Command> functions, String directory) {
    this.variables = variables;
    this.functions = functions;
    this.directory = directory;
  }

  Scope copy() {
    Scope copy = new Scope(new HashMap<>(variables), new HashMap<>(functions), directory);
    copy.positional = positional;
    copy.splitChanged = splitChanged;
    copy.prefix = prefix;
    copy.trial = trial;
    copy.left = left;
    return copy;
  }

  void prefix(Map<String, String> variables) {
    prefix = variables;
  }

  /** The variables that the next program gets, as far as they are known. */
  Map<String, String> chosen() {
    Map<String, String> chosen = new HashMap<>(prefix);
    variables.forEach((name, value) -> chosen.putIfAbsent(name, value.text()));
    return chosen;
  }

  @Nullable Variable variable(String name) {
    return variables.get(name);
  }

  void set(String name, Variable value) {
    // Doubling a value in a loop would fill the memory: a long one is not known.
    boolean tooLong = value.text().length() > LONGEST;
    variables.put(
        name, tooLong ? new Variable(String.valueOf(Marks.ANY), value.sources(), true) : value);
    if (name.equals("IFS")) {
      splitChanged = true;
    }
  }

  void forget(String name) {
    variables.put(name, new Variable("", List.of(), false));
  }

  @Nullable Command function(String name) {
    return functions.get(name);
  }

  void define(String name, Command body) {
    functions.put(name, body);
  }

  void undefine(String name) {
    functions.remove(name);
  }

  @Nullable List<Arg> positional() {
    return positional;
  }

  void positional(@Nullable List<Arg> words) {
    positional = words;
  }

  /** Whether the two know different things. */
  boolean differs(Scope other) {
    return !variables.equals(other.variables)
        || !functions.keySet().equals(other.functions.keySet())
        || !directory.equals(other.directory)
        || splitChanged != other.splitChanged;
  }

  /** What may or may not have run: only what is the same on both ways stays known. */
  void merge(Scope other) {
    Set<String> names = new HashSet<>(variables.keySet());
    names.addAll(other.variables.keySet());
    for (String name : names) {
      Variable mine = variables.get(name);
      Variable theirs = other.variables.get(name);
      if (mine == null || theirs == null || !mine.equals(theirs)) {
        variables.put(name, doubtful(mine, theirs));
      }
    }
    functions.putAll(other.functions);
    if (!directory.equals(other.directory)) {
      directory = "";
    }
    splitChanged |= other.splitChanged;
    if (!Objects.equals(positional, other.positional)) {
      positional = null;
    }
  }

  private static Variable doubtful(@Nullable Variable one, @Nullable Variable other) {
    List<Source> sources =
        Source.join(
            one == null ? List.of() : one.sources(), other == null ? List.of() : other.sources());
    if (one != null && other != null && isTame(one) && isTame(other)) {
      return new Variable(String.valueOf(Marks.TOKEN), sources, false);
    }
    return new Variable(String.valueOf(Marks.ANY), sources, true);
  }

  /** A number or a simple name, or becoming one. */
  private static boolean isTame(Variable variable) {
    return isTameText(variable.text()) && !variable.many();
  }

  static boolean isTameText(String text) {
    if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '.') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Chars.isWordChar(c) && c != Marks.TOKEN && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
