package dev.gatehand.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the knowledge files of commands. Strict: what it does not understand stops the start with
 * file and line. The format is described in {@code commands/README.txt}.
 */
final class SpecReader {

  private record Level(int indent, List<CommandSpec> specs) {}

  private final Map<String, CommandSpec> commands;
  private final Deque<Level> levels = new ArrayDeque<>();

  private SpecReader(Map<String, CommandSpec> commands) {
    this.commands = commands;
  }

  static Map<String, CommandSpec> read(List<List<KnowledgeFile.Line>> files) {
    Map<String, CommandSpec> commands = new HashMap<>();
    for (List<KnowledgeFile.Line> lines : files) {
      SpecReader reader = new SpecReader(commands);
      for (KnowledgeFile.Line line : lines) {
        reader.accept(line);
      }
    }
    return Map.copyOf(commands);
  }

  private void accept(KnowledgeFile.Line line) {
    while (!levels.isEmpty() && levels.peek().indent() >= line.indent()) {
      levels.pop();
    }
    int blank = line.text().indexOf(' ');
    String key = blank < 0 ? line.text() : line.text().substring(0, blank);
    String rest = blank < 0 ? "" : line.text().substring(blank + 1).strip();
    if (key.equals("command")) {
      if (line.indent() != 0) {
        throw line.wrong("a command begins at the left edge");
      }
      levels.push(new Level(0, named(line, rest)));
      return;
    }
    Level level = levels.peek();
    if (level == null) {
      throw line.wrong("belongs to no command");
    }
    if (key.equals("sub")) {
      levels.push(new Level(line.indent(), subs(line, rest, level.specs())));
      return;
    }
    for (CommandSpec spec : level.specs()) {
      property(line, key, rest, spec);
    }
  }

  private List<CommandSpec> named(KnowledgeFile.Line line, String names) {
    List<CommandSpec> specs = new ArrayList<>();
    for (String name : names.split(" +")) {
      CommandSpec spec = new CommandSpec(name, null);
      if (commands.put(name, spec) != null) {
        throw line.wrong("described twice");
      }
      specs.add(spec);
    }
    return specs;
  }

  private static List<CommandSpec> subs(
      KnowledgeFile.Line line, String names, List<CommandSpec> parents) {
    List<CommandSpec> specs = new ArrayList<>();
    for (CommandSpec parent : parents) {
      for (String name : names.split(" +")) {
        CommandSpec spec = new CommandSpec(parent.name + " " + name, parent);
        if (parent.subs.put(name, spec) != null) {
          throw line.wrong("described twice");
        }
        specs.add(spec);
      }
    }
    return specs;
  }

  private static void property(KnowledgeFile.Line line, String key, String rest, CommandSpec spec) {
    switch (key) {
      case "style" -> {
        for (String style : rest.split(" +")) {
          spec.styles.add(CommandSpec.Style.valueOf(style.toUpperCase(Locale.ROOT)));
        }
      }
      case "flag" -> options(line, rest, OptionSpec.Arity.NONE, Role.TEXT, spec);
      case "value", "maybe" -> {
        int blank = rest.indexOf(' ');
        Role role = blank < 0 ? null : Role.of(rest.substring(0, blank));
        if (role == null) {
          throw line.wrong("expected a role and options");
        }
        OptionSpec.Arity arity =
            key.equals("value") ? OptionSpec.Arity.REQUIRED : OptionSpec.Arity.OPTIONAL;
        options(line, rest.substring(blank + 1), arity, role, spec);
      }
      case "operands" -> spec.operands.addAll(SpecActions.operands(line, rest));
      case "effect" -> spec.effects.add(SpecActions.effect(line, rest));
      case "first", "any" -> {
        String[] sides = sides(line, rest);
        CommandSpec.Scope scope =
            key.equals("any") ? CommandSpec.Scope.ANY : CommandSpec.Scope.FIRST;
        spec.matches.add(match("", scope, sides[0], SpecActions.read(line, sides[1])));
      }
      case "given" -> {
        String[] sides = sides(line, rest);
        String[] words = sides[0].split(" +", 2);
        if (words.length != 2 || spec.option(words[0]) == null) {
          throw line.wrong("expected a known option and patterns");
        }
        List<SpecAction> actions = SpecActions.read(line, sides[1]);
        spec.matches.add(match(words[0], CommandSpec.Scope.VALUE, words[1], actions));
      }
      case "count" -> {
        String[] sides = sides(line, rest);
        boolean open = sides[0].endsWith("+");
        int least =
            Integer.parseInt(open ? sides[0].substring(0, sides[0].length() - 1) : sides[0]);
        int most = open ? Integer.MAX_VALUE : least;
        spec.counts.add(new CommandSpec.Count(least, most, SpecActions.read(line, sides[1])));
      }
      case "verbs" -> {
        String[] words = rest.split(" +");
        int depth = words.length > 1 ? Integer.parseInt(words[1]) : 3;
        spec.verbs = new CommandSpec.Verbs(words[0], depth);
      }
      case "special" -> spec.special = rest;
      case "stdin" -> {
        spec.standardInput = Role.of(rest);
        if (spec.standardInput == null) {
          throw line.wrong("no such role");
        }
      }
      default -> throw line.wrong("no such property");
    }
  }

  private static CommandSpec.Match match(
      String option, CommandSpec.Scope scope, String patterns, List<SpecAction> actions) {
    List<String> each = Arrays.asList(patterns.toLowerCase(Locale.ROOT).split(" +"));
    return new CommandSpec.Match(option, scope, each, actions);
  }

  private static void options(
      KnowledgeFile.Line line, String rest, OptionSpec.Arity arity, Role role, CommandSpec spec) {
    int colon = rest.indexOf(" : ");
    String names = colon < 0 ? rest : rest.substring(0, colon);
    List<SpecAction> actions =
        colon < 0 ? List.of() : SpecActions.read(line, rest.substring(colon + 3));
    String[] each = names.strip().split(" +");
    for (String name : each) {
      if (!name.startsWith("-") && !name.startsWith("+")) {
        throw line.wrong("an option begins with a dash");
      }
    }
    // Each spelling counts alone: which of them are one option matters to abbreviations only.
    for (String name : each) {
      if (spec.options.put(name, new OptionSpec(name, arity, role, actions)) != null) {
        throw line.wrong("option described twice: " + name);
      }
    }
  }

  private static String[] sides(KnowledgeFile.Line line, String rest) {
    int colon = rest.indexOf(" : ");
    if (colon < 0) {
      throw line.wrong("expected ' : ' and what follows");
    }
    return new String[] {rest.substring(0, colon).strip(), rest.substring(colon + 3).strip()};
  }

  /** Attributes as they are written: {@code key=value key=value}. */
  static Map<String, String> attributes(KnowledgeFile.Line line, String[] words, int from) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = from; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals <= 0 || equals == words[i].length() - 1) {
        throw line.wrong("expected key=value");
      }
      attributes.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return attributes;
  }
}
