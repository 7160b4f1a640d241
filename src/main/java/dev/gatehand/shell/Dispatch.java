package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what the first word of a command means. */
final class Dispatch {

  /** Payloads in payloads, wrappers in wrappers. */
  static final int DEEPEST = 24;

  private static final Set<String> PROGRAM_FOLDERS =
      Set.of(
          "/bin/",
          "/usr/bin/",
          "/sbin/",
          "/usr/sbin/",
          "/usr/local/bin/",
          "/usr/local/sbin/",
          "/opt/homebrew/bin/",
          "/snap/bin/",
          "/usr/lib/git-core/",
          "/usr/libexec/",
          "/run/current-system/sw/bin/",
          "/usr/local/go/bin/",
          "/opt/local/bin/",
          "/lib/",
          "/lib64/",
          "/usr/lib64/",
          "/lib/x86_64-linux-gnu/",
          "/usr/lib/x86_64-linux-gnu/");

  /** What somebody who spells a name as a pattern is after. */
  private static final List<String> GUESSED =
      List.of(
          "rm", "cat", "dd", "sh", "bash", "nc", "curl", "wget", "git", "chmod", "chown", "sudo",
          "mv", "kill", "env", "ssh", "scp", "tee", "shred", "python3", "perl", "find", "crontab");

  private final Walk walk;
  private final Consequences consequences;
  private final Set<String> active = new HashSet<>();

  Dispatch(Walk walk) {
    this.walk = walk;
    this.consequences = new Consequences(walk);
  }

  /** Runs the command whose words these are. */
  Stream run(List<Arg> args, Frame frame) {
    if (args.isEmpty()) {
      return Stream.NONE;
    }
    Arg first = args.getFirst();
    if (frame.context().nesting() > DEEPEST) {
      return opaque("too-deep", Marks.show(first.text()), args, frame);
    }
    if (!first.isKnown()) {
      return unknownName(first, args, frame);
    }
    String name = first.text();
    List<Arg> rest = args.subList(1, args.size());
    if (name.isEmpty()) {
      return Stream.NONE;
    }
    if (name.indexOf('/') >= 0) {
      return byPath(name, first, rest, frame);
    }
    Command function = frame.scope().function(name);
    if (function != null) {
      return call(name, function, rest, frame);
    }
    return byName(name, rest, frame);
  }

  /** By name, whatever functions there are ({@code command}, {@code builtin}, other programs). */
  Stream byName(String name, List<Arg> rest, Frame frame) {
    CommandSpec spec = lookup(name);
    if (spec == null) {
      return opaque("unknown-command", name, rest, frame);
    }
    return consequences.run(spec, rest, frame);
  }

  private static @Nullable CommandSpec lookup(String name) {
    CommandSpec spec = Knowledge.SHIPPED.command(name);
    if (spec == null && name.endsWith(".exe")) {
      spec = Knowledge.SHIPPED.command(name.substring(0, name.length() - 4));
    }
    if (spec == null && name.indexOf('@', 1) > 0) {
      // npx np@10: the same at a version.
      return Knowledge.SHIPPED.command(name.substring(0, name.indexOf('@', 1)));
    }
    return spec != null ? spec : versioned(name);
  }

