package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code find}: start folders, tests, actions. */
final class FindCommand {

  private static final Set<String> OPTIONS = Set.of("-H", "-L", "-P", "-E", "-X", "-d", "-s", "-x");
  private static final Set<String> PLAIN =
      Set.of(
          "!",
          "(",
          ")",
          "-not",
          "-and",
          "-or",
          "-a",
          "-o",
          ",",
          "-print",
          "-print0",
          "-ls",
          "-prune",
          "-quit",
          "-depth",
          "-d",
          "-mount",
          "-xdev",
          "-follow",
          "-daystart",
          "-empty",
          "-readable",
          "-writable",
          "-executable",
          "-nouser",
          "-nogroup",
          "-true",
          "-false",
          "-noleaf",
          "-ignore_readdir_race",
          "-noignore_readdir_race",
          "-warn",
          "-nowarn",
          "-help",
          "--help",
          "-version",
          "--version",
          "-X");
  private static final Set<String> TESTS =
      Set.of(
          "-name",
          "-iname",
          "-path",
          "-ipath",
          "-wholename",
          "-iwholename",
          "-regex",
          "-iregex",
          "-lname",
          "-ilname",
          "-type",
          "-xtype",
          "-size",
          "-mtime",
          "-mmin",
          "-atime",
          "-amin",
          "-ctime",
          "-cmin",
          "-newer",
          "-anewer",
          "-cnewer",
          "-newermt",
          "-newerat",
          "-newerct",
          "-newermm",
          "-perm",
          "-user",
          "-group",
          "-uid",
          "-gid",
          "-links",
          "-inum",
          "-samefile",
          "-maxdepth",
          "-mindepth",
          "-regextype",
          "-fstype",
          "-context",
          "-used",
          "-printf",
          "-files0-from",
          "-O",
          "-D");

  private static final Set<String> MIXING = Set.of("!", "-not", "-o", "-or", ",");

  private final Walk walk;

  FindCommand(Walk walk) {
    this.walk = walk;
  }

  /** What was read of one line. */
  private static final class State {
    final List<Arg> starts = new ArrayList<>();
    boolean filtered;
    boolean prints = true;

    /** What the names of all that is found are known to look like. */
    String named = "";

    /** Tests are negated or joined by "or": then a name says nothing. */
    boolean mixed;

    /** It asks for programs that run as somebody else. */
    boolean privileged;
  }

  Stream run(String program, List<Arg> args, Frame frame) {
    walk.findings.add(new Effect.Run(program, frame.origin()));
    State state = new State();
    int at = starts(args, state);
    for (Arg start : state.starts) {
      Target target = Files.target(walk, start, frame);
      walk.findings.add(new Effect.File(FileOperation.LIST, target, true, program, frame.origin()));
    }
    // Tests decide what an action meets, wherever they stand before it.
    while (at < args.size()) {
      at = expression(program, args, at, state, frame);
    }
    searched(program, state, frame);
    Arg first = state.starts.getFirst();
    if (state.starts.size() > 1 || !first.isKnown() || !state.prints) {
      return Stream.unknown(List.of());
    }
    String in = folder(first.text());
    boolean keys = PathTable.SHIPPED.isTelling(state.named);
    return keys ? Stream.of(in + state.named + "\n", List.of()) : Stream.lines(in, List.of());
  }

  /** Who looks for keys all over the machine does not look for a file of the task. */
  private void searched(String program, State state, Frame frame) {
    boolean outside =
        state.starts.stream()
            .map(start -> Files.target(walk, start, frame).place())
            .anyMatch(
                place ->
                    place != PathClass.WORKSPACE
                        && place != PathClass.WORKSPACE_ROOT
                        && place != PathClass.TEMPORARY);
    if (outside && (state.privileged || PathTable.SHIPPED.isTelling(state.named))) {
      walk.findings.add(new Effect.Opaque("secret-search", program, frame.origin()));
    }
  }

  private static int starts(List<Arg> args, State state) {
    int at = 0;
    while (at < args.size() && isOption(args.get(at).text())) {
      at++;
    }
    while (at < args.size()) {
      String text = args.get(at).text();
      if (text.startsWith("-") || text.equals("(") || text.equals("!")) {
        break;
      }
      state.starts.add(args.get(at++));
    }
    if (state.starts.isEmpty()) {
      Span span = args.isEmpty() ? new Span(0, 0) : args.getFirst().span();
      state.starts.add(Arg.of(".", span));
    }
    return at;
  }

