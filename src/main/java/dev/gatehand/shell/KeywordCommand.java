package dev.gatehand.shell;

import java.util.List;

/** {@code dd}: words of the form {@code name=value}. */
final class KeywordCommand {

  private final Walk walk;

  KeywordCommand(Walk walk) {
    this.walk = walk;
  }

  Stream dd(List<Arg> args, Frame frame) {
    walk.findings.add(new Effect.Run("dd", frame.origin()));
    List<Source> sources = frame.in().sources();
    Effect write = null;
    boolean ends = false;
    for (Arg arg : args) {
      String text = arg.text();
      ends |= text.matches("count=[0-9]{1,4}");
      if (text.startsWith("if=")) {
        Stream in = Files.read(walk, arg.with(text.substring(3)), "dd", frame);
        sources = Source.join(sources, in.sources());
      } else if (text.startsWith("of=")) {
        Target target = Files.target(walk, arg.with(text.substring(3)), frame);
        write = new Effect.File(FileOperation.WRITE, target, false, "dd", frame.origin());
        if (target.pathClass() != PathClass.SINK) {
          walk.findings.add(write);
        }
      } else if (!arg.isKnown() && text.indexOf('=') < 0) {
        walk.findings.add(new Effect.Opaque("unknown-word", "dd", frame.origin()));
      }
    }
    if (ends) {
      sources = Source.without(sources, Source.Kind.ENDLESS);
    }
    if (write != null) {
      Flows.into(walk, write, sources, "argument");
    }
    return Stream.unknown(sources);
  }
}