  /** {@code python3.12}, {@code gcc-13}, {@code clang-format-18}: the same with a version. */
  private static @Nullable CommandSpec versioned(String name) {
    int end = name.length();
    while (end > 0 && (Chars.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
      end--;
    }
    if (end == name.length() || end < 2) {
      return null;
    }
    boolean dash = name.charAt(end - 1) == '-';
    CommandSpec spec = Knowledge.SHIPPED.command(name.substring(0, dash ? end - 1 : end));
    return spec != null && spec.styles.contains(CommandSpec.Style.VERSIONED) ? spec : null;
  }

  private Stream unknownName(Arg first, List<Arg> args, Frame frame) {
    List<Source> sources = frame.sources(args);
    guessed(first, args, frame);
    Effect effect =
        walk.findings.add(
            new Effect.Opaque("unknown-name", Marks.show(first.text()), frame.origin()));
    if (Source.has(first.sources(), Source.Kind.NETWORK)) {
      Effect code =
          walk.findings.add(
              new Effect.Code(EffectName.CODE_DOWNLOAD, "shell", "", "$()", effect.origin()));
      Flows.into(walk, code, first.sources(), "substitution");
    } else if (Source.has(first.sources(), Source.Kind.DECODED)) {
      walk.findings.add(
          new Effect.Code(EffectName.CODE_DECODED, "shell", "", "$()", effect.origin()));
    }
    return Stream.unknown(sources);
  }

  /** {@code /bin/r?}: a pattern is spelled so that a name is not seen; each that fits is tried. */
  private void guessed(Arg first, List<Arg> args, Frame frame) {
    String text = first.text();
    int slash = text.lastIndexOf('/');
    if (slash < 0 || first.many() || !Marks.isTame(text) || text.length() > 40) {
      return;
    }
    String pattern =
        text.replace(Marks.STAR, '*').replace(Marks.ONE, '?').replace(Marks.TOKEN, '*');
    boolean programs =
        PROGRAM_FOLDERS.stream()
            .anyMatch(folder -> Wildcards.matches(pattern.substring(0, slash + 1), folder));
    if (!programs) {
      return;
    }
    List<Arg> rest = args.subList(1, args.size());
    for (String name : GUESSED) {
      if (Wildcards.matches(pattern.substring(slash + 1), name)) {
        byName(name, rest, frame.less(Certainty.CONDITIONAL));
      }
    }
  }

  Stream opaque(String reason, String program, List<Arg> args, Frame frame) {
    walk.findings.add(new Effect.Opaque(reason, program, frame.origin()));
    return Stream.unknown(frame.sources(args));
  }

  private Stream byPath(String path, Arg first, List<Arg> rest, Frame frame) {
    int slash = path.lastIndexOf('/');
    String base = path.substring(slash + 1);
    if (PROGRAM_FOLDERS.contains(path.substring(0, slash + 1))) {
      return byName(base, rest, frame);
    }
    // Wrappers that projects keep beside their sources are known by name.
    CommandSpec wrapper = Knowledge.SHIPPED.command("./" + base.toLowerCase(Locale.ROOT));
    Target target = Files.target(walk, first, frame);
    if (wrapper != null && target.place() == PathClass.WORKSPACE) {
      return consequences.run(wrapper, rest, frame);
    }
    return script(first, "program", "", rest, frame);
  }

  /** Runs a file: a program of its own, or code for an interpreter. */
  Stream script(Arg file, String language, String program, List<Arg> rest, Frame frame) {
    if (file.pipe() != null) {
      return walk.payloads.input(language, shown(program), file.pipe(), rest, frame);
    }
    Target target = Files.target(walk, file, frame);
    if (target.pathClass() == PathClass.SINK && target.path().endsWith("/stdin")) {
      return walk.payloads.input(language, shown(program), frame.in(), rest, frame);
    }
    walk.findings.add(
        new Effect.File(FileOperation.EXECUTE, target, false, shown(program), frame.origin()));
    String copied = walk.findings.copied(target.path());
    if (copied != null && language.equals("program")) {
      return byName(copied, rest, frame);
    }
    String base = target.path().substring(target.path().lastIndexOf('/') + 1);
    CommandSpec tool = Knowledge.SHIPPED.command(base);
    if (tool != null && tool.is(CommandSpec.Style.SCRIPTED)) {
      consequences.run(tool, rest, frame);
    }
    Stream known =
        target.knowledge() == PathKnowledge.EXACT ? walk.findings.written(target.path()) : null;
    if (known != null) {
      String body = known.text();
      boolean shell =
          language.equals("shell") || (language.equals("program") && looksLikeShell(body));
      return walk.payloads.input(shell ? "shell" : language, shown(program), known, rest, frame);
    }
    walk.findings.add(
        new Effect.Code(EffectName.CODE_FILE, language, "", shown(program), frame.origin()));
    return Stream.unknown(frame.sources(rest));
  }

  /** The program that a path names, or empty. */
  static String program(String path) {
    int slash = path.lastIndexOf('/');
    return PROGRAM_FOLDERS.contains(path.substring(0, slash + 1)) ? path.substring(slash + 1) : "";
  }

  private static boolean looksLikeShell(@Nullable String body) {
    if (body == null) {
      return false;
    }
    String first = body.lines().findFirst().orElse("");
    return !first.startsWith("#!") || first.endsWith("sh");
  }

  private static String shown(String program) {
    return program.isEmpty() ? "file" : program;
  }

  private Stream call(String name, Command body, List<Arg> args, Frame frame) {
    if (!active.add(name)) {
      walk.findings.add(
          new Effect.Change(
              EffectName.RESOURCE_EXHAUST, Map.of("what", "recursion"), frame.origin()));
      return Stream.unknown(frame.sources(args));
    }
    List<Arg> before = frame.scope().positional();
    frame.scope().positional(new ArrayList<>(args));
    Stream out = walk.command(body, frame);
    frame.scope().positional(before);
    active.remove(name);
    return out;
  }
}
