package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of a command or subcommand. Filled by {@link SpecReader}, then only read. */
final class CommandSpec {

  /** How a command reads its words. */
  enum Style {
    /** Options end at the first operand. */
    POSIX,
    /** Long options have one dash; no clusters. */
    SINGLE,
    /** Options that are not listed are harmless: the effect is in the verb. */
    LENIENT,
    /** {@code -5} is an option. */
    DIGITS,
    /** Subcommands do not take this one's options. */
    OWN,
    /** The first word may be a cluster without its dash (tar, ps). */
    BUNDLE,
    /** Long options may not be shortened. */
    EXACT,
    /** {@code +x} words are options. */
    PLUS,
    /** Subcommands may be shortened as long as only one fits. */
    ABBREVIATED,
    /** A subcommand that is not listed runs the project's own code (task runners). */
    TASKS,
    /** What it prints is a number or a simple name. */
    TOKEN,
    /** What it prints is a list of paths at or below its folder operands. */
    PATHS,
    /** Prints nothing of what it reads. */
    QUIET,
    /** Known also as a script that an interpreter is given: {@code python manage.py}. */
    SCRIPTED,
    /** {@code python3.12} is the same program. */
    VERSIONED,
    /** What it reads on standard input does not come out. */
    DEAF
  }

  /**
   * What follows from a word.
   *
   * @param option the option whose value is meant, or empty: operands
   */
  record Match(String option, Scope scope, List<String> patterns, List<SpecAction> actions) {}

  /** Which operands a {@link Match} looks at. */
  enum Scope {
    FIRST,
    ANY,
    VALUE
  }

  /** What follows from a number of operands. */
  record Count(int least, int most, List<SpecAction> actions) {}

  /** A tree of subcommands that is read by its verbs. */
  record Verbs(String area, int depth) {}

  final String name;
  final @Nullable CommandSpec parent;
  final Set<Style> styles = EnumSet.noneOf(Style.class);
  final TreeMap<String, OptionSpec> options = new TreeMap<>();
  final List<SpecAction.OperandSpec> operands = new ArrayList<>();
  final List<SpecAction.Add> effects = new ArrayList<>();
  final List<Match> matches = new ArrayList<>();
  final List<Count> counts = new ArrayList<>();
  final Map<String, CommandSpec> subs = new HashMap<>();
  @Nullable Verbs verbs;
  String special = "";
  @Nullable Role standardInput;
  private @Nullable Boolean harmlessOptions;

  CommandSpec(String name, @Nullable CommandSpec parent) {
    this.name = name;
    this.parent = parent;
  }

  boolean is(Style style) {
    return styles.contains(style);
  }

  /** Whether operands that name no subcommand have a meaning of their own. */
  boolean operandsMayBeAnything() {
    return !operands.isEmpty();
  }

  /** The program's own name, without subcommands. */
  String program() {
    int blank = name.indexOf(' ');
    return blank < 0 ? name : name.substring(0, blank);
  }

  /** The subcommands, without the program's name. */
  String verb() {
    int blank = name.indexOf(' ');
    return blank < 0 ? "" : name.substring(blank + 1);
  }

  /** The option of this or, where it is handed down, of the command above. */
  @Nullable OptionSpec option(String option) {
    OptionSpec found = options.get(option);
    if (found == null && parent != null && !parent.is(Style.OWN)) {
      return parent.option(option);
    }
    return found;
  }

  /** The only long option that begins so, or null. */
  @Nullable OptionSpec abbreviated(String start) {
    OptionSpec found = null;
    for (Map.Entry<String, OptionSpec> entry : options.tailMap(start).entrySet()) {
      if (!entry.getKey().startsWith(start)) {
        break;
      }
      if (found != null && !found.equals(entry.getValue())) {
        return null;
      }
      found = entry.getValue();
    }
    return found;
  }

  /** Whether no option, known or hidden in an unknown word, could do more than read. */
  boolean hasOnlyHarmlessOptions() {
    Boolean known = harmlessOptions;
    if (known == null) {
      known =
          options.values().stream().allMatch(OptionSpec::isHarmless)
              && (parent == null || parent.is(Style.OWN) || parent.hasOnlyHarmlessOptions());
      harmlessOptions = known;
    }
    return known;
  }
}
