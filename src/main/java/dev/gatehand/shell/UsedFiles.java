package dev.gatehand.shell;

import java.util.List;

/** Paths among the words of a command. */
final class UsedFiles {

  private final Uses uses;
  private boolean reads;
  private boolean readsNothing;

  UsedFiles(Uses uses) {
    this.uses = uses;
  }

  void read(Arg arg) {
    if (arg.text().equals("-")) {
      return;
    }
    Stream in = Files.read(uses.walk, arg, uses.program, uses.frame);
    readsNothing = in.isNothing() && in.present() && (readsNothing || !reads);
    reads = true;
    uses.sources = Source.join(uses.sources, in.sources());
  }

  void write(FileOperation operation, Arg arg) {
    if (uses.outcome.harmless || arg.text().equals("-")) {
      return;
    }
    Target target = filledIn(changed(arg));
    if (target.pathClass() == PathClass.SINK) {
      if (!uses.program.equals("mv")) {
        return;
      }
      // A file that is moved there takes the device's place, and is lost.
      target =
          new Target(
              target.text(), target.path(), target.knowledge(), PathClass.DEVICE, PathClass.DEVICE);
    }
    Effect effect =
        uses.walk.findings.add(
            new Effect.File(
                operation, target, uses.outcome.recursive, uses.program, uses.frame.origin()));
    uses.written.add(effect);
    uses.writtenTo.add(target);
  }

  /** {@code cp .env.example .env}: what is filled in so holds no secret yet. */
  private Target filledIn(Target target) {
    boolean secret =
        target.pathClass() == PathClass.CREDENTIAL && target.place() == PathClass.WORKSPACE;
    if (!secret || !uses.program.equals("cp") || uses.invocation.operands().size() != 2) {
      return target;
    }
    Target from = Files.target(uses.walk, uses.invocation.operands().getFirst(), uses.frame);
    return from.pathClass() == PathClass.WORKSPACE && from.path().startsWith(target.path() + ".")
        ? new Target(
            target.text(), target.path(), target.knowledge(), PathClass.WORKSPACE, target.place())
        : target;
  }

  /** {@code cp /bin/rm x}: from here on, x is rm. */
  void copied() {
    boolean copies =
        switch (uses.program) {
          case "cp", "ln", "install", "mv", "link" -> true;
          default -> false;
        };
    int last = uses.invocation.operands().size() - 1;
    if (!copies || last < 1) {
      return;
    }
    String program = Dispatch.program(uses.invocation.operands().getFirst().text());
    if (!program.isEmpty() && Marks.isKnown(program)) {
      Target target = Files.target(uses.walk, uses.invocation.operands().get(last), uses.frame);
      uses.walk.findings.copied(target.path(), program);
      uses.walk.findings.copied(target.path() + "/" + program, program);
    }
  }

  /** {@code cp /dev/null x}, {@code tee x < /dev/null}: what stood there is lost. */
  void emptied() {
    boolean empties =
        switch (uses.program) {
          case "cp", "gcp", "install", "ginstall", "rsync" -> readsNothing;
          case "tee" -> isEmptied(uses.frame.in()) && !uses.invocation.has("-a");
          case "sponge" -> isEmptied(uses.frame.in()) && !uses.invocation.has("-a");
          default -> false;
        };
    for (Target target : empties ? uses.writtenTo : List.<Target>of()) {
      uses.walk.findings.add(
          new Effect.File(
              FileOperation.TRUNCATE, target, false, uses.program, uses.frame.origin()));
    }
  }

  private static boolean isEmptied(Stream in) {
    return in.present() && in.isNothing();
  }

  void file(FileOperation operation, Arg arg) {
    FileOperation real = uses.outcome.harmless ? FileOperation.LIST : operation;
    Target target =
        real == FileOperation.LIST ? Files.target(uses.walk, arg, uses.frame) : changed(arg);
    uses.walk.findings.add(
        new Effect.File(real, target, uses.outcome.recursive, uses.program, uses.frame.origin()));
  }

  /** What is split into words where names may hold blanks can be any path at all. */
  private Target changed(Arg arg) {
    boolean split = arg.many() && arg.text().indexOf(Marks.ANY) >= 0;
    return split
        ? Locations.unknown(Marks.show(arg.text()))
        : Files.target(uses.walk, arg, uses.frame);
  }
}
