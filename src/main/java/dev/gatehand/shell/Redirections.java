package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command's redirections open, and what then becomes of its output. */
final class Redirections {

  /** Somewhere that output goes to. */
  private record Outlet(Effect effect, Target target, boolean added, boolean standard) {}

  /**
   * @param diverted standard output no longer goes to the pipe
   */
  record Opened(Stream in, List<Outlet> outlets, boolean diverted, @Nullable Script into) {}

  private final Walk walk;

  Redirections(Walk walk) {
    this.walk = walk;
  }

  Opened open(List<Redirection> redirections, Frame frame) {
    Stream in = frame.in();
    List<Outlet> outlets = new ArrayList<>();
    boolean diverted = false;
    Script into = null;
    for (Redirection redirection :
        walk.findings.limited(redirections, "redirections", frame.span())) {
      switch (redirection) {
        case Redirection.HereDocument document -> {
          Arg body = walk.expansion.single(document.body(), frame);
          in = Stream.of(body.text(), body.sources());
        }
        case Redirection.HereString string -> {
          Arg body = walk.expansion.single(string.word(), frame);
          in = Stream.of(body.text() + "\n", body.sources());
        }
        case Redirection.To to -> {
          boolean standard = isStandardOutput(to);
          if (to.way() == Redirection.Way.READ) {
            in = input(to, frame);
          } else if (intoCommands(to) != null) {
            into = intoCommands(to);
            diverted |= standard;
          } else {
            Outlet outlet = outlet(to, frame, standard);
            if (outlet != null) {
              outlets.add(outlet);
              diverted |= standard;
            }
          }
        }
      }
    }
    return new Opened(in, outlets, diverted, into);
  }

  private static @Nullable Script intoCommands(Redirection.To to) {
    return to.target().parts().size() == 1
            && to.target().parts().getFirst() instanceof Part.ProcessSubstitution substitution
            && substitution.direction() == Part.Direction.INTO
        ? substitution.body()
        : null;
  }

  private static boolean isStandardOutput(Redirection.To to) {
    boolean both =
        to.way() == Redirection.Way.WRITE_BOTH || to.way() == Redirection.Way.APPEND_BOTH;
    return both
        || (to.descriptor() instanceof Redirection.Descriptor.Numbered number
            && number.number() == 1);
  }

  private Stream input(Redirection.To to, Frame frame) {
    Arg name = walk.expansion.single(to.target(), frame);
    if (name.pipe() != null) {
      return name.pipe();
    }
    return Files.read(walk, name, "<", frame);
  }

  private @Nullable Outlet outlet(Redirection.To to, Frame frame, boolean standard) {
    Arg name = walk.expansion.single(to.target(), frame);
    FileOperation operation =
        switch (to.way()) {
          case WRITE, WRITE_BOTH -> FileOperation.WRITE;
          case APPEND, APPEND_BOTH -> FileOperation.APPEND;
          case READ_WRITE -> FileOperation.WRITE;
          case READ -> FileOperation.READ;
          case DUPLICATE_IN, DUPLICATE_OUT -> FileOperation.WRITE;
        };
    boolean duplicate =
        to.way() == Redirection.Way.DUPLICATE_IN || to.way() == Redirection.Way.DUPLICATE_OUT;
    if (duplicate && isDescriptor(name)) {
      return null;
    }
    if (to.way() == Redirection.Way.READ_WRITE) {
      Files.read(walk, name, "<>", frame);
    }
    if (name.text().startsWith("/dev/tcp/") || name.text().startsWith("/dev/udp/")) {
      String host = Marks.show(name.text().substring(9).split("/", 2)[0]);
      Effect send =
          walk.findings.add(
              new Effect.Network(
                  EffectName.NETWORK_SEND, host, "data", "/dev/tcp", frame.origin()));
      return new Outlet(send, Locations.unknown(name.text()), false, standard);
    }
    Target target = Files.target(walk, name, frame);
    Effect effect = new Effect.File(operation, target, false, ">", frame.origin());
    if (target.pathClass() != PathClass.SINK) {
      walk.findings.add(effect);
    }
    return new Outlet(effect, target, operation == FileOperation.APPEND, standard);
  }

  /** {@code > file}: what stood there is lost, and nothing takes its place. */
  private void emptied(Effect effect) {
    if (effect instanceof Effect.File file && file.target().pathClass() != PathClass.SINK) {
      walk.findings.add(
          new Effect.File(FileOperation.TRUNCATE, file.target(), false, ">", file.origin()));
    }
  }

  private static boolean isDescriptor(Arg name) {
    String text = name.text();
    return text.equals("-") || (!text.isEmpty() && text.chars().allMatch(Redirections::isInNumber));
  }

  private static boolean isInNumber(int c) {
    return (c >= '0' && c <= '9') || c == '-' || c == Marks.TOKEN;
  }

  /** What still goes on into the pipe. */
  Stream finish(Opened opened, Stream out, Frame frame) {
    if (opened.into() != null) {
      walk.script(opened.into(), frame.apart().in(out));
    }
    for (Outlet outlet : opened.outlets()) {
      if (outlet.standard()) {
        Flows.into(walk, outlet.effect(), out.sources(), "redirection");
        if (!outlet.added() && out.isBlank()) {
          emptied(outlet.effect());
        }
        if (outlet.target().knowledge() == PathKnowledge.EXACT) {
          if (!outlet.added()) {
            Weakening.rewritten(walk, outlet.target(), out.sources(), ">", frame);
            Weakening.replaced(walk, outlet.target(), out.text() != null, ">", frame);
          }
          walk.findings.wrote(outlet.target().path(), out, outlet.added(), frame.origin());
        }
      }
    }
    return opened.diverted() ? Stream.of("", List.of()) : out;
  }
}
