package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.Locations;
import dev.gatehand.shell.PathClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges an edit with the care of a command: where it lands, what it adds and what it takes away.
 */
final class EditRules {
  private static final String ELSEWHERE =
      "change another file, or say in your summary what a person should change here";

  private final ContentRules content;

  EditRules(ContentRules content) {
    this.content = content;
  }

  Assessment assess(Action.Edit edit, Situation situation, Rulebook rules) {
    Optional<RepoPath> resolved =
        RepoPath.resolve(situation.workspace(), situation.directory(), edit.path());
    if (resolved.isEmpty() || resolved.get().isRoot()) {
      return stopped(
          Decision.FORBID,
          "path/outside",
          edit.path(),
          "The path leads out of the workspace.",
          "use a path inside the workspace");
    }
    RepoPath path = resolved.get();
    List<Assessment.Stopped> found = new ArrayList<>();
    PathTricks.in(path).ifPresent(found::add);
    protectedPath(path, situation, rules).ifPresent(found::add);
    credential(path, situation).ifPresent(found::add);
    link(path, edit.after(), situation, rules).ifPresent(found::add);
    TextChange change = TextChange.of(path, edit);
    found.addAll(content.assess(change, edit, situation, rules));
    Optional<Reason> doubt = found.isEmpty() ? ContentRules.doubt(change, edit) : Optional.empty();
    ContentRules.costly(path, change.patience()).ifPresent(found::add);
    return found.stream()
        .reduce((a, b) -> b.decision().compareTo(a.decision()) > 0 ? b : a)
        .<Assessment>map(strictest -> strictest)
        .orElseGet(() -> ordinary(path, doubt));
  }

  private static Assessment ordinary(RepoPath path, Optional<Reason> doubt) {
    return doubt
        .<Assessment>map(
            reason -> new Assessment.Unclear(List.of(reason), Assessment.Reach.WORKSPACE))
        .orElseGet(
            () ->
                new Assessment.Permitted(
                    new Reason("permit/edit", path.value(), "An ordinary file of the workspace.")));
  }

  private static Optional<Assessment.Stopped> protectedPath(
      RepoPath path, Situation situation, Rulebook rules) {
    return rules
        .protectedPaths()
        .about(path)
        .map(
            found ->
                stopped(
                    found.decision(),
                    found.id(),
                    path.value(),
                    "This is a protected file: " + found.reason() + ".",
                    found.decision() == Decision.ASK
                        ? "a person is asked; go on with other work"
                        : ELSEWHERE))
        .or(() -> steering(path, situation));
  }

  /** What the shell's own table knows to act elsewhere, even if the policy does not list it. */
  private static Optional<Assessment.Stopped> steering(RepoPath path, Situation situation) {
    return switch (classOf(path, situation)) {
      case CI_CONFIG ->
          Optional.of(
              stopped(
                  Decision.ASK,
                  "protected/ci",
                  path.value(),
                  "Pipelines run with the repository's secrets.",
                  "a person is asked; go on with other work"));
      case AGENT_CONFIG ->
          Optional.of(
              stopped(
                  Decision.ASK,
                  "protected/agent",
                  path.value(),
                  "Later agents obey this file.",
                  "a person is asked; go on with other work"));
      case CREDENTIAL,
          GIT_METADATA,
          STARTUP,
          DEVICE,
          SINK,
          PROCESS,
          ROOT,
          WORKSPACE_ROOT,
          WORKSPACE,
          TEMPORARY,
          HOME,
          SYSTEM,
          ELSEWHERE,
          UNKNOWN ->
          Optional.empty();
    };
  }

  private static Optional<Assessment.Stopped> credential(RepoPath path, Situation situation) {
    return classOf(path, situation) == PathClass.CREDENTIAL
        ? Optional.of(
            stopped(
                Decision.BLOCK,
                "credentials/write",
                path.value(),
                "Files of this name hold keys or passwords.",
                "write an example file without values, e.g. with .example at its end"))
        : Optional.empty();
  }

  /** A link is a path too: it may lead out, or make a harmless name stand for a protected file. */
  private static Optional<Assessment.Stopped> link(
      RepoPath path, FileState after, Situation situation, Rulebook rules) {
    if (!(after instanceof FileState.Present present)) {
      return Optional.empty();
    }
    return switch (present.mode()) {
      case REGULAR, EXECUTABLE -> Optional.empty();
      case SUBMODULE ->
          Optional.of(
              stopped(
                  Decision.ASK,
                  "path/submodule",
                  path.value(),
                  "A submodule brings another repository's code.",
                  ""));
      case SYMLINK -> linkTarget(path, present.text(), situation, rules);
    };
  }

  private static Optional<Assessment.Stopped> linkTarget(
      RepoPath path, String target, Situation situation, Rulebook rules) {
    int slash = path.value().lastIndexOf('/');
    String folder =
        slash < 0
            ? situation.workspace()
            : situation.workspace() + "/" + path.value().substring(0, slash);
    Optional<RepoPath> resolved =
        target.startsWith("/")
            ? Optional.empty()
            : RepoPath.resolve(situation.workspace(), folder, target);
    if (resolved.isEmpty()) {
      return Optional.of(
          stopped(
              Decision.FORBID,
              "path/link-outside",
              path + " -> " + target,
              "The link leads out of the workspace.",
              "copy the file, or link to a relative path inside the workspace"));
    }
    boolean guarded =
        PathTricks.in(resolved.get()).isPresent()
            || rules.protectedPaths().about(resolved.get()).isPresent()
            || classOf(resolved.get(), situation) == PathClass.CREDENTIAL;
    return guarded
        ? Optional.of(
            stopped(
                Decision.BLOCK,
                "path/link-to-protected",
                path + " -> " + target,
                "The link gives a protected file a second name.",
                "use the file by its own name"))
        : Optional.empty();
  }

  private static PathClass classOf(RepoPath path, Situation situation) {
    return new Locations(situation.workspace())
        .target(FoldedPath.of(path.value()), situation.workspace())
        .pathClass();
  }

  private static Assessment.Stopped stopped(
      Decision decision, String rule, String piece, String because, String instead) {
    return new Assessment.Stopped(decision, new Reason(rule, piece, because, instead));
  }
}
