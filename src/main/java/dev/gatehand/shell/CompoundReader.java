package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads compound commands: groups, loops, conditions, functions and what else has an inside. */
final class CompoundReader {
  private final Unit unit;
  private final Cursor in;

  CompoundReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /**
   * The compound command at the cursor with its redirections; null if it is none.
   *
   * @param word the reserved word there, or empty
   */
  @Nullable Command read(String word) {
    int start = in.mark();
    in.budget().enter(in.origin(start));
    Command command =
        switch (word) {
          case "{" -> group(start);
          case "if" -> conditional(start);
          case "while", "until" -> loop(word, start);
          case "for" -> loopOver(start);
          case "select" -> select(start);
          case "case" -> unit.cases.read(start);
          case "function" -> function(start);
          case "coproc" -> coproc(start);
          case "[[" -> test(start);
          default -> in.peek() == '(' ? parenthesis(start) : null;
        };
    in.budget().leave();
    if (command == null
        || command instanceof Command.Function
        || command instanceof Command.Coproc) {
      return command;
    }
    List<Redirection> redirections = unit.redirections.readAll();
    return redirections.isEmpty()
        ? command
        : new Command.Redirected(command, redirections, in.spanFrom(start));
  }

  private Command group(int start) {
    unit.commands.skipWord("{");
    Script body = unit.lists.require("}");
    end("}");
    return new Command.Group(body, in.spanFrom(start));
  }

  private Command parenthesis(int start) {
    in.advance();
    if (in.peek() == '(') {
      int inside = in.mark();
      in.advance();
      ArithmeticReader.Attempt attempt = unit.arithmetic.attempt();
      if (attempt.isArithmetic()) {
        return new Command.Evaluate(attempt.expression(), in.spanFrom(start));
      }
      in.reset(inside);
    }
    Script body = unit.lists.require();
    in.expect(')', "at the end of a subshell");
    return new Command.Subshell(body, in.spanFrom(start));
  }

  private Command test(int start) {
    unit.commands.skipWord("[[");
    Condition condition = unit.conditions.read();
    end("]]");
    return new Command.Test(condition, in.spanFrom(start));
  }

  /** Requires the word and moves behind it, but not over blanks. */
  void end(String word) {
    unit.lists.skipSeparators();
    for (int i = 0; i < word.length(); i++) {
      if (!in.accept(word.charAt(i))) {
        throw in.unreadable("expected " + word);
      }
    }
    if (in.peek() != END && !Chars.isMeta(in.peek())) {
      throw in.unreadable("expected a blank behind " + word);
    }
  }

  private Command conditional(int start) {
    List<Command.Branch> branches = new ArrayList<>(1);
    Script otherwise = new Script(List.of(), in.span(start, start));
    String word = "if";
    do {
      unit.commands.skipWord(word);
      Script condition = unit.lists.require("then");
      end("then");
      Script body = unit.lists.require("elif", "else", "fi");
      branches.add(new Command.Branch(condition, body));
      word = unit.commands.reserved();
    } while (word.equals("elif"));
    if (word.equals("else")) {
      unit.commands.skipWord(word);
      otherwise = unit.lists.require("fi");
    }
    end("fi");
    return new Command.If(branches, otherwise, in.spanFrom(start));
  }

  private Command loop(String word, int start) {
    unit.commands.skipWord(word);
    Script condition = unit.lists.require("do");
    Script body = body();
    Command.Until until = word.equals("while") ? Command.Until.FAILURE : Command.Until.SUCCESS;
    return new Command.Loop(until, condition, body, in.spanFrom(start));
  }

  private Script body() {
    end("do");
    Script body = unit.lists.require("done");
    end("done");
    return body;
  }

  /** What a for or select loop does: {@code do} or, long undocumented, braces. */
  private Script loopBody() {
    unit.lists.skipSeparators();
    if (!unit.commands.reserved().equals("{")) {
      return body();
    }
    end("{");
    Script body = unit.lists.require("}");
    end("}");
    return body;
  }

