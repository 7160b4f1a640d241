package dev.gatehand.escalation;

import dev.gatehand.agent.Approvals;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Fingerprint;
import dev.gatehand.gate.Grant;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Inbox;
import dev.gatehand.journal.TaskLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hears what people said to a task, and makes grants. Nothing is believed because it was true when
 * the comment arrived: comment, role, ask and time are looked up again whenever an answer is used.
 */
public final class Hearing {
  private final Inbox inbox;
  private final Forge forge;
  private final Dispatches dispatches;
  private final Asks asks;
  private final RepositoryPolicies policies;
  private final InstantSource clock;

  public Hearing(
      Inbox inbox,
      Forge forge,
      Dispatches dispatches,
      Asks asks,
      RepositoryPolicies policies,
      InstantSource clock) {
    this.inbox = inbox;
    this.forge = forge;
    this.dispatches = dispatches;
    this.asks = asks;
    this.policies = policies;
    this.clock = clock;
  }

  public boolean hasMail(TaskLog log) {
    return !inbox.unread(log.lease().task()).isEmpty();
  }

  /** Takes everything out of the inbox. Returns who stopped the task, if somebody did. */
  public Optional<Account> hear(TaskLog log) {
    for (Inbox.Stored stored : inbox.unread(log.lease().task())) {
      switch (stored.message()) {
        case Inbox.Message.Approved(AskId ask, _, CommentRef comment) ->
            answer(log, stored.id(), ask, comment, Optional.empty());
        case Inbox.Message.Denied(AskId ask, _, CommentRef comment, String reason) ->
            answer(log, stored.id(), ask, comment, Optional.of(reason));
        case Inbox.Message.Steered(Account by, _, String words, String mode) ->
            log.append(new Event.Steered(stored.id(), by, words, mode));
        case Inbox.Message.Stopped(Account by, _) -> {
          // It stays unread until the task has ended: a crash before that must not forget it.
          return Optional.of(by);
        }
      }
    }
    return Optional.empty();
  }

  /** The receipts of the answers that count. */
  public void thank(TaskLog log) {
    for (AskProgress ask : log.history().asks()) {
      ask.answeredBy()
          .ifPresent(
              answer ->
                  dispatches.react(
                      log.writer(),
                      new CommentRef(log.history().thread(), answer.commentId()),
                      Reaction.THUMBS_UP));
    }
  }

  /** Grants for the calls of this task, each looked up again when it is made. */
  public Approvals approvals(TaskLog log) {
    return ask -> grant(log, ask);
  }

  /** The grant that an approved ask gives now; when it no longer counts, the ask is closed. */
  public Optional<Grant> grant(TaskLog log, AskId id) {
    Optional<AskProgress> ask = log.history().ask(id).filter(AskProgress::approved);
    if (ask.isEmpty()) {
      return Optional.empty();
    }
    Event.Answered answer = ask.get().answeredBy().orElseThrow();
    var comment = new CommentRef(log.history().thread(), answer.commentId());
    Optional<String> objection = objection(log, ask.get(), comment);
    if (objection.isPresent()) {
      log.append(new Event.AskClosed(id, 0, Event.Closing.VOID, objection.get()));
      return Optional.empty();
    }
    return Optional.of(
        new Grant(
            log.lease().task(),
            id,
            new Fingerprint(ask.get().ask().fingerprint()),
            answer.by().login()));
  }

  private void answer(
      TaskLog log, long inboxId, AskId id, CommentRef comment, Optional<String> denial) {
    Optional<AskProgress> ask = log.history().ask(id).filter(AskProgress::open);
    if (ask.isEmpty()) {
      log.append(new Event.Dismissed(inboxId, id + " is not open any more"));
      return;
    }
    if (!untouched(log, ask.get())) {
      // Somebody (a writer can) changed what people saw: whatever was answered, it was not this.
      log.append(
          new Event.AskClosed(
              id, inboxId, Event.Closing.VOID, "its comment was changed after it was posted"));
      return;
    }
    Optional<String> objection = objection(log, ask.get(), comment);
    if (objection.isPresent()) {
      // Told first: a message that is taken is not looked at again.
      dispatches.reply(
          log.writer(),
          "dismissed:" + inboxId,
          comment,
          ReplyText.answerDoesNotCount(id, objection.get()));
      log.append(new Event.Dismissed(inboxId, objection.get()));
      return;
    }
    Account by = forge.comment(comment).orElseThrow().author();
    log.append(
        new Event.Answered(id, inboxId, comment.id(), denial.isEmpty(), by, denial.orElse("")));
    dispatches.react(log.writer(), comment, Reaction.THUMBS_UP);
  }

  private Optional<String> objection(TaskLog log, AskProgress ask, CommentRef answer) {
    Optional<Comment> comment = forge.comment(answer);
    if (comment.isEmpty()) {
      return Optional.of("the comment with the answer was deleted");
    }
    if (!untouched(log, ask)) {
      return Optional.of("its comment was changed after it was posted");
    }
    var request = log.history().request();
    return AnswerRules.objection(
        new AnswerRules.Circumstances(
            ask.ask().deadline(),
            request,
            steered(log),
            comment.get(),
            forge.roleOf(request.thread().repository(), comment.get().author()),
            policies.of(request.thread().repository()).people(),
            clock.instant()));
  }

  private boolean untouched(TaskLog log, AskProgress ask) {
    var ref = new CommentRef(log.history().thread(), ask.commentId());
    return forge
        .comment(ref)
        .filter(posted -> !posted.edited())
        .filter(posted -> posted.body().equals(asks.posted(ask.ask())))
        .isPresent();
  }

  private static Set<Long> steered(TaskLog log) {
    return log.history().events().stream()
        .filter(Event.Steered.class::isInstance)
        .map(Event.Steered.class::cast)
        .map(event -> event.by().id())
        .collect(Collectors.toSet());
  }
}
