package dev.gatehand.task;

import dev.gatehand.agent.Spending;
import dev.gatehand.forge.CommentRef;
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
import java.util.Map;
import java.util.Optional;

/** Tasks and asks as they follow from the journal, and the few writes that come before it. */
public interface TaskStore {
  /**
   * Opens a task: its row and its first event, in one transaction. A thread has one task at work;
   * while it has not ended, others wait in line, and the next one begins when it ends.
   *
   * @return false when this comment (or due time) has its task already, when the thread's line is
   *     full, or when the maintenance job has a run that has not ended
   */
  boolean open(TaskId task, TaskRequest request);

  /**
   * Takes a task up: its epoch rises, every older lease is worth nothing. Empty when it has ended,
   * or another one of its thread has to end first.
   */
  Optional<Lease> take(TaskId task, String node);

  /** Notes that all which a comment asks for is done; false when it was noted before. */
  boolean dealtWith(CommentRef comment);

  /** Whether {@link #dealtWith} was noted: it is delivered again, perhaps days later. */
  boolean isDealtWith(CommentRef comment);

  Optional<TaskView> find(TaskId task);

  /** The task that came from the same comment or due time. */
  Optional<TaskView> openedBy(TaskRequest request);

  /** The task that is at work on a thread: not ended, and not in line behind another. */
  Optional<TaskView> activeOn(ThreadRef thread);

  /** The tasks that wait for the one at work on a thread, oldest first. */
  List<TaskId> waitingOn(ThreadRef thread);

  /** The run of a maintenance job that has not ended. */
  Optional<TaskView> activeJob(RepoRef repository, String job);

  /** Runs of a maintenance job, newest first. */
  List<TaskView> ofJob(RepoRef repository, String job, int maximum);

  /** What the tasks of a thread have cost, and those of its repository today. */
  Spending spending(ThreadRef thread);

  /** The newest task of a thread. */
  default Optional<TaskView> latestOn(ThreadRef thread) {
    return latestOn(thread, 1).stream().findFirst();
  }

  /** Tasks of a thread, newest first. */
  List<TaskView> latestOn(ThreadRef thread, int maximum);

  /** Newest first. */
  List<TaskView> latest(int maximum);

  List<TaskView> latest(RepoRef repository, int maximum);

  /** Tasks that could go on and are not in the queue: something ended before it put them there. */
  List<TaskId> unfinished();

  /**
   * Parked tasks with something unread in their inbox: an answer that arrived at an awkward moment.
   */
  List<TaskId> parkedWithMail();

  Optional<AskView> ask(AskId ask);

  List<AskView> openAsks(TaskId task);

  /** Open asks in the last quarter of their time of which nobody was reminded. */
  List<AskView> toRemindOf(Instant now);

  /** How many asks there are in each state, ever. */
  Map<AskState, Long> countAsks();

  /** Open asks whose deadline is before this instant. */
  List<AskView> overdue(Instant now);

  /**
   * A task in a list. {@code epoch}: how often it was taken up; {@code job}: of maintenance, or
   * empty.
   */
  record TaskView(
      TaskId id,
      TaskRequest.Origin origin,
      TaskRequest.Kind kind,
      String job,
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