  private static boolean isOption(String text) {
    return OPTIONS.contains(text) || text.equals("-O1") || text.equals("-O2") || text.equals("-O3");
  }

  private static String folder(String start) {
    return start.endsWith("/") ? start : start + "/";
  }

  private int expression(String program, List<Arg> args, int at, State state, Frame frame) {
    Arg arg = args.get(at);
    String text = arg.text();
    if (PLAIN.contains(text)) {
      state.mixed |= MIXING.contains(text);
      state.filtered |= text.equals("-empty");
      return at + 1;
    }
    if (TESTS.contains(text)) {
      boolean narrows =
          !text.equals("-maxdepth") && !text.equals("-mindepth") && !text.equals("-type");
      boolean all = at + 1 < args.size() && args.get(at + 1).text().equals("*");
      if (at + 1 < args.size() && (text.equals("-name") || text.equals("-iname"))) {
        state.named = args.get(at + 1).text();
      }
      state.filtered |= narrows && !all;
      state.privileged |=
          text.equals("-perm")
              && at + 1 < args.size()
              && args.get(at + 1).text().matches("[-/+]?(?:[2467]000|.*[ug]?[+=]s.*)");
      return at + 2;
    }
    return switch (text) {
      case "-delete" -> {
        delete(program, state, frame);
        yield at + 1;
      }
      case "-exec", "-execdir", "-ok", "-okdir" -> execute(text, args, at + 1, state, frame);
      case "-fprint", "-fprint0", "-fls" -> {
        write(program, args, at + 1, frame);
        yield at + 2;
      }
      case "-fprintf" -> {
        write(program, args, at + 1, frame);
        yield at + 3;
      }
      default -> {
        walk.findings.add(
            new Effect.Opaque(
                arg.isKnown() ? "unknown-option" : "unknown-word", program, frame.origin()));
        yield at + 1;
      }
    };
  }

  private void delete(String program, State state, Frame frame) {
    for (Arg start : state.starts) {
      Arg what = state.filtered ? named(start, state, frame) : start;
      Target target = Files.target(walk, what, frame);
      walk.findings.add(
          new Effect.File(FileOperation.DELETE, target, !state.filtered, program, frame.origin()));
    }
  }

  private void write(String program, List<Arg> args, int at, Frame frame) {
    if (at < args.size()) {
      Target target = Files.target(walk, args.get(at), frame);
      Weakening.listed(walk, target, program, frame);
    }
  }

  /** Something found below a start folder, by its name where all have one of the same kind. */
  private Arg named(Arg start, State state, Frame frame) {
    PathClass place = Files.target(walk, start, frame).place();
    boolean inside = place == PathClass.WORKSPACE || place == PathClass.WORKSPACE_ROOT;
    boolean telling =
        Marks.isKnown(state.named)
            && state.named.indexOf('/') < 0
            && state.named.chars().filter(c -> c == '*' || c == '?' || c == '[').count() <= 1
            && state.named.chars().filter(Character::isLetterOrDigit).count() >= 2;
    return inside && telling && !state.mixed && start.isKnown()
        ? start.with(folder(start.text()) + Marks.STAR + "/" + state.named.replace('*', Marks.STAR))
        : below(start);
  }

  /** Something found below a start folder. */
  private static Arg below(Arg start) {
    return start.with(folder(start.text()) + Marks.ANY);
  }

  private int execute(String action, List<Arg> args, int from, State state, Frame frame) {
    int end = from;
    while (end < args.size() && !args.get(end).text().equals(";")) {
      boolean plus =
          args.get(end).text().equals("+") && end > from && args.get(end - 1).text().equals("{}");
      if (plus) {
        break;
      }
      end++;
    }
    state.prints = false;
    for (Arg start : state.starts) {
      Arg found =
          action.endsWith("dir")
              ? start.with("./" + Marks.ANY)
              : state.filtered ? named(start, state, frame) : everything(start);
      if (PathTable.SHIPPED.isTelling(state.named)) {
        found = start.with(folder(start.text()) + state.named);
      }
      List<Arg> words = new ArrayList<>();
      for (Arg word : args.subList(from, end)) {
        String text = word.text();
        words.add(text.contains("{}") ? word.with(text.replace("{}", found.text())) : word);
      }
      Frame inner = frame.through("find -exec").less(Certainty.CONDITIONAL).apart();
      walk.dispatch.run(words, inner.in(Stream.NONE));
    }
    return end + 1;
  }

  /** Without a test the folder itself is among what is found. */
  private static Arg everything(Arg start) {
    return start.with(folder(start.text()) + Marks.STAR);
  }
}
