package dev.gatehand.publish;

import dev.gatehand.gate.GitId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.policy.Role;
import dev.gatehand.text.Visible;
import dev.gatehand.workspace.Checkouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Somebody pushed to the branch while the task worked on it. What they pushed is never pushed over:
 * the work is carried onto it, and then looked at, checked and composed once more, or it stays.
 *
 * <p>A head that was pushed after the comment is one that nobody named. The work goes onto it only
 * where everybody who can push here may also give commands (people: command is write or less), so
 * that whoever pushed could as well have named it; who pushed, no commit tells. Else it stays, and
 * a person's next command is what names the head. What they pushed is in their branch already, and
 * of the task only the checks run on it, in their sandbox.
 */
final class MovedBranch {
  /** Whoever pushes more often than that is at work there: two at once help nobody. */
  private static final int MOST = 3;

  private static final int SHOWN = 5;
  private final Checkouts checkouts;
  private final CommitWriter commits;

  MovedBranch(Checkouts checkouts, CommitWriter commits) {
    this.checkouts = checkouts;
    this.commits = commits;
  }

  /** What is to be done now. */
  sealed interface Way {
    /** Our commits are there: an earlier push came through, and somebody went on from it. */
    record Arrived() implements Way {}

    /** The work stands on the new head; it has not been looked at there yet. */
    record Carried() implements Way {}

    /** It stays. {@code why} goes on from what the push said, or is empty. */
    record Stays(String why) implements Way {}
  }

  Way meet(Publication work, Event.Prepared base, Event.Composed composed) {
    // What mends the CI's complaint about one commit says nothing of another.
    boolean bound =
        work.log().history().request().origin() == TaskRequest.Origin.CHECKS || work.isJob();
    if (bound || composed.expected().isEmpty()) {
      return new Way.Stays("");
    }
    Optional<GitId> head = checkouts.fetch(work.repository(), work.access(), composed.branch());
    if (head.isEmpty() || head.get().value().equals(composed.expected())) {
      return new Way.Stays("");
    }
    if (commits.contains(work.repository(), head.get(), composed.commits().getLast())) {
      return new Way.Arrived();
    }
    if (!Role.WRITE.atLeast(work.policy().people().command())) {
      return new Way.Stays(
          "; not everybody who can push here may give commands, so nobody who may has named what"
              + " stands there now");
    }
    return work.log().history().rebased() < MOST
        ? carry(work, base, head.get())
        : new Way.Stays("; that was the " + (MOST + 1) + "th time in this task");
  }

  private Way carry(Publication work, Event.Prepared base, GitId head) {
    TaskHistory history = work.log().history();
    List<GitId> trees = new ArrayList<>(List.of(base.tree(), history.tree().orElseThrow()));
    history.commits().forEach(commit -> trees.add(commit.tree()));
    var task = work.log().lease().task();
    return switch (checkouts.carry(task, work.repository(), base.base(), head, trees)) {
      case Checkouts.Carried.Clean(List<GitId> onto) -> {
        work.log()
            .append(
                new Event.Rebased(
                    head, onto.getFirst(), onto.get(1), onto.subList(2, onto.size())));
        yield new Way.Carried();
      }
      case Checkouts.Carried.Conflicts(List<String> paths) ->
          new Way.Stays("; both changed " + shown(paths));
    };
  }

  /** Names of files are hostile text. */
  private static String shown(List<String> paths) {
    String some = paths.stream().limit(SHOWN).map(Visible::path).collect(Collectors.joining(", "));
    return paths.size() > SHOWN ? some + " and " + (paths.size() - SHOWN) + " more" : some;
  }
}
