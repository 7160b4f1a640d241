package dev.gatehand.journal;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import java.util.List;

/** What people said to a task, stored as it was given, before the task itself looks at it. */
public interface Inbox {
  /**
   * Stores a message, each comment's once, however often it is delivered. A second answer to an ask
   * that has one is not stored.
   *
   * @return whether it stands: false when somebody else's answer came first
   */
  boolean put(TaskId task, Message message);

  /** Whether this comment gave the task a message before. */
  boolean knows(TaskId task, CommentRef comment);

  /** What the task has not yet taken, oldest first. */
  List<Stored> unread(TaskId task);

  /** A message with its id; an event that carries the id marks it as taken, in its transaction. */
  record Stored(long id, Message message) {}

  /** What a person said. */
  sealed interface Message {
    CommentRef comment();

    record Approved(AskId ask, Account by, CommentRef comment) implements Message {}

    record Denied(AskId ask, Account by, CommentRef comment, String reason) implements Message {}

    record Steered(Account by, CommentRef comment, String words, String mode) implements Message {}

    record Stopped(Account by, CommentRef comment) implements Message {}
  }
}
