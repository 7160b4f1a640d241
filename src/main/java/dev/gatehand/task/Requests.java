package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Origin;
import dev.gatehand.policy.Mode;
import dev.gatehand.task.TaskStore.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a thread says at the moment of a command: for the task that comes of it, for ever. */
final class Requests {
  private static final Pattern OURS = Pattern.compile("gatehand/([0-9]{1,9})-.*");

  private final TaskStore store;
  private final Journal journal;
  private final Forge forge;
  private final Replies replies;

  Requests(TaskStore store, Journal journal, Forge forge, Replies replies) {
    this.store = store;
    this.journal = journal;
    this.forge = forge;
    this.replies = replies;
  }

  TaskRequest of(ThreadView thread, Comment comment, Wish wish) {
    Repository repository = forge.repository(thread.ref().repository());
    Optional<PullRequest> pullRequest =
        pullRequest(thread).or(() -> openWork(thread, wish.continues()));
    boolean fork =
        pullRequest.filter(pr -> !pr.headRepository().equals(repository.ref())).isPresent();
    Speakers speakers = new Speakers(forge, repository.ref());
    return new TaskRequest(
        comment.ref().kind() == CommentRef.Kind.MARKING ? Origin.MARKING : Origin.COMMENT,
        wish.kind(),
        repository,
        thread.ref(),
        comment.ref().id(),
        wish.by(),
        wish.words(),
        "",
        wish.continues(),
        thread.title(),
        thread.body(),
        thread.author(),
        said(thread, comment, speakers),
        pullRequest.map(PullRequest::headBranch).orElse(repository.defaultBranch()),
        pullRequest.map(pr -> pr.head().value()).orElse(""),
        fork,
        participants(thread, wish, pullRequest),
        comment.at(),
        wish.mode().map(Mode::name).orElse(""),
        speakers.role(thread.author()),
        wish.approvedBy(),
        List.of());
  }

  /** The task that opened this pull request; its branch says on which thread it was asked for. */
  Optional<TaskView> publisherOf(ThreadView thread) {
    return pullRequest(thread)
        .map(PullRequest::headBranch)
        .map(OURS::matcher)
        .filter(Matcher::matches)
        .flatMap(
            branch ->
                store.latestOn(
                    new ThreadRef(thread.ref().repository(), Integer.parseInt(branch.group(1)))))
        .filter(
            task ->
                history(task.id())
                    .published()
                    .filter(it -> it.pullRequest() == thread.ref().number())
                    .isPresent());
  }

  private Optional<PullRequest> pullRequest(ThreadView thread) {
    return switch (thread.kind()) {
      case ISSUE -> Optional.empty();
      case PULL_REQUEST -> Optional.of(forge.pullRequest(thread.ref()));
    };
  }

  /** The open pull request of the task that is gone on with: more work belongs there. */
  private Optional<PullRequest> openWork(ThreadView thread, String continues) {
    return Optional.of(continues)
        .filter(id -> !id.isEmpty())
        .flatMap(id -> history(new TaskId(id)).published())
        .map(it -> new ThreadRef(thread.ref().repository(), it.pullRequest()))
        .map(forge::pullRequest)
        .filter(pullRequest -> pullRequest.state() == PullRequest.State.OPEN);
  }

  /** What was said before the command. Our own comments are not news to us. */
  private List<TaskRequest.Said> said(ThreadView thread, Comment command, Speakers speakers) {
    List<TaskRequest.Said> said = new ArrayList<>();
    // The newest first: of a crowd, those who spoke last are looked up.
    for (Comment comment : thread.comments().reversed()) {
      if (isBefore(comment, command) && !replies.areOurs(comment)) {
        Account by = comment.author();
        said.add(new TaskRequest.Said(by, comment.body(), comment.at(), speakers.role(by)));
      }
    }
    return said.reversed();
  }

  /** Ids of different kinds of comments are not in the order of time. */
  private static boolean isBefore(Comment comment, Comment command) {
    return comment.at().isBefore(command.at())
        || (comment.at().equals(command.at()) && comment.ref().id() < command.ref().id());
  }

  private static List<Long> participants(
      ThreadView thread, Wish wish, Optional<PullRequest> pullRequest) {
    List<Long> ids = new ArrayList<>(wish.earlier());
    ids.add(wish.by().id());
    ids.add(thread.author().id());
    pullRequest.map(PullRequest::author).map(Account::id).ifPresent(ids::add);
    return ids.stream().distinct().toList();
  }

  private TaskHistory history(TaskId task) {
    return TaskHistory.of(journal.read(task, 0));
  }
}
