package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads lists with {@code &&} and {@code ||}, pipelines, and simple commands. */
final class CommandReader {
  private static final int LONGEST_RESERVED = 8;
  private static final Set<String> MISPLACED =
      Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

  /** Behind these bash reads {@code name=(...)} as an array. */
  private static final Set<String> DECLARING =
      Set.of("alias", "declare", "typeset", "export", "local", "readonly", "eval", "let");

  private final Unit unit;
  private final Cursor in;

  CommandReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** Commands joined by {@code &&} and {@code ||}; newlines may follow these. */
  Command andOr() {
    in.peek();
    int start = in.mark();
    Command first = pipeline();
    List<Command.Link> rest = new ArrayList<>(0);
    while (true) {
      in.skipBlanks();
      char c = in.peek();
      if ((c != '&' && c != '|') || in.peekSecond() != c) {
        break;
      }
      in.advance();
      in.peek();
      in.advance();
      unit.lists.skipSeparators();
      Command.When when = c == '&' ? Command.When.SUCCESS : Command.When.FAILURE;
      rest.add(new Command.Link(when, pipeline()));
    }
    return rest.isEmpty() ? first : new Command.AndOr(first, rest, in.spanFrom(start));
  }

  private Command pipeline() {
    in.peek();
    int start = in.mark();
    boolean negated = false;
    boolean timed = false;
    boolean prefixed = false;
    for (String word = reserved(); ; word = reserved()) {
      if (word.equals("!")) {
        negated = !negated;
        requireNoPattern();
      } else if (word.equals("time")) {
        timed = true;
      } else {
        break;
      }
      prefixed = true;
      skipWord(word);
      if (word.equals("time")) {
        skipTimeOptions();
      }
    }
    List<Command> stages = new ArrayList<>(1);
    if (!prefixed || !endsHere()) {
      stages(stages);
    }
    return stages.size() == 1 && !prefixed
        ? stages.getFirst()
        : new Command.Pipeline(negated, timed, stages, in.spanFrom(start));
  }

  /**
   * With extglob on, {@code !(a)} is a pattern; whether it is on is not known if it is mentioned.
   */
  private void requireNoPattern() {
    if (in.peekSecond() == '(' && in.mentions("extglob")) {
      throw in.unreadable("!( where extglob may be on");
    }
  }

  private void skipTimeOptions() {
    while (in.peek() == '-') {
      int before = in.mark();
      in.advance();
      boolean option = in.accept('p') || in.accept('-');
      if (!option || !(in.peek() == END || Chars.isMeta(in.peek()))) {
        in.reset(before);
        return;
      }
      in.skipBlanks();
    }
  }

  private boolean endsHere() {
    return switch (in.peek()) {
      case END, '\n', ';', '&', '#', ')' -> true;
      default -> false;
    };
  }

  private void stages(List<Command> stages) {
    stages.add(command());
    while (true) {
      in.skipBlanks();
      if (in.peek() != '|' || in.peekSecond() == '|') {
        return;
      }
      int bar = in.mark();
      in.advance();
      if (in.accept('&')) {
        stages.set(stages.size() - 1, withErrors(stages.getLast(), in.spanFrom(bar)));
      }
      unit.lists.skipSeparators();
      if (reserved().equals("!")) {
        throw in.unexpected();
      }
      stages.add(command());
    }
  }

  private static Command withErrors(Command command, Span span) {
    Word target = new Word(List.of(new Part.Literal("1", false, span)), span);
    Redirection errors =
        new Redirection.To(
            new Redirection.Descriptor.Numbered(2), Redirection.Way.DUPLICATE_OUT, target, span);
    Span whole = new Span(command.span().start(), span.end());
    if (command instanceof Command.Simple simple) {
      List<Redirection> redirections = new ArrayList<>(simple.redirections());
      redirections.add(errors);
      return new Command.Simple(simple.assignments(), simple.words(), redirections, whole);
    }
    return new Command.Redirected(command, List.of(errors), whole);
  }

  /** A compound command with its redirections, a function, or a simple command. */
  Command command() {
    String word = reserved();
    if (MISPLACED.contains(word)) {
      throw in.unreadable("unexpected " + word);
    }
    Command compound = unit.compounds.read(word);
    return compound == null ? simple() : compound;
  }

  /** The reserved word, or what may be one, that stands here alone; else empty. */
  String reserved() {
    char first = in.peek();
    if (!isReservedChar(first)) {
      return "";
    }
    int start = in.mark();
    StringBuilder word = new StringBuilder(LONGEST_RESERVED);
    char c = first;
    while (isReservedChar(c) && word.length() <= LONGEST_RESERVED) {
      word.append(c);
      in.advance();
      c = in.peek();
    }
    in.reset(start);
    return c == END || Chars.isMeta(c) ? word.toString() : "";
  }

  private static boolean isReservedChar(char c) {
    return (c >= 'a' && c <= 'z') || c == '{' || c == '}' || c == '!' || c == '[';
  }

  /** Moves behind a reserved word and the blanks behind it. */
  void skipWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      in.peek();
      in.advance();
    }
    in.skipBlanks();
  }

  /** Assignments, words and redirections; or a function, when two parentheses follow a word. */
  Command simple() {
    in.peek();
    int start = in.mark();
    int end = start;
    List<Assignment> assignments = new ArrayList<>(0);
    List<Word> words = new ArrayList<>(4);
    List<Redirection> redirections = new ArrayList<>(0);
    boolean declaring = false;
    while (true) {
      in.skipBlanks();
      Redirection redirection = unit.redirections.read();
      if (redirection != null) {
        redirections.add(redirection);
        end = in.mark();
        continue;
      }
      char c = in.peek();
      if (c == '(' && words.size() == 1 && assignments.isEmpty() && redirections.isEmpty()) {
        return unit.compounds.function(words.getFirst(), start);
      }
      if (c == END || c == '#' || (Chars.isMeta(c) && !startsProcess(c))) {
        break;
      }
      Assignment assignment = words.isEmpty() ? unit.assignments.read() : null;
      if (assignment != null) {
        assignments.add(assignment);
      } else {
        Word array = declaring ? unit.assignments.declaredArray() : null;
        words.add(array != null ? array : word());
        declaring |= words.size() == 1 && DECLARING.contains(words.getFirst().text().orElse(""));
      }
      end = in.mark();
    }
    if (end == start) {
      throw in.unexpected();
    }
    return new Command.Simple(assignments, words, redirections, in.span(start, end));
  }

  private Word word() {
    int start = in.mark();
    Word word = unit.words.require(Style.COMMAND);
    char next = in.peek();
    if ((next == '<' || next == '>')
        && in.raw(start) == '{'
        && in.raw(in.mark() - 1) == '}'
        && in.textBetween(start, in.mark()).indexOf('[') > 0) {
      // {a[0]}>x: bash puts the number of the descriptor into the array.
      throw in.unreadable("a redirection into an array", start);
    }
    return word;
  }

  private boolean startsProcess(char c) {
    return (c == '<' || c == '>') && in.peekSecond() == '(';
  }
}
