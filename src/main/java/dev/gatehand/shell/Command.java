package dev.gatehand.shell;

import java.util.List;

/**
 * One command. Lists are flat (a thousand commands joined by {@code &&} are one {@link AndOr}), so
 * the depth of the tree is bounded by {@link ShellReader#MAX_DEPTH}.
 */
public sealed interface Command extends Node {

  /**
   * Assignments, words and redirections, each in the order of the text. Without words the
   * assignments stay in the shell and the redirections are still performed.
   */
  record Simple(
      List<Assignment> assignments, List<Word> words, List<Redirection> redirections, Span span)
      implements Command {
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirections = List.copyOf(redirections);
    }
  }

  /**
   * One or more stages; with a single stage it is there because of the word for negation or for
   * timing before it, and has no stages if nothing follows that. A stage before {@code |&} has
   * gained the redirection {@code 2>&1}, as bash does it.
   */
  record Pipeline(boolean negated, boolean timed, List<Command> stages, Span span)
      implements Command {
    public Pipeline {
      stages = List.copyOf(stages);
    }
  }

  /** Commands joined by {@code &&} and {@code ||}, which bind equally and from the left. */
  record AndOr(Command first, List<Link> rest, Span span) implements Command {
    public AndOr {
      rest = List.copyOf(rest);
    }
  }

  /** One further command of an {@link AndOr}, and when it runs. */
  record Link(When when, Command command) {}

  /** When a {@link Link} runs. */
  enum When {
    /** {@code &&} */
    SUCCESS,
    /** {@code ||} */
    FAILURE
  }

  /** Runs in a child process that is not waited for. */
  record Background(Command command, Span span) implements Command {}

  /** {@code { ...; }}: runs in this shell. */
  record Group(Script body, Span span) implements Command {}

  /** {@code ( ... )}: runs in a child process; its changes of the shell are lost. */
  record Subshell(Script body, Span span) implements Command {}

  /** A compound command with redirections of its own. */
  record Redirected(Command command, List<Redirection> redirections, Span span) implements Command {
    public Redirected {
      redirections = List.copyOf(redirections);
    }
  }

  /**
   * A definition: nothing of the body runs here, and from here on the name means something else.
   */
  record Function(String name, Command body, Span span) implements Command {}

  /** {@code if}, each {@code elif}, and {@code else} (empty when there is none). */
  record If(List<Branch> branches, Script otherwise, Span span) implements Command {
    public If {
      branches = List.copyOf(branches);
    }
  }

  /** A condition and what runs when it succeeds. */
  record Branch(Script condition, Script body) {}

  /** {@code while} or {@code until}. */
  record Loop(Until until, Script condition, Script body, Span span) implements Command {}

  /** What ends a {@link Loop}. */
  enum Until {
    /** {@code while} */
    FAILURE,
    /** {@code until} */
    SUCCESS
  }

  /** {@code for x in ...}; without {@code in} the words are an implied {@code "$@"}. */
  record For(String variable, List<Word> words, Script body, Span span) implements Command {
    public For {
      words = List.copyOf(words);
    }
  }

  /** {@code for ((first; condition; step))}; any of the three may be empty. */
  record ArithmeticFor(
      Arithmetic first, Arithmetic condition, Arithmetic step, Script body, Span span)
      implements Command {}

  /** {@code select x in ...}: a loop over what is typed on standard input. */
  record Select(String variable, List<Word> words, Script body, Span span) implements Command {
    public Select {
      words = List.copyOf(words);
    }
  }

  /** {@code case}: the first arm whose pattern matches runs. */
  record Case(Word subject, List<Arm> arms, Span span) implements Command {
    public Case {
      arms = List.copyOf(arms);
    }
  }

  /** Patterns, what they lead to, and how it goes on after it. */
  record Arm(List<Word> patterns, Script body, After after) {
    public Arm {
      patterns = List.copyOf(patterns);
    }
  }

  /** How a {@link Case} goes on after an arm. */
  enum After {
    /** {@code ;;} */
    LEAVE,
    /** {@code ;&}: the next arm runs, whatever its patterns. */
    FALL_THROUGH,
    /** {@code ;;&}: the next patterns are tried. */
    TRY_NEXT
  }

  /** {@code [[ ... ]]} */
  record Test(Condition condition, Span span) implements Command {}

  /** {@code (( ... ))} */
  record Evaluate(Arithmetic expression, Span span) implements Command {}

  /** {@code coproc NAME command}; without a name it is {@code COPROC}. */
  record Coproc(String name, Command command, Span span) implements Command {}
}
