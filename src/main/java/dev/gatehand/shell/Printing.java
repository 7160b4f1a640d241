package dev.gatehand.shell;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands whose output is known from their words. */
final class Printing {

  /** A field of a hundred million characters. */
  private static final Pattern WIDE = Pattern.compile("%[-+ #0']*\\.?\\d{8,}");

  private final Walk walk;

  Printing(Walk walk) {
    this.walk = walk;
  }

  Stream echo(List<Arg> args, Frame frame) {
    walk.findings.add(new Effect.Run("echo", frame.origin()));
    int first = 0;
    boolean escapes = false;
    boolean newline = true;
    while (first < args.size() && isEchoOption(args.get(first).text())) {
      String option = args.get(first++).text();
      escapes |= option.indexOf('e') > 0;
      newline &= option.indexOf('n') < 0;
    }
    StringBuilder text = new StringBuilder();
    List<Source> sources = List.of();
    for (int i = first; i < args.size(); i++) {
      text.append(i > first ? " " : "").append(args.get(i).text());
      sources = Source.join(sources, args.get(i).sources());
    }
    String line = escapes ? Codecs.unescape(text.toString()) : text.toString();
    return Stream.of(newline ? line + "\n" : line, sources);
  }

  private static boolean isEchoOption(String text) {
    if (text.length() < 2 || text.charAt(0) != '-') {
      return false;
    }
    return text.chars().skip(1).allMatch(c -> c == 'n' || c == 'e' || c == 'E');
  }

  Stream printf(List<Arg> args, Frame frame) {
    walk.findings.add(new Effect.Run("printf", frame.origin()));
    List<Source> sources = List.of();
    for (Arg arg : args) {
      sources = Source.join(sources, arg.sources());
    }
    int first = 0;
    String variable = null;
    if (args.size() > 1 && args.getFirst().text().equals("-v")) {
      new Conditions(walk).evaluated(args.get(1), frame);
      variable = args.get(1).text();
      first = 2;
    }
    if (first < args.size() && args.get(first).text().equals("--")) {
      first++;
    }
    if (first >= args.size()) {
      return Stream.NONE;
    }
    if (WIDE.matcher(args.get(first).text()).find()) {
      walk.findings.add(
          new Effect.Change(EffectName.RESOURCE_EXHAUST, Map.of("what", "output"), frame.origin()));
    }
    String text = formatted(args.get(first).text(), args.subList(first + 1, args.size()));
    if (variable != null) {
      walk.assign(
          variable,
          new Scope.Variable(text == null ? "" + Marks.ANY : text, sources, text == null),
          frame);
      return Stream.NONE;
    }
    return new Stream(text, null, sources, true);
  }

  /** Only what is simple: text, {@code %s}, {@code %d} and {@code %b}; else null. */
  private static @Nullable String formatted(String format, List<Arg> args) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    do {
      int before = next;
      for (int i = 0; i < format.length(); i++) {
        char c = format.charAt(i);
        if (c != '%' || i + 1 == format.length()) {
          out.append(c);
          continue;
        }
        char kind = format.charAt(++i);
        if (kind == '%') {
          out.append('%');
        } else if (kind == 's' || kind == 'd' || kind == 'b') {
          String value = next < args.size() ? args.get(next).text() : "";
          out.append(kind == 'b' ? Codecs.unescape(value) : value.replace("\\", "\\\\"));
          next++;
        } else {
          return null;
        }
      }
      if (next == before) {
        break;
      }
    } while (next < args.size() && out.length() < 65_536);
    return Codecs.unescape(out.toString());
  }

  @Nullable Stream cat(Invocation invocation, Frame frame) {
    List<Arg> operands = invocation.operands();
    if (operands.isEmpty() || (operands.size() == 1 && operands.getFirst().text().equals("-"))) {
      return frame.in();
    }
    if (operands.size() > 1) {
      return null;
    }
    Arg only = operands.getFirst();
    if (only.pipe() != null) {
      return only.pipe();
    }
    Target target = Files.target(walk, only, frame);
    return target.path().equals("/dev/null")
        ? Stream.of("", List.of())
        : walk.findings.written(target.path());
  }

  /** Prints paths below the folders that it is given, or below the working directory. */
  Stream paths(Invocation invocation, Consequences.Outcome outcome, Frame frame) {
    String folder = "./";
    int at = 0;
    for (Arg operand : invocation.operands()) {
      boolean listed =
          at >= outcome.roles.size() || outcome.roles.get(at).role().kind() != Role.Kind.TEXT;
      if (listed && operand.isKnown() && !operand.text().startsWith("-")) {
        folder = operand.text() + "/";
      } else if (listed) {
        return Stream.unknown(frame.sources(invocation.operands()));
      }
      at++;
    }
    return Stream.lines(folder, frame.in().sources());
  }
}
