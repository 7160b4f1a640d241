package dev.gatehand.task;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Lease;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks and asks as they follow from the journal, and the few writes that come before it. */
public interface TaskStore {
  /**
   * Opens a task: its row and its first event, in one transaction.
   *
   * @return false when this comment (or due time) has its task already, or the thread has one that
   *     has not ended
   */
  boolean open(TaskId task, TaskRequest request);

  /**
   * Takes a task up: its epoch rises, every older lease is worth nothing. Empty when it has ended.
   */
  Optional<Lease> take(TaskId task, String node);

  /** Notes that a comment was dealt with; false when it was before. */
  boolean firstSight(ThreadRef thread, long commentId);

  Optional<TaskView> find(TaskId task);

  /** The task of a thread that has not ended. */
  Optional<TaskView> activeOn(ThreadRef thread);

  /** The newest task of a thread. */
  Optional<TaskView> latestOn(ThreadRef thread);

  /** Newest first. */
  List<TaskView> latest(int maximum);

  List<TaskView> latest(RepoRef repository, int maximum);

  /** Tasks that have not ended and are not parked, for a start after a crash. */
  List<TaskId> unfinished();

  /**
   * Parked tasks with something unread in their inbox: an answer that arrived at an awkward moment.
   */
  List<TaskId> parkedWithMail();

  Optional<AskView> ask(AskId ask);

  List<AskView> openAsks(TaskId task);

  /** Open asks whose deadline is before this instant. */
  List<AskView> overdue(Instant now);

  /** A task in a list. {@code epoch}: how often it was taken up. */
  record TaskView(
      TaskId id,
      TaskRequest.Origin origin,
      TaskRequest.Kind kind,
      ThreadRef thread,
      String title,
      String by,
      TaskState state,
      String why,
      long epoch,
      Instant at,
      Instant changed) {}

  /** An ask with what became of it; {@code commentId} 0 as long as it is not posted. */
  record AskView(TaskId task, Event.Ask ask, long commentId, AskState state, String by) {}

  /** What became of an ask. */
  enum AskState {
    OPEN,
    APPROVED,
    DENIED,
    USED,
    EXPIRED,
    VOID
  }
}
