package dev.gatehand.task;

import dev.gatehand.command.Command;
import dev.gatehand.escalation.AnswerRules;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Inbox;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.policy.People;
import dev.gatehand.policy.Role;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes answers and stops into a task's inbox. An answer that cannot count is refused here, in
 * words and at once; one that can is looked at again when the task uses it.
 */
public final class Answering {
  /** Nobody's account: it stands where people read by what a task was stopped. */
  private static final Account THE_CLOSING =
      new Account(0, "the closing of its thread", Account.Kind.PERSON);

  private final TaskStore store;
  private final Inbox inbox;
  private final Journal journal;
  private final TaskQueue queue;
  private final Replies replies;
  private final InstantSource clock;

  public Answering(
      TaskStore store,
      Inbox inbox,
      Journal journal,
      TaskQueue queue,
      Replies replies,
      InstantSource clock) {
    this.store = store;
    this.inbox = inbox;
    this.journal = journal;
    this.queue = queue;
    this.replies = replies;
    this.clock = clock;
  }

  /**
   * What an answer weighs, looked up just now.
   *
   * @param role of the comment's author
   * @param people what the policy of the repository says of people
   */
  record Voice(Role role, People people) {}

  void approve(Comment comment, Command.Approve command, Voice voice) {
    Optional<AskView> ask = askOf(comment, command.ask(), voice);
    if (ask.isEmpty()) {
      return;
    }
    if (!AnswerRules.names(ask.get().ask(), command.target())) {
      String line = "/agent approve " + command.ask() + " " + ask.get().ask().target();
      replies.wrongTarget(comment, command.ask(), line);
      return;
    }
    var message = new Inbox.Message.Approved(command.ask(), comment.author(), comment.ref());
    take(comment, ask.get(), message);
  }

  void deny(Comment comment, Command.Deny command, Voice voice) {
    askOf(comment, command.ask(), voice)
        .ifPresent(
            ask ->
                take(
                    comment,
                    ask,
                    new Inbox.Message.Denied(
                        command.ask(), comment.author(), comment.ref(), command.reason())));
  }

  void stop(Comment comment) {
    if (!stop(comment.ref(), comment.author())) {
      replies.nothingToStop(comment);
    }
  }

  void closed(ThreadRef thread) {
    stop(CommentRef.closing(thread), THE_CLOSING);
  }

  private boolean stop(CommentRef said, Account by) {
    Optional<TaskView> active = store.activeOn(said.thread());
    if (active.isEmpty()) {
      return false;
    }
    // First those in line: else one of them could begin while its stop is still on the way.
    for (TaskId waiting : store.waitingOn(said.thread()).reversed()) {
      inbox.put(waiting, new Inbox.Message.Stopped(by, said));
    }
    inbox.put(active.get().id(), new Inbox.Message.Stopped(by, said));
    queue.submit(active.get().id());
    return true;
  }

  /** The open ask of this thread, or a word about why there is none. */
  private Optional<AskView> askOf(Comment comment, AskId id, Voice voice) {
    Optional<AskView> ask = store.ask(id).filter(found -> ofThisThread(found, comment));
    if (ask.isEmpty()) {
      replies.askIsOver(comment, id, "there is no such ask on this thread");
      return Optional.empty();
    }
    if (inbox.knows(ask.get().task(), comment.ref())) {
      // Told twice of the same comment: it is taken already, whatever became of it.
      replies.react(comment, Reaction.ROCKET);
      queue.submit(ask.get().task());
      return Optional.empty();
    }
    Optional<String> over = over(ask.get());
    if (over.isPresent()) {
      replies.askIsOver(comment, id, over.get());
      return Optional.empty();
    }
    Optional<String> objection = objection(comment, ask.get(), voice);
    if (objection.isPresent()) {
      replies.doesNotCount(comment, id, objection.get());
      return Optional.empty();
    }
    return ask;
  }

  private Optional<String> over(AskView ask) {
    return switch (ask.state()) {
      case OPEN -> Optional.empty();
      case APPROVED, USED -> Optional.of("it was approved already, by " + ask.by());
      case DENIED -> Optional.of("it was denied already, by " + ask.by());
      case EXPIRED -> Optional.of("its time is over");
      case VOID ->
          Optional.of(
              store.find(ask.task()).filter(task -> task.state().ended()).isPresent()
                  ? "its task has ended"
                  : "it is no longer valid; what changed since is asked anew");
    };
  }

  private boolean ofThisThread(AskView ask, Comment comment) {
    return store
        .find(ask.task())
        .filter(task -> task.thread().equals(comment.ref().thread()))
        .isPresent();
  }

  private Optional<String> objection(Comment comment, AskView ask, Voice voice) {
    TaskHistory history = TaskHistory.of(journal.read(ask.task(), 0));
    Set<Long> steered =
        history.events().stream()
            .filter(Event.Steered.class::isInstance)
            .map(event -> ((Event.Steered) event).by().id())
            .collect(Collectors.toSet());
    return AnswerRules.objection(
        new AnswerRules.Circumstances(
            ask.ask().deadline(),
            history.request(),
            steered,
            comment,
            voice.role(),
            voice.people(),
            clock.instant()));
  }

  private void take(Comment comment, AskView ask, Inbox.Message message) {
    boolean taken = inbox.put(ask.task(), message);
    // The task goes on before the receipt is given: that one takes calls of the forge.
    queue.submit(ask.task());
    if (taken) {
      replies.react(comment, Reaction.ROCKET);
    } else {
      replies.askIsOver(comment, ask.ask().id(), "somebody answered it a moment before you");
    }
  }
}
