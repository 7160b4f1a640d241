package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command, read as the command itself would read them.
 *
 * @param spec of the subcommand, if there is one
 * @param command the words after an option that takes all the rest as a command
 * @param strays values of options that are not known
 * @param doubts why not all of it was understood: reasons as they stand in opaque effects
 */
record Invocation(
    CommandSpec spec,
    List<Given> options,
    List<Arg> operands,
    List<Arg> command,
    List<Arg> strays,
    List<String> doubts) {

  /** An option and, if it takes one, its value. */
  record Given(OptionSpec option, @Nullable Arg value) {}

  @Nullable Arg value(String option) {
    for (Given given : options) {
      if (given.option().name().equals(option)) {
        return given.value();
      }
    }
    return null;
  }

  boolean has(String option) {
    for (Given given : options) {
      if (given.option().name().equals(option)) {
        return true;
      }
    }
    return false;
  }

  static Invocation read(CommandSpec spec, List<Arg> args) {
    return new Reader(spec, args).read();
  }

  /** Goes through the words once. */
  private static final class Reader {
    private CommandSpec spec;
    private final List<Arg> args;
    private final List<Given> options = new ArrayList<>();
    private final List<Arg> operands = new ArrayList<>();
    private final List<Arg> command = new ArrayList<>();
    private final List<Arg> strays = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private int at;
    private boolean ended;

    Reader(CommandSpec spec, List<Arg> args) {
      this.spec = spec;
      this.args = args;
    }

    Invocation read() {
      while (at < args.size()) {
        Arg arg = args.get(at++);
        String text = arg.text();
        if (!ended && isOption(arg, text)) {
          option(arg, text);
        } else {
          operand(arg, text);
        }
      }
      return new Invocation(spec, options, operands, command, strays, doubts);
    }

    private boolean isOption(Arg arg, String text) {
      if (text.length() > 1 && text.charAt(0) == '-') {
        return true;
      }
      if (spec.is(CommandSpec.Style.PLUS) && text.length() > 1 && text.charAt(0) == '+') {
        return true;
      }
      if (spec.is(CommandSpec.Style.BUNDLE) && at == 1 && Marks.isKnown(text)) {
        return !text.isEmpty() && spec.option("-" + text.charAt(0)) != null;
      }
      if (arg.mayBeOption() && !spec.hasOnlyHarmlessOptions()) {
        doubt("unknown-word");
      }
      return false;
    }

    private void operand(Arg arg, String text) {
      if (!spec.subs.isEmpty() && operands.isEmpty() && !ended) {
        if (!Marks.isKnown(text)) {
          doubt("unknown-subcommand");
        } else {
          CommandSpec sub = sub(text);
          if (sub != null) {
            spec = sub;
            return;
          }
        }
      }
      operands.add(arg);
      if (spec.is(CommandSpec.Style.POSIX)) {
        ended = true;
      }
    }

    private @Nullable CommandSpec sub(String text) {
      CommandSpec sub = spec.subs.get(text);
      if (sub != null || !spec.is(CommandSpec.Style.ABBREVIATED)) {
        return sub;
      }
      for (var entry : spec.subs.entrySet()) {
        if (entry.getKey().startsWith(text)) {
          if (sub != null) {
            return null;
          }
          sub = entry.getValue();
        }
      }
      return sub;
    }

    private void option(Arg arg, String text) {
      if (text.equals("--")) {
        OptionSpec end = spec.option("--");
        if (end != null && !ended) {
          options.add(new Given(end, null));
        }
        ended = true;
        return;
      }
      if (text.charAt(0) != '-' || text.startsWith("--") || spec.is(CommandSpec.Style.SINGLE)) {
        if (text.charAt(0) != '-' && spec.is(CommandSpec.Style.BUNDLE)) {
          cluster(arg, "-" + text);
        } else {
          longOption(arg, text);
        }
      } else {
        cluster(arg, text);
      }
    }

    private void longOption(Arg arg, String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      OptionSpec option = spec.option(name);
      if (option == null && text.startsWith("--") && !spec.is(CommandSpec.Style.EXACT)) {
        option = name.length() > 3 ? spec.abbreviated(name) : null;
        if (option != null && option.isOnlyLooking()) {
          // --vers 1.0 is another option of the tool more often than --version.
          option = null;
        }
      }
      if (option == null && spec.is(CommandSpec.Style.SINGLE)) {
        option = attached(text);
        if (option != null) {
          take(option, arg.with(text.substring(option.name().length())));
          return;
        }
      }
      if (option == null) {
        unknown(text);
        told(arg, name, equals);
        stray(arg, equals);
      } else if (equals >= 0 && option.arity() == OptionSpec.Arity.NONE) {
        // --version=1 is not --version.
        unknown(name + "=");
      } else if (equals >= 0) {
        take(option, arg.with(text.substring(equals + 1)));
      } else {
        takeNext(option);
      }
    }

    /** {@code -Dname=value}, {@code -I/include}: a value glued to an option of one dash. */
    private @Nullable OptionSpec attached(String text) {
      for (int end = text.length() - 1; end >= 2; end--) {
        OptionSpec option = spec.option(text.substring(0, end));
        if (option != null && option.arity() != OptionSpec.Arity.NONE) {
          return option;
        }
      }
      return null;
    }

    private void cluster(Arg arg, String text) {
      OptionSpec whole = spec.option(text);
      if (whole != null) {
        takeNext(whole);
        return;
      }
      for (int i = 1; i < text.length(); i++) {
        char c = text.charAt(i);
        OptionSpec option = spec.option("-" + c);
        if (option == null) {
          if (spec.is(CommandSpec.Style.DIGITS) && (Chars.isDigit(c) || c == Marks.TOKEN)) {
            continue;
          }
          unknown(text);
          if (spec.is(CommandSpec.Style.LENIENT)) {
            continue;
          }
          return;
        }
        if (option.arity() == OptionSpec.Arity.NONE) {
          options.add(new Given(option, null));
          continue;
        }
        if (i + 1 < text.length()) {
          String rest = text.substring(i + 1);
          take(option, arg.with(rest.startsWith("=") ? rest.substring(1) : rest));
        } else {
          takeNext(option);
        }
        return;
      }
    }

    private void takeNext(OptionSpec option) {
      if (option.arity() != OptionSpec.Arity.REQUIRED) {
        options.add(new Given(option, null));
        return;
      }
      boolean rest =
          option.role().kind() == Role.Kind.COMMAND || option.role().kind() == Role.Kind.SHELL;
      if (rest) {
        options.add(new Given(option, null));
        command.addAll(args.subList(at, args.size()));
        at = args.size();
      } else if (at < args.size()) {
        take(option, args.get(TellingNames.swallows(spec, option, args.get(at)) ? at++ : at));
      } else if (!spec.is(CommandSpec.Style.LENIENT)) {
        doubt("missing-value");
      }
    }

    private void take(OptionSpec option, Arg value) {
      // What follows a program's file is its own.
      ended |= option.name().equals("-jar");
      options.add(new Given(option, option.arity() == OptionSpec.Arity.NONE ? null : value));
    }

    private void unknown(String text) {
      boolean alone = at == args.size() && operands.isEmpty() && options.isEmpty();
      if (text.equals("--dry-run") || text.equals("--dryrun")) {
        options.add(new Given(Consequences.TRIAL, null));
      } else if (text.equals("--help") || (alone && TellingNames.asksForHelp(spec, text))) {
        options.add(new Given(Consequences.HELP, null));
      } else if (!spec.is(CommandSpec.Style.LENIENT)) {
        doubt("unknown-option");
      } else {
        String reason = TellingNames.doubt(text);
        if (reason != null) {
          doubt(reason);
        }
      }
    }

    /** The next word stays an operand as well: nobody knows whether it is the option's. */
    private void told(Arg arg, String name, int equals) {
      boolean follows = equals < 0 && at < args.size();
      if (!spec.is(CommandSpec.Style.LENIENT) || !(equals >= 0 || follows)) {
        return;
      }
      Arg value = follows ? args.get(at) : arg.with(arg.text().substring(equals + 1));
      OptionSpec told = TellingNames.of(name, value.text());
      if (told != null) {
        options.add(new Given(told, value));
      }
    }

    private void stray(Arg arg, int equals) {
      if (equals >= 0) {
        strays.add(arg.with(arg.text().substring(equals + 1)));
      }
    }

    private void doubt(String reason) {
      if (!doubts.contains(reason)) {
        doubts.add(reason);
      }
    }
  }
}