  private Command loopOver(int start) {
    unit.commands.skipWord("for");
    if (in.peek() == '(') {
      in.advance();
      in.expect('(', "behind for (");
      Arithmetic[] three = unit.arithmetic.three();
      in.skipBlanks();
      in.accept(';');
      Script body = loopBody();
      return new Command.ArithmeticFor(three[0], three[1], three[2], body, in.spanFrom(start));
    }
    String variable = variable();
    List<Word> words = loopWords();
    Script body = loopBody();
    return new Command.For(variable, words, body, in.spanFrom(start));
  }

  private Command select(int start) {
    unit.commands.skipWord("select");
    String variable = variable();
    List<Word> words = loopWords();
    Script body = loopBody();
    return new Command.Select(variable, words, body, in.spanFrom(start));
  }

  private String variable() {
    String name = unit.expansions.readName();
    if (name.isEmpty() || !(in.peek() == END || Chars.isMeta(in.peek()))) {
      throw in.unreadable("a loop whose variable is not a name");
    }
    return name;
  }

  private List<Word> loopWords() {
    in.skipBlanks();
    int place = in.mark();
    if (in.accept(';')) {
      return arguments(place);
    }
    unit.lists.skipSeparators();
    if (!unit.commands.reserved().equals("in")) {
      return arguments(place);
    }
    unit.commands.skipWord("in");
    List<Word> words = new ArrayList<>();
    for (char c = in.peek(); c != ';' && c != '\n' && c != '#'; c = in.peek()) {
      words.add(unit.words.require(Style.COMMAND));
      in.skipBlanks();
    }
    in.accept(';');
    return words;
  }

  /** Without words it goes over the arguments. */
  private List<Word> arguments(int place) {
    Span span = in.span(place, place);
    Part all =
        new Part.Parameter("@", new Subscript.None(), false, new Operation.Plain(), true, span);
    return List.of(new Word(List.of(all), span));
  }

  private Command function(int start) {
    unit.commands.skipWord("function");
    Word name = unit.words.require(Style.COMMAND);
    in.skipBlanks();
    if (in.peek() == '(') {
      int before = in.mark();
      in.advance();
      in.skipBlanks();
      if (!in.accept(')')) {
        in.reset(before);
      }
    }
    return body(name, start);
  }

  /** {@code name ()}, the cursor on the opening parenthesis. */
  Command function(Word name, int start) {
    in.advance();
    in.skipBlanks();
    in.expect(')', "behind the name of a function");
    return body(name, start);
  }

  private Command body(Word word, int start) {
    String name = word.text().or(word::pattern).orElse("");
    if (name.isEmpty()) {
      throw in.unreadable("a function whose name is not plain", start);
    }
    unit.lists.skipSeparators();
    Command body = compound();
    return new Command.Function(name, body, in.spanFrom(start));
  }

  private Command compound() {
    Command body = read(unit.commands.reserved());
    if (body == null) {
      throw in.unexpected();
    }
    return body;
  }

  private Command coproc(int start) {
    unit.commands.skipWord("coproc");
    if (startsCompound()) {
      return new Command.Coproc("COPROC", compound(), in.spanFrom(start));
    }
    int before = in.mark();
    String name = unit.expansions.readName();
    in.skipBlanks();
    if (!name.isEmpty() && in.mark() > before && startsCompound()) {
      return new Command.Coproc(name, compound(), in.spanFrom(start));
    }
    in.reset(before);
    Command command = unit.commands.simple();
    return new Command.Coproc("COPROC", command, in.spanFrom(start));
  }

  private boolean startsCompound() {
    return switch (unit.commands.reserved()) {
      case "{", "if", "while", "until", "for", "select", "case", "[[" -> true;
      default -> in.peek() == '(';
    };
  }
}
