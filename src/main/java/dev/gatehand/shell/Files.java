package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Words as paths, and what reading them yields. */
final class Files {
  /** The longest path that Linux takes. */
  private static final int LONGEST_PATH = 4_096;

  private static final Set<String> ENDLESS =
      Set.of("/dev/zero", "/dev/urandom", "/dev/random", "/dev/full");

  private Files() {}

  static Target target(Walk walk, Arg arg, Frame frame) {
    return target(walk, arg.text(), arg.many(), frame);
  }

  static Target target(Walk walk, String text, boolean many, Frame frame) {
    String shown = Marks.show(text);
    if (text.length() > LONGEST_PATH) {
      return Locations.unknown(shown.substring(0, LONGEST_PATH));
    }
    int mark = Marks.firstMark(text);
    if (mark < 0) {
      return walk.locations.target(shown, shown, PathKnowledge.EXACT, frame.scope().directory);
    }
    if (Marks.isTame(text)) {
      // Globs and simple names stay in their folder: nothing in them can be a slash or two dots.
      String path = text.replace(Marks.TOKEN, '*').replace(Marks.STAR, '*').replace(Marks.ONE, '?');
      return walk.locations.target(shown, path, PathKnowledge.GLOB, frame.scope().directory);
    }
    String known = text.substring(0, mark);
    int slash = known.lastIndexOf('/');
    boolean single = !many || (text.charAt(mark) == Marks.ANY && slash > 0);
    if (slash < 0 || !single || known.equals("/")) {
      return Locations.unknown(shown);
    }
    String folder = slash == 0 ? "/" : known.substring(0, slash);
    return walk.locations.target(shown, folder, PathKnowledge.UNDER, frame.scope().directory);
  }

  private static Stream endless(Target target, String program, Frame frame) {
    boolean ends = !ENDLESS.contains(target.path());
    Effect run = new Effect.Run(program, frame.origin());
    return Stream.unknown(ends ? List.of() : List.of(new Source(Source.Kind.ENDLESS, run)));
  }

  /** The effect of reading it, and what comes out. */
  static Stream read(Walk walk, Arg arg, String program, Frame frame) {
    if (arg.pipe() != null) {
      return arg.pipe();
    }
    if (arg.text().startsWith("/dev/tcp/") || arg.text().startsWith("/dev/udp/")) {
      String host = Marks.show(arg.text().substring(9).split("/", 2)[0]);
      Effect receive =
          walk.findings.add(
              new Effect.Network(
                  EffectName.NETWORK_RECEIVE, host, "nothing", "/dev/tcp", frame.origin()));
      return Stream.unknown(List.of(new Source(Source.Kind.NETWORK, receive)));
    }
    Target target = target(walk, arg, frame);
    if (target.pathClass() == PathClass.SINK) {
      return target.path().endsWith("/stdin")
          ? frame.in()
          : target.path().equals("/dev/null")
              ? Stream.of("", List.of())
              : endless(target, program, frame);
    }
    Effect read =
        walk.findings.add(
            new Effect.File(FileOperation.READ, target, false, program, frame.origin()));
    Stream known =
        target.knowledge() == PathKnowledge.EXACT ? walk.findings.written(target.path()) : null;
    List<Source> sources = new ArrayList<>();
    if (known != null) {
      sources.addAll(known.sources());
    }
    // What lies in /tmp was made by the task: a key of its own opens no door.
    boolean secret =
        target.pathClass() == PathClass.CREDENTIAL && target.place() != PathClass.TEMPORARY;
    sources.add(new Source(secret ? Source.Kind.SECRET : Source.Kind.FILE, read));
    return new Stream(known == null ? null : known.text(), null, List.copyOf(sources), true);
  }
}
