package dev.gatehand.shell;

import java.util.List;
import java.util.Locale;

/** Code that is given to an interpreter: read where it is known, named where it is not. */
final class Payloads {

  private final Walk walk;

  Payloads(Walk walk) {
    this.walk = walk;
  }

  /** Code in a word. */
  Stream inline(String language, String program, Arg code, Frame frame) {
    if (language.equals("shell")) {
      boolean named = program.equals("tar") && code.text().startsWith("exec=");
      Arg line = named ? code.with(code.text().substring(5)) : code;
      return shell(line, program, frame, frame.scope().copy());
    }
    return foreign(language, program, code, frame);
  }

  /** Code over standard input, or from a file whose content is known. */
  Stream input(String language, String program, Stream in, List<Arg> args, Frame frame) {
    String text = in.text();
    if (text != null && text.isBlank() && in.sources().isEmpty()) {
      return Stream.NONE;
    }
    String shown = text == null ? "" : text;
    Arg code = new Arg(shown, false, in.sources(), null, frame.span(), shown);
    boolean known = text != null && text.indexOf(Marks.ANY) < 0;
    if (!known) {
      code(language, program, in.sources(), EffectName.CODE_STDIN, "", frame);
    }
    if (text == null) {
      return Stream.unknown(frame.sources(args));
    }
    Scope scope = frame.scope().copy();
    scope.positional(args.isEmpty() ? null : List.copyOf(args));
    return language.equals("shell")
        ? shell(code, program, frame.in(Stream.NONE), scope)
        : foreign(language, program, code, frame);
  }

  private Effect code(
      String language,
      String program,
      List<Source> sources,
      EffectName usual,
      String payload,
      Frame frame) {
    EffectName name =
        Source.has(sources, Source.Kind.NETWORK)
            ? EffectName.CODE_DOWNLOAD
            : Source.has(sources, Source.Kind.DECODED) ? EffectName.CODE_DECODED : usual;
    Effect effect =
        walk.findings.add(new Effect.Code(name, language, payload, program, frame.origin()));
    Flows.into(walk, effect, sources, name == EffectName.CODE_STDIN ? "pipe" : "data");
    return effect;
  }

  /** Text that a shell reads, in the given memory. */
  Stream shell(Arg code, String program, Frame frame, Scope scope) {
    Context context = frame.context();
    boolean foreign =
        Source.has(code.sources(), Source.Kind.NETWORK)
            || Source.has(code.sources(), Source.Kind.DECODED);
    boolean holes = code.many() || code.text().indexOf(Marks.ANY) >= 0;
    if (foreign || holes) {
      code("shell", program, code.sources(), EffectName.CODE_INLINE, "", frame);
    }
    return shellWords(code, program, new Frame(scope, context, code.span(), frame.in()));
  }

  /** Text that a shell reads; unknown pieces are known to be single words in it. */
  Stream shellWords(Arg code, String program, Frame frame) {
    Context context = frame.context();
    if (context.depth() >= Dispatch.DEEPEST) {
      return walk.dispatch.opaque("too-deep", program, List.of(code), frame);
    }
    Context inside = context.inside(code.text(), code.span(), program);
    Reading reading = ShellReader.read(code.text());
    Stream out =
        walk.script(reading.script(), new Frame(frame.scope(), inside, frame.span(), frame.in()));
    if (reading instanceof Reading.Unclear unclear) {
      Span place = context.holder() == null ? code.span() : context.holder();
      walk.findings.unclear(unclear.reason(), place);
    }
    return out;
  }

  private Stream foreign(String language, String program, Arg code, Frame frame) {
    Context inside =
        frame.context().inside(code.text(), code.span(), program).less(Certainty.CERTAIN);
    Frame within = new Frame(frame.scope(), inside, new Span(0, code.text().length()), frame.in());
    return switch (language) {
      case "sql", "redis", "mongo" -> {
        new Queries(walk).read(language, program, code, within);
        yield Stream.unknown(code.sources());
      }
      case "awk" ->
          new AwkScript(walk).read(code, within)
              ? Stream.unknown(code.sources())
              : unread(language, program, code, frame);
      case "sed" ->
          new SedScript(walk).read(code, within)
              ? Stream.unknown(code.sources())
              : unread(language, program, code, frame);
      default -> {
        if (EditorScript.reads(language)) {
          new EditorScript(walk).read(language, program, code, within);
        }
        ForeignCode scan = new ForeignCode(walk);
        scan.read(language.toLowerCase(Locale.ROOT), program, code, within);
        yield scan.isPlain() && code.isKnown() && code.sources().isEmpty()
            ? Stream.unknown(frame.in().sources())
            : unread(language, program, code, frame);
      }
    };
  }

  private Stream unread(String language, String program, Arg code, Frame frame) {
    code(language, program, code.sources(), EffectName.CODE_INLINE, code.text(), frame);
    return Stream.unknown(Source.join(code.sources(), frame.in().sources()));
  }
}
