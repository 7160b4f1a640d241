package dev.gatehand.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    boolean nothing = in.present() && in.text() != null && in.text().isBlank();
    readsNothing = nothing && (readsNothing || !reads);
    reads = true;
    uses.sources = Source.join(uses.sources, in.sources());
  }

  /**
   * {@code HEAD:.env}, {@code .env}: by its name in the history a secret is as readable as by its
   * path. Whatever else Git's store holds lies in the workspace anyway.
   */
  void object(Arg arg) {
    String text = arg.text();
    Arg path = arg.with(text.substring(text.lastIndexOf(':') + 1));
    if (Files.target(uses.walk, path, uses.frame).pathClass() == PathClass.CREDENTIAL) {
      read(path);
    }
  }

  /**
   * A word of a command that only looks at names, as far as is known: a file with keys that lies
   * outside is not named for nothing ({@code git diff /etc/shadow /dev/null} prints it).
   *
   * @param index of an operand; below 0 of an option's value
   */
  void named(Arg arg, int index) {
    boolean free = index >= 0 && uses.spec.is(CommandSpec.Style.LENIENT);
    if (free && (arg.text().startsWith("/") || arg.text().startsWith("~"))) {
      object(arg);
    } else {
      perhaps(arg);
    }
  }

  /**
   * A word of which it is not known that it names a file, and which is the path of a secret outside
   * of the workspace: it may be read after all ({@code ss -F /etc/shadow}).
   */
  private void perhaps(Arg arg) {
    char first = arg.text().isEmpty() ? ' ' : arg.text().charAt(0);
    if ((first == '/' || first == '~' || first == '.') && arg.text().indexOf(' ') < 0) {
      Target target = Files.target(uses.walk, arg, uses.frame);
      if (target.pathClass() == PathClass.CREDENTIAL
          && target.place() != PathClass.WORKSPACE
          && target.place() != PathClass.TEMPORARY) {
        uses.walk.findings.add(
            new Effect.Opaque("secret-search", uses.program, uses.frame.origin()));
      }
    }
  }

  /** What is made the same as something else lies on this machine, among the task's own. */
  boolean mirrors() {
    return uses.host.equals("?")
        && !uses.writtenTo.isEmpty()
        && uses.writtenTo.stream()
            .map(Target::place)
            .allMatch(place -> place == PathClass.TEMPORARY || place == PathClass.WORKSPACE);
  }

  /** The value of an option that is not known: it may be read, or written over. */
  void stray(Arg arg) {
    String text = arg.text();
    if (!text.startsWith("/") && !text.startsWith("~") && !text.startsWith("../")) {
      return;
    }
    Target target = Files.target(uses.walk, arg, uses.frame);
    boolean own =
        switch (target.place()) {
          case WORKSPACE, WORKSPACE_ROOT, TEMPORARY, SINK -> true;
          default -> target.path().startsWith("/usr/") || target.path().startsWith("/opt/");
        };
    if (!own || target.pathClass() == PathClass.CREDENTIAL) {
      uses.walk.findings.add(
          new Effect.Opaque("unknown-option", uses.program, uses.frame.origin()));
    }
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
    if (replacesCode(target)) {
      uses.walk.findings.add(new Effect.Opaque("overwrites", uses.program, uses.frame.origin()));
    }
    Effect effect =
        uses.walk.findings.add(
            new Effect.File(
                operation, target, uses.outcome.recursive, uses.program, uses.frame.origin()));
    uses.written.add(effect);
    uses.writtenTo.add(target);
  }

  /** An archive is no source file: what stood there is lost. */
  private boolean replacesCode(Target target) {
    boolean packs =
        switch (uses.program) {
          case "tar", "gtar", "bsdtar", "zip", "7z", "7za", "7zr", "ar", "openssl" -> true;
          case "mv", "gmv" -> severalInOne();
          case "tee" -> target.knowledge() == PathKnowledge.GLOB;
          default -> uses.program.startsWith("mkfs") || uses.program.equals("mkswap");
        };
    return packs && FileKind.isCode(target.path());
  }

  /** {@code mv src/*.py src/one.py}: each takes the place of the one before. */
  private boolean severalInOne() {
    List<Arg> operands = uses.invocation.operands();
    return operands.size() == 2 && !operands.getFirst().isKnown();
  }

  /**
   * {@code cp .env.example .env}: what is filled in so holds no secret yet; and a key that was made
   * just now opens no door.
   */
  private Target filledIn(Target target) {
    boolean mine = target.place() == PathClass.WORKSPACE || target.place() == PathClass.TEMPORARY;
    if (target.pathClass() != PathClass.CREDENTIAL || !mine) {
      return target;
    }
    if (makesKeys()) {
      return new Target(
          target.text(), target.path(), target.knowledge(), target.place(), target.place());
    }
    if (!uses.program.equals("cp") || uses.invocation.operands().size() != 2) {
      return target;
    }
    Target from = Files.target(uses.walk, uses.invocation.operands().getFirst(), uses.frame);
    if (from.pathClass() != PathClass.WORKSPACE || !from.path().startsWith(target.path() + ".")) {
      return target;
    }
    if (!uses.invocation.has("-n") && !uses.invocation.has("--no-clobber")) {
      uses.walk.findings.add(
          new Effect.Opaque("replaces-settings", uses.program, uses.frame.origin()));
    }
    return new Target(
        target.text(), target.path(), target.knowledge(), PathClass.WORKSPACE, target.place());
  }

  private boolean makesKeys() {
    return switch (uses.program) {
      case "openssl" -> uses.sources.stream().noneMatch(each -> each.kind() == Source.Kind.SECRET);
      case "ssh-keygen", "mkcert", "keytool", "age-keygen", "certtool" -> true;
      default -> false;
    };
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
          case "cp",
              "gcp",
              "install",
              "ginstall",
              "rsync",
              "sort",
              "gsort",
              "uniq",
              "iconv",
              "shuf" ->
              readsNothing;
          case "mv", "gmv" -> movesNothing();
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

  /** {@code : > t && mv t src/App.java}: what comes to stand there is empty. */
  private boolean movesNothing() {
    List<Arg> operands = uses.invocation.operands();
    Stream moved = operands.size() == 2 ? moved(operands.getFirst()) : null;
    return moved != null && moved.isBlank();
  }

  /** What this line has written into a file that is now moved, or null. */
  private @Nullable Stream moved(Arg from) {
    Target target = Files.target(uses.walk, from, uses.frame);
    return target.knowledge() == PathKnowledge.EXACT
        ? uses.walk.findings.written(target.path())
        : null;
  }

  /** {@code mv old_test.go new_test.go}: a test stays one. */
  private boolean renames(Target to) {
    boolean moves = uses.program.equals("mv") || uses.program.equals("gmv");
    List<Arg> operands = uses.invocation.operands();
    return moves
        && operands.size() == 2
        && FileKind.of(operands.getFirst().text()) == FileKind.of(to.path());
  }

  /** What was read of a file comes back into it: with something left out, perhaps. */
  void rewritten() {
    if (uses.writtenTo.isEmpty()) {
      return;
    }
    List<Source> sources = uses.sources;
    if (uses.program.equals("mv") || uses.program.equals("gmv")) {
      for (Arg from : uses.invocation.operands()) {
        Stream moved = moved(from);
        sources = moved == null ? sources : Source.join(sources, moved.sources());
      }
    }
    boolean copies =
        switch (uses.program) {
          case "cp", "gcp", "mv", "gmv", "install", "sponge" -> true;
          default -> false;
        };
    for (Target target : uses.writtenTo) {
      if (copies && !renames(target)) {
        Weakening.replaced(uses.walk, target, false, uses.program, uses.frame);
      }
      Weakening.rewritten(uses.walk, target, sources, uses.program, uses.frame);
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

  /** It may be run from now on: elsewhere that counts, here only what stands in it does. */
  void runnable(Arg arg) {
    boolean plain = changed(arg).pathClass() == PathClass.WORKSPACE && !uses.outcome.recursive;
    file(plain ? FileOperation.LIST : FileOperation.METADATA, arg);
  }

  /** What is split into words where names may hold blanks can be any path at all. */
  private Target changed(Arg arg) {
    boolean split = arg.many() && arg.text().indexOf(Marks.ANY) >= 0;
    return split
        ? Locations.unknown(Marks.show(arg.text()))
        : Files.target(uses.walk, arg, uses.frame);
  }
}
