package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One simple command: assignments, redirections, words. */
final class SimpleCommand {

  private final Walk walk;
  private final Redirections redirections;

  SimpleCommand(Walk walk) {
    this.walk = walk;
    this.redirections = new Redirections(walk);
  }

  Stream run(Command.Simple command, Frame outer) {
    Frame frame = new Frame(outer.scope(), outer.context(), command.span(), outer.in());
    List<Arg> args =
        walk.findings.limited(
            walk.expansion.words(command.words(), frame), "words", command.span());
    Redirections.Opened opened = redirections.open(command.redirections(), frame);
    Frame inner = frame.in(opened.in());
    List<Source> given = List.of();
    Map<String, String> prefix = new HashMap<>();
    for (Assignment assignment : command.assignments()) {
      if (assignment.name().equals("IFS") && isRead(args)) {
        // Only for splitting the line that is read.
        continue;
      }
      Scope.Variable value = assign(assignment, inner, args.isEmpty());
      given = Source.join(given, value.sources());
      prefix.put(assignment.name(), value.text());
    }
    if (args.isEmpty()) {
      redirections.finish(opened, Stream.of("", List.of()), inner);
      return Stream.NONE;
    }
    frame.scope().prefix(prefix);
    Stream out = walk.dispatch.run(args, inner);
    frame.scope().prefix(Map.of());
    return redirections.finish(opened, out, inner);
  }

  private static boolean isRead(List<Arg> args) {
    return !args.isEmpty() && args.getFirst().text().equals("read");
  }

  Stream redirected(Command.Redirected command, Frame outer) {
    Frame frame = new Frame(outer.scope(), outer.context(), command.span(), outer.in());
    Redirections.Opened opened = redirections.open(command.redirections(), frame);
    Stream out = walk.command(command.command(), frame.in(opened.in()));
    return redirections.finish(opened, out, frame);
  }

  private Scope.Variable assign(Assignment assignment, Frame frame, boolean stays) {
    Arg word = walk.expansion.single(assignment.value(), frame);
    Scope.Variable value = new Scope.Variable(word.text(), word.sources(), word.many());
    if (assignment.operator() == Assignment.Operator.APPEND) {
      Scope.Variable before = frame.scope().variable(assignment.name());
      value =
          before == null || before.many()
              ? Scope.Variable.UNKNOWN
              : new Scope.Variable(
                  before.text() + value.text(),
                  Source.join(before.sources(), value.sources()),
                  value.many());
    }
    if (assignment.subscript() instanceof Subscript.At at) {
      new Conditions(walk).evaluated(walk.expansion.single(at.text(), frame), frame);
      value = new Scope.Variable(String.valueOf(Marks.ANY), value.sources(), true);
    }
    setting(walk, assignment.name(), value, frame);
    if (stays) {
      frame.scope().set(assignment.name(), value);
    } else {
      handed(walk, assignment.name(), value, frame);
    }
    return value;
  }

  /**
   * A program is handed the path of what it has no business with: it may read it or write it, as
   * with {@code SQLITE_HISTORY=~/.bashrc}.
   */
  static void handed(Walk walk, String name, Scope.Variable value, Frame frame) {
    String text = value.text();
    if (text.startsWith("/") || text.startsWith("~") || text.startsWith("../")) {
      Target target = Files.target(walk, text, value.many(), frame);
      boolean foreign =
          switch (target.pathClass()) {
            case STARTUP, CREDENTIAL, GIT_METADATA, DEVICE -> target.place() != PathClass.TEMPORARY;
            default -> false;
          };
      if (foreign) {
        walk.findings.add(
            new Effect.Change(
                EffectName.ENVIRONMENT_CHANGE,
                Map.of("variable", name, "risk", "config"),
                frame.origin()));
      }
    }
  }

  /** The effect of a variable being set, if programs obey it. */
  static void setting(Walk walk, String name, Scope.Variable value, Frame frame) {
    if (name.equals("PATH")) {
      path(walk, value, frame);
      return;
    }
    String risk = Variables.risk(name, value.text());
    if (risk == null) {
      return;
    }
    boolean line = risk.equals("shell");
    walk.findings.add(
        new Effect.Change(
            EffectName.ENVIRONMENT_CHANGE,
            Map.of("variable", name, "risk", line ? "code" : risk),
            frame.origin()));
    if (line && !value.text().isBlank()) {
      Arg code = new Arg(value.text(), false, value.sources(), null, frame.span(), value.text());
      walk.payloads.inline("shell", name, code, frame.apart().in(Stream.NONE));
    }
  }

  /** Beyond so many nobody looks at each. */
  private static final int MOST_FOLDERS = 64;

  /** Folders after the old PATH can't hide a program that is already found. */
  private static void path(Walk walk, Scope.Variable value, Frame frame) {
    String text = value.text();
    List<String> before = new ArrayList<>();
    for (String folder : text.split(":")) {
      if (folder.equals(String.valueOf(Marks.PATH))) {
        break;
      }
      before.add(folder);
    }
    boolean keeps = text.indexOf(Marks.PATH) >= 0;
    if (keeps && before.isEmpty()) {
      return;
    }
    String what = "system";
    for (String folder : before) {
      if (before.size() > MOST_FOLDERS) {
        what = "many";
        break;
      }
      Target target =
          Marks.isKnown(folder)
              ? walk.locations.target(folder, frame.scope().directory)
              : Locations.unknown(folder);
      if (target.place() != PathClass.SYSTEM) {
        what = target.place().id();
      }
    }
    walk.findings.add(
        new Effect.Change(
            EffectName.NAME_CHANGE, Map.of("kind", "path", "what", what), frame.origin()));
  }
}
