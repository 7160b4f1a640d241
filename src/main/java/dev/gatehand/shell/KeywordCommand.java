package dev.gatehand.shell;

import java.util.List;

/** {@code dd}: words of the form {@code name=value}. */
final class KeywordCommand {

  /** More than a task has use for. */
  private static final long MOST_BYTES = 4L << 30;

  private final Walk walk;

  KeywordCommand(Walk walk) {
    this.walk = walk;
  }

  Stream dd(List<Arg> args, Frame frame) {
    walk.findings.add(new Effect.Run("dd", frame.origin()));
    List<Source> sources = frame.in().sources();
    Effect.File write = null;
    boolean empty = false;
    long blocks = -1;
    long size = 512;
    for (Arg arg : args) {
      String text = arg.text();
      if (text.startsWith("count=")) {
        blocks = bytes(text.substring(6));
      } else if (text.startsWith("bs=") || text.startsWith("obs=") || text.startsWith("ibs=")) {
        size = bytes(text.substring(text.indexOf('=') + 1));
      }
      if (text.startsWith("if=")) {
        Stream in = Files.read(walk, arg.with(text.substring(3)), "dd", frame);
        sources = Source.join(sources, in.sources());
        empty = in.isNothing() && in.present();
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
    boolean noise =
        write != null
            && FileKind.isCode(write.target().path())
            && Source.has(sources, Source.Kind.ENDLESS);
    empty |= noise;
    if (blocks >= 0 && size >= 0 && blocks * size <= MOST_BYTES) {
      sources = Source.without(sources, Source.Kind.ENDLESS);
    }
    if (write != null && empty && write.target().pathClass() != PathClass.SINK) {
      walk.findings.add(
          new Effect.File(FileOperation.TRUNCATE, write.target(), false, "dd", frame.origin()));
    }
    if (write != null) {
      Flows.into(walk, write, sources, "argument");
    }
    return Stream.unknown(sources);
  }

  /** A number with a unit, e.g. {@code 4M}; -1 where it is none, or far too large. */
  private static long bytes(String text) {
    int digits = 0;
    while (digits < text.length() && Chars.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == 0 || digits > 9) {
      return -1;
    }
    long number = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits).toLowerCase(java.util.Locale.ROOT)) {
      case "", "c" -> number;
      case "b" -> number * 512;
      case "k", "kb", "kib" -> number << 10;
      case "m", "mb", "mib" -> number << 20;
      default -> number << 30;
    };
  }
}
