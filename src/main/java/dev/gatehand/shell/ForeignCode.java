package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into the code of other interpreters for calls that are known for what they do. It never
 * makes code harmless by not finding anything, except when nothing but printing and plain
 * arithmetic is in it.
 */
final class ForeignCode {

  private record Call(
      String language, EffectName effect, Map<String, String> attributes, String text) {}

  private static final Map<String, List<Call>> CALLS = new HashMap<>();
  private static final Pattern STRING =
      Pattern.compile("(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");

  /** A shell, or an end of a process, that is handed to a connection. */
  private static final Pattern SHELL_AT_A_SOCKET =
      Pattern.compile(
          "system\\s*\\(?\\$_|dup2|pty\\.spawn|[\"'\\s/](?:ba|z|da|k|a)?sh(?:\\s+-i)?[\"'\\s]|>&S\\b|cmd\\.exe|/bin/(?:ba)?sh");

  private static final Pattern LOOP =
      Pattern.compile("\\b(?:while|until|for|loop|foreach|forever|times|fork\\s*while)\\b");

  static {
    for (KnowledgeFile.Line line : KnowledgeFile.read("calls.txt")) {
      int bar = line.text().indexOf(" | ");
      if (bar < 0) {
        throw line.wrong("expected: language effect | calls");
      }
      String[] head = line.text().substring(0, bar).split(" +", 2);
      SpecAction.Add effect = SpecActions.effect(line, head[1]);
      for (String text : line.text().substring(bar + 3).strip().split(" +")) {
        CALLS
            .computeIfAbsent(head[0], _ -> new ArrayList<>())
            .add(new Call(head[0], effect.name(), effect.attributes(), text));
      }
    }
  }

  private final Walk walk;
  private boolean plain;

  ForeignCode(Walk walk) {
    this.walk = walk;
  }

  /** Whether nothing but printing was in it. */
  boolean isPlain() {
    return plain;
  }

  void read(String language, String program, Arg code, Frame frame) {
    String text = code.text();
    plain = PlainCode.is(language, text);
    boolean fetches = false;
    boolean evaluates = false;
    boolean decodes = false;
    boolean forks = false;
    for (Call call : CALLS.getOrDefault(language, List.of())) {
      int at = text.indexOf(call.text());
      for (int seen = 0; at >= 0 && seen < 20; seen++) {
        int after = at + call.text().length();
        if (isWhole(text, at, call.text())) {
          fetches |= call.effect().id().startsWith("network.");
          evaluates |= "hidden-code".equals(call.attributes().get("reason"));
          decodes |= "decodes".equals(call.attributes().get("reason"));
          forks |= "forks".equals(call.attributes().get("reason"));
          found(call, program, text, at, after, code, frame);
        }
        at = text.indexOf(call.text(), after);
      }
    }
    Frame whole = within(frame, 0, Math.min(text.length(), 200));
    if (fetches && (evaluates || SHELL_AT_A_SOCKET.matcher(text).find())) {
      ran(EffectName.CODE_DOWNLOAD, language, program, whole);
    } else if (decodes && evaluates) {
      ran(EffectName.CODE_DECODED, language, program, whole);
    }
    if (forks && LOOP.matcher(text).find()) {
      walk.findings.add(
          new Effect.Change(
              EffectName.RESOURCE_EXHAUST, Map.of("what", "processes"), whole.origin()));
    }
  }

  private void ran(EffectName what, String language, String program, Frame place) {
    walk.findings.add(new Effect.Code(what, language, "", program, place.origin()));
  }

  private static Frame within(Frame frame, int from, int to) {
    return new Frame(frame.scope(), frame.context(), new Span(from, to), frame.in());
  }

  /** Not the end of a longer name. */
  private static boolean isWhole(String text, int at, String call) {
    return at == 0 || !Chars.isWordChar(call.charAt(0)) || !Chars.isWordChar(text.charAt(at - 1));
  }

  private void found(
      Call call, String program, String text, int at, int after, Arg code, Frame frame) {
    boolean quoted = call.text().equals("`");
    if (quoted && text.substring(0, at).chars().filter(c -> c == '`').count() % 2 == 1) {
      return;
    }
    List<String> arguments = quoted ? quoted(text, after) : strings(text, after);
    Frame place = within(frame, at, Math.min(text.length(), after + 60));
    switch (call.effect()) {
      case RUN -> process(program, arguments, code, place);
      case FILE_READ,
          FILE_WRITE,
          FILE_APPEND,
          FILE_DELETE,
          FILE_TRUNCATE,
          FILE_MOVE,
          FILE_METADATA ->
          file(call, program, arguments, code, place);
      default ->
          Effects.make(
              walk,
              call.effect(),
              call.attributes(),
              program,
              call.text(),
              code.sources(),
              host(arguments),
              place);
    }
  }

  private static String host(List<String> arguments) {
    return arguments.isEmpty() ? "?" : Hosts.of(arguments.getFirst());
  }

  private void file(Call call, String program, List<String> arguments, Arg code, Frame place) {
    FileOperation operation = FileOperation.READ;
    for (FileOperation each : FileOperation.values()) {
      operation = each.effect() == call.effect() ? each : operation;
    }
    Target target =
        arguments.isEmpty()
            ? Locations.unknown(call.text())
            : Files.target(walk, code.with(arguments.getFirst()), place);
    boolean recursive = "yes".equals(call.attributes().get("recursive"));
    walk.findings.add(new Effect.File(operation, target, recursive, program, place.origin()));
  }

  /** A call that starts a process: its words are read like a command line. */
  private void process(String program, List<String> arguments, Arg code, Frame place) {
    if (arguments.isEmpty()) {
      walk.findings.add(new Effect.Opaque("unknown-word", program, place.origin()));
      return;
    }
    if (arguments.size() == 1) {
      walk.payloads.shell(code.with(arguments.getFirst()), program, place, place.scope().copy());
      return;
    }
    List<Arg> words = new ArrayList<>();
    for (String argument : arguments) {
      words.add(code.with(argument));
    }
    walk.dispatch.run(words, place.through(program).apart());
  }

  /** A command line in backquotes. */
  private static List<String> quoted(String text, int from) {
    int end = text.indexOf('`', from);
    return end < 0 ? List.of() : List.of(text.substring(from, end));
  }

  /** The string literals that follow, up to the end of the call. */
  private static List<String> strings(String text, int from) {
    List<String> strings = new ArrayList<>();
    Matcher matcher = STRING.matcher(text);
    int at = from;
    while (strings.size() < 20 && at < text.length() && matcher.find(at)) {
      String between = text.substring(at, matcher.start());
      if (!between.matches("[\\s,\\[({\\\\qwr]*")) {
        break;
      }
      String value = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      strings.add(value);
      at = matcher.end();
    }
    return strings;
  }
}
