package dev.gatehand.gate;

import dev.gatehand.policy.Role;
import java.util.List;

/**
 * Something that is to be done for a task. What it holds was chosen by the model (or, for Publish,
 * by Gatehand): paths and commands are as they were written, not yet believed.
 */
public sealed interface Action {

  /** Read a file, or list a folder. Lines count from 1; {@code lines} 0: as many as fit. */
  record Read(String path, int fromLine, int lines) implements Action {}

  /** Find lines that match a regular expression (POSIX extended) below a path. */
  record Search(String pattern, String path) implements Action {}

  /** Change one file from exactly these bytes to exactly those. */
  record Edit(String path, FileState before, FileState after) implements Action {}

  /** Run a command line with bash in the workspace. */
  record Run(String command) implements Action {}

  /** Keep what has changed so far as a commit with this message. */
  record Commit(String message) implements Action {}

  /**
   * Push exactly these commits to this branch and open or update its pull request.
   *
   * @param branch full name without {@code refs/heads/}
   * @param expected what the branch must point at now, or empty: it must not exist
   * @param commits oldest first
   * @param trust the least role among those whose words went into the task (commander, author of
   *     the thread, author of the head): below WRITE nothing is published without a person's yes,
   *     because a push is execution (CI runs it with secrets)
   * @param into whose branch it is
   */
  record Publish(
      String repository,
      String branch,
      String expected,
      List<String> commits,
      Role trust,
      Into into)
      implements Action {
    public Publish {
      commits = List.copyOf(commits);
    }

    /** To a branch of Gatehand's own. */
    public Publish(
        String repository, String branch, String expected, List<String> commits, Role trust) {
      this(repository, branch, expected, commits, trust, new Into.Own());
    }

    /** Where it goes, as people name it: another repository stands before the branch. */
    public String target() {
      return switch (into) {
        case Into.Own _, Into.Others _ -> branch;
        case Into.Fork(String fork) -> fork + ":" + branch;
      };
    }
  }

  /** Whose branch a push goes to. */
  sealed interface Into {
    /** Gatehand's own, below {@code gatehand/}. */
    record Own() implements Into {}

    /** That of somebody's pull request, in the repository itself. */
    record Others() implements Into {}

    /** That of somebody's pull request from this other repository, {@code owner/name}. */
    record Fork(String repository) implements Into {}
  }

  /** The agent says that it is done. */
  record Finish(String summary) implements Action {}
}
