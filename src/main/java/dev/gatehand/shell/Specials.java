package dev.gatehand.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can't be said in a line of a knowledge file. Named there by {@code special}. */
final class Specials {

  private final Walk walk;
  private final Builtins builtins;
  private final Printing printing;
  private final FindCommand find;

  Specials(Walk walk) {
    this.walk = walk;
    this.builtins = new Builtins(walk);
    this.printing = new Printing(walk);
    this.find = new FindCommand(walk);
  }

  /**
   * What comes out of it, or null: as the roles say. A special that begins with {@code early-} gets
   * its words unread and is responsible for everything.
   */
  @Nullable Stream run(
      CommandSpec spec,
      Invocation invocation,
      List<Arg> args,
      Frame frame,
      Consequences.Outcome outcome) {
    return switch (spec.special) {
      case "", "sudo" -> null;
      case "early-echo" -> printing.echo(args, frame);
      case "early-printf" -> printing.printf(args, frame);
      case "early-find" -> find.run(spec.program(), args, frame);
      case "early-test" -> builtins.test(args, frame);
      case "early-dd" -> new KeywordCommand(walk).dd(args, frame);
      case "tar" -> unpacked(invocation, frame);
      case "cat" -> printing.cat(invocation, frame);
      case "tee" -> frame.in();
      case "pass" -> invocation.operands().isEmpty() ? frame.in() : null;
      case "base64" -> Codecs.base64(walk, invocation, frame);
      case "rev" -> Codecs.rev(walk, invocation, frame);
      case "xxd" -> Codecs.hex(walk, invocation, frame);
      case "xargs" -> new AppliedCommand(walk).xargs(invocation, frame);
      case "parallel" -> new AppliedCommand(walk).parallel(invocation, frame);
      case "cd" -> builtins.cd(invocation, frame);
      case "popd" -> builtins.popd(invocation, frame);
      case "pwd" -> builtins.pwd(frame);
      case "assign" -> builtins.assign(invocation, frame);
      case "unset" -> builtins.unset(invocation, frame);
      case "eval" -> builtins.eval(invocation, frame);
      case "source" -> builtins.source(invocation, frame);
      case "command" -> builtins.command(invocation, frame);
      case "set" -> builtins.set(invocation, args, frame);
      case "trap" -> builtins.trap(invocation, frame);
      case "alias" -> builtins.alias(invocation, frame);
      case "read" -> builtins.read(invocation, frame);
      case "let" -> builtins.let(invocation, frame);
      case "paths" -> printing.paths(invocation, outcome, frame);
      case "mktemp" -> Stream.lines("/tmp/" + Marks.TOKEN, List.of());
      default -> throw new IllegalStateException(spec.name + ": no such special: " + spec.special);
    };
  }

  /** What is unpacked lies in the folder that an option names; the last one counts. */
  private @Nullable Stream unpacked(Invocation invocation, Frame frame) {
    boolean unpacks =
        invocation.has("-x") || invocation.has("--extract") || invocation.has("--get");
    boolean placed = invocation.has("-C") || invocation.has("--directory");
    if (unpacks && !placed && !invocation.has("-f") && frame.in().present()) {
      walk.findings.add(new Effect.Opaque("overwrites", "tar", frame.origin()));
    }
    for (Invocation.Given given : invocation.options()) {
      boolean folder =
          given.option().name().equals("-C") || given.option().name().equals("--directory");
      Arg value = given.value();
      if (unpacks && folder && value != null) {
        Target target = Files.target(walk, value.with(value.text() + "/" + Marks.STAR), frame);
        walk.findings.add(
            new Effect.File(FileOperation.WRITE, target, false, "tar", frame.origin()));
      }
    }
    return null;
  }

  /** Whether a knowledge file may name it; checked when the files are read by the tests. */
  boolean knows(CommandSpec spec) {
    return spec.special.isEmpty() || !spec.special.isBlank();
  }
}
