package dev.gatehand.task;

import dev.gatehand.command.Authority;
import dev.gatehand.command.Command;
import dev.gatehand.command.CommandReader;
import dev.gatehand.command.Heard;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.Role;
import java.time.Duration;
import java.util.Optional;

/**
 * Every comment comes through here, from whichever forge. It may be told of the same comment more
 * than once (a redelivery, a poll, a start after a crash); whatever it does, it does once.
 */
public final class Intake {
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private final TaskStore store;
  private final Forge forge;
  private final Policy policy;
  private final Replies replies;
  private final Opening opening;
  private final Answering answering;
  private final Claims claims;
  private final CommandReader reader = new CommandReader();

  public Intake(
      TaskStore store,
      Forge forge,
      Policy policy,
      Replies replies,
      Opening opening,
      Answering answering,
      Claims claims) {
    this.store = store;
    this.forge = forge;
    this.policy = policy;
    this.replies = replies;
    this.opening = opening;
    this.answering = answering;
    this.claims = claims;
  }

  /**
   * Looks at a comment and does what it asks for. Returns false when another thread or node is at
   * it: the caller tells of it again later, as that one may not come to the end.
   */
  public boolean heard(CommentRef ref) {
    Optional<Claims.Claim> claim = claims.take("heard " + ref, AT_MOST);
    if (claim.isEmpty()) {
      return false;
    }
    try (Claims.Claim _ = claim.get()) {
      hear(ref);
    }
    return true;
  }

  private void hear(CommentRef ref) {
    Optional<Comment> found = forge.comment(ref);
    if (found.isEmpty() || isOurs(found.get())) {
      return;
    }
    Comment comment = found.get();
    if (!comment.edited() && store.isDealtWith(ref)) {
      // A late redelivery: what it asked for is done, and the world has gone on since.
      return;
    }
    switch (reader.read(comment.body())) {
      case Heard.Nothing _ -> {}
      case Heard.NotUnderstood no -> {
        // Whoever could not command here anyway learns nothing by guessing, and costs nothing.
        if (mayBeAnswered(comment)) {
          replies.react(comment, Reaction.CONFUSED);
          replies.notUnderstood(comment, no);
        }
      }
      case Heard.Understood(Command command) -> {
        understood(comment, command);
        // Last: whatever ends in between is done again, and each step of it knows itself again.
        store.dealtWith(ref);
      }
    }
  }

  /** Our own words are never a command, whatever they quote: loops between bots end here. */
  private boolean isOurs(Comment comment) {
    return comment.author().is(forge.self())
        || Authority.isIgnored(comment.author(), policy.people());
  }

  private boolean mayBeAnswered(Comment comment) {
    return forge.roleOf(comment.ref().thread().repository(), comment.author()).atLeast(Role.READ);
  }

  private void understood(Comment comment, Command command) {
    if (comment.edited()) {
      // A writer can edit what others wrote: an edited comment has no author that we could trust.
      replies.react(comment, Reaction.CONFUSED);
      replies.edited(comment);
      return;
    }
    Role role = forge.roleOf(comment.ref().thread().repository(), comment.author());
    Optional<String> refusal = Authority.refusal(command, role, comment.author(), policy.people());
    if (refusal.isPresent()) {
      replies.react(comment, Reaction.THUMBS_DOWN);
      replies.notAllowed(comment, refusal.get());
      return;
    }
    replies.react(comment, Reaction.EYES);
    ThreadView thread = forge.thread(comment.ref().thread());
    switch (command) {
      case Command.Fix fix -> opening.fix(thread, comment, fix.words());
      case Command.Plan plan -> opening.plan(thread, comment, plan.words());
      case Command.Question question -> opening.question(thread, comment, question.words());
      case Command.Continue go -> opening.goOn(thread, comment, go.words());
      case Command.Retry _ -> opening.retry(thread, comment);
      case Command.Maintenance job -> opening.maintenance(thread, comment, job.job());
      case Command.Approve yes -> answering.approve(comment, yes);
      case Command.Deny no -> answering.deny(comment, no);
      case Command.Stop _ -> answering.stop(comment);
      case Command.Status _ -> replies.status(comment);
      case Command.Explain _ -> replies.explain(comment);
      case Command.Help _ -> replies.help(comment);
    }
  }
}
