package dev.gatehand.publish;

import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Situation;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.text.Subject;
import dev.gatehand.text.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the commits: those that the agent wanted, each only if its own tree passes the last look.
 */
final class Composer {
  private static final int SUBJECT = 72;
  private static final int BODY = 4_000;

  private final CommitWriter writer;
  private final LastLook lastLook;
  private final Audit audit;

  Composer(CommitWriter writer, LastLook lastLook, Audit audit) {
    this.audit = audit;
    this.writer = writer;
    this.lastLook = lastLook;
  }

  /**
   * @param destination where the commits are to go, when that is decided; else the branch that the
   *     work came from, or a new one
   */
  void compose(
      Publication work, Event.Prepared base, String change, Optional<Destination> destination) {
    TaskHistory history = work.log().history();
    GitId last = history.tree().orElseThrow();
    String title = title(history);
    // From the journal, not from the clock: made again after a crash, it is the same commit.
    Instant at = history.finishedAt().orElseThrow();
    List<GitId> commits = new ArrayList<>();
    GitId parent = base.base();
    GitId reached = base.tree();
    for (Event.Committed wanted : history.commits()) {
      if (!wanted.tree().equals(reached) && passes(work, base, wanted.tree())) {
        parent = commit(work, parent, wanted.tree(), wanted.message(), at);
        commits.add(parent);
        reached = wanted.tree();
      }
    }
    if (!reached.equals(last) || commits.isEmpty()) {
      commits.add(commit(work, parent, last, title + "\n\n" + summary(history), at));
    }
    var to = destination.orElseGet(() -> destination(work, base));
    work.log().append(new Event.Composed(to.branch(), to.expected(), commits, title, change));
  }

  private Destination destination(Publication work, Event.Prepared base) {
    TaskRequest request = work.log().history().request();
    var access = work.access();
    if (BranchName.isOurs(base.baseBranch())) {
      return new Destination(base.baseBranch(), base.base().value());
    }
    BranchName name = BranchName.of(request.thread().number(), request.title());
    int attempt = 1;
    while (writer.headOf(access, name.numbered(attempt).value()).isPresent()) {
      attempt++;
    }
    return new Destination(name.numbered(attempt).value(), "");
  }

  /** Every commit is looked at, not only the net change: CI runs each that is pushed. */
  private boolean passes(Publication work, Event.Prepared base, GitId tree) {
    var changes = work.checkout().changes(base.base(), tree, LastLook.FILE_BYTES);
    var situation = Looks.at(work, tree, Situation.Stage.LAST_LOOK);
    return lastLook.look(changes, situation, work.log().history()).stream()
        .allMatch(LastLook.Finding.Fine.class::isInstance);
  }

  private GitId commit(Publication work, GitId parent, GitId tree, String message, Instant at) {
    int end = message.indexOf('\n');
    String subject =
        Subject.of(end < 0 ? message : message.substring(0, end), SUBJECT, "Change").value();
    String body = end < 0 ? "" : Visible.text(message.substring(end)).strip();
    String text =
        subject
            + (body.isEmpty() ? "" : "\n\n" + body.substring(0, Math.min(BODY, body.length())))
            + "\n\nGatehand-Task: "
            + work.log().lease().task()
            // Anchored where it cannot be taken back: who cuts off the end of the log is found.
            + audit.headOf(work.log().lease().task()).map(h -> "\nGatehand-Audit: " + h).orElse("")
            + "\n";
    return writer.commit(work.log().lease().task(), work.repository(), parent, tree, text, at);
  }

  private static String title(TaskHistory history) {
    return Optional.of(history.commits())
        .filter(commits -> !commits.isEmpty())
        .map(commits -> commits.getFirst().message().lines().findFirst().orElse(""))
        .map(line -> Subject.of(line, SUBJECT, "Change").value())
        .orElseGet(() -> Subject.of(history.request().title(), SUBJECT, "Change").value());
  }

  private static String summary(TaskHistory history) {
    return history.finished().map(Event.Finished::summary).orElse("");
  }
}
