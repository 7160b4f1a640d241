package dev.gatehand.task;

import dev.gatehand.command.Authority;
import dev.gatehand.command.Command;
import dev.gatehand.command.CommandReader;
import dev.gatehand.command.Heard;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.policy.People;
import dev.gatehand.policy.PolicyInvalid;
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
  private final RepositoryPolicies policies;
  private final Replies replies;
  private final Opening opening;
  private final Answering answering;
  private final Triggering triggering;
  private final PushedHeads heads;
  private final Claims claims;
  private final CommandReader reader = new CommandReader();

  public Intake(
      TaskStore store,
      Forge forge,
      RepositoryPolicies policies,
      Replies replies,
      Opening opening,
      Answering answering,
      Triggering triggering,
      PushedHeads heads,
      Claims claims) {
    this.store = store;
    this.forge = forge;
    this.policies = policies;
    this.replies = replies;
    this.opening = opening;
    this.answering = answering;
    this.triggering = triggering;
    this.heads = heads;
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
      switch (ref.kind()) {
        case COMMENT -> hear(ref);
        case CLOSING -> closed(ref.thread());
        case MARKS -> marks(ref.thread());
        case CHECKS -> heads.hurry(ref.thread().repository());
        case MARKING -> {}
      }
    }
    return true;
  }

  /** Whoever closes a thread wants no more of it; one that is open again by now is left alone. */
  private void closed(ThreadRef thread) {
    if (store.activeOn(thread).isPresent() && !forge.thread(thread).open()) {
      answering.closed(thread);
    }
  }

  /** A label or an assignment that starts a task is heard like the command that it stands for. */
  private void marks(ThreadRef thread) {
    for (Comment request : triggering.on(thread)) {
      if (!isOurs(request) && !store.isDealtWith(request.ref())) {
        understood(request, new Command.Fix("", Optional.empty()));
        store.dealtWith(request.ref());
      }
    }
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
    return replies.areOurs(comment)
        || Authority.isIgnored(comment.author(), policies.operator().people());
  }

  private boolean mayBeAnswered(Comment comment) {
    return forge.roleOf(comment.ref().thread().repository(), comment.author()).atLeast(Role.READ);
  }

  /** What only ends or tells something is not held up by a mistake in the repository's own file. */
  private static boolean heedsTheRepository(Command command) {
    return switch (command) {
      case Command.Stop _, Command.Status _, Command.Explain _, Command.Help _ -> false;
      case Command.Fix _,
          Command.Plan _,
          Command.Question _,
          Command.Continue _,
          Command.Retry _,
          Command.Maintenance _,
          Command.Approve _,
          Command.Deny _ ->
          true;
    };
  }

  private void understood(Comment comment, Command command) {
    if (comment.edited()) {
      // A writer can edit what others wrote: an edited comment has no author that we could trust.
      replies.react(comment, Reaction.CONFUSED);
      replies.edited(comment);
      return;
    }
    RepoRef repository = comment.ref().thread().repository();
    Role role = forge.roleOf(repository, comment.author());
    People people = policies.operator().people();
    // The operator's word first: whoever may do nothing by that learns nothing of the other file.
    Optional<String> refusal = Authority.refusal(command, role, comment.author(), people);
    if (refusal.isEmpty() && heedsTheRepository(command)) {
      try {
        people = policies.of(repository).people();
      } catch (PolicyInvalid e) {
        replies.react(comment, Reaction.CONFUSED);
        replies.policyUnusable(comment, e);
        return;
      }
      refusal = Authority.refusal(command, role, comment.author(), people);
    }
    if (refusal.isPresent()) {
      if (replies.hasToldNo(comment)) {
        return;
      }
      replies.react(comment, Reaction.THUMBS_DOWN);
      replies.notAllowed(comment, refusal.get());
      return;
    }
    if (!isAnswer(command)) {
      replies.react(comment, Reaction.EYES);
    }
    switch (command) {
      case Command.Fix fix -> opening.fix(threadAt(comment), comment, fix.words(), fix.mode());
      case Command.Plan plan -> opening.plan(threadAt(comment), comment, plan.words());
      case Command.Question question ->
          opening.question(threadAt(comment), comment, question.words());
      case Command.Continue go -> opening.goOn(threadAt(comment), comment, go.words(), go.mode());
      case Command.Retry again -> opening.retry(threadAt(comment), comment, again.mode());
      case Command.Maintenance job -> opening.maintenance(threadAt(comment), comment, job.job());
      case Command.Approve yes -> {
        if (!opening.approved(comment, yes, () -> threadAt(comment))) {
          answering.approve(comment, yes, new Answering.Voice(role, people));
        }
      }
      case Command.Deny no -> answering.deny(comment, no, new Answering.Voice(role, people));
      case Command.Stop _ -> answering.stop(comment);
      case Command.Status _ -> replies.status(comment);
      case Command.Explain _ -> replies.explain(comment);
      case Command.Help _ -> replies.help(comment);
    }
  }

  /**
   * A task waits for an answer, so it is handed on first. It gets its receipt with what it did; two
   * would be two turns at the forge's pace of writing.
   */
  private static boolean isAnswer(Command command) {
    return command instanceof Command.Approve || command instanceof Command.Deny;
  }

  private ThreadView threadAt(Comment comment) {
    return forge.threadAt(comment.ref().thread(), comment.at());
  }
}
