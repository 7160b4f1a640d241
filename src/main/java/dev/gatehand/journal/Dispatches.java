package dev.gatehand.journal;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.Permit;
import dev.gatehand.journal.Outbox.Writer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes changes that others see, each exactly once: record the intent, look whether the forge has
 * it already (a lost reply, a crash), do it, record the result. Nothing else calls the writing
 * methods of a {@link Forge}.
 */
public final class Dispatches {
  private final Outbox outbox;
  private final Forge forge;
  private final Marker marker;

  public Dispatches(Outbox outbox, Forge forge, Marker marker) {
    this.outbox = outbox;
    this.forge = forge;
    this.marker = marker;
  }

  /** Posts a comment under a key; the same key posts nothing again and finds the same comment. */
  public CommentRef comment(Writer writer, String key, ThreadRef thread, String body) {
    return said(
        writer,
        key,
        thread,
        () -> forge.findOwnComment(thread, marker.of(key)),
        () -> forge.comment(thread, marked(key, body)));
  }

  /** The comment that was posted under this key, as it stands now; empty when it is gone. */
  public Optional<Comment> posted(String key, ThreadRef thread) {
    return outbox
        .result(key)
        .flatMap(id -> forge.comment(new CommentRef(thread, Long.parseLong(id))));
  }

  /** Answers a comment where it stands, under a key like any other comment. */
  public CommentRef reply(Writer writer, String key, CommentRef to, String body) {
    return said(
        writer,
        key,
        to.thread(),
        () -> forge.findOwnReply(to, marker.of(key)),
        () -> forge.reply(to, marked(key, body)));
  }

  /** Edits one of our comments; saying the same again changes nothing, so no look-up is needed. */
  public void edit(Writer writer, String key, CommentRef comment, String body) {
    say(writer, "edit:" + key, marked(key, body), words -> forge.edit(comment, words));
  }

  /** Edits one of our comments for the last time: once it was done under this key, never again. */
  public void editOnce(
      Writer writer, String key, CommentRef comment, String commentKey, String body) {
    once(
        writer,
        key,
        "edit",
        Optional::empty,
        () -> {
          forge.edit(comment, marked(commentKey, body));
          return "edited";
        });
  }

  public void react(Writer writer, CommentRef comment, Reaction reaction) {
    String key = "react:" + comment.thread() + ":" + comment.id() + ":" + reaction;
    once(
        writer,
        key,
        "reaction",
        Optional::empty,
        () -> {
          forge.react(comment, reaction);
          return "set";
        });
  }

  /** Opens an issue of our own; found again by its marker. */
  public ThreadRef issue(Writer writer, String key, RepoRef repository, String title, String body) {
    String number =
        once(
            writer,
            key,
            "issue",
            stillOurs(
                writer,
                key,
                "issue",
                () ->
                    forge
                        .findOwnIssue(repository, marker.of(key))
                        .map(thread -> Integer.toString(thread.number()))),
            () -> Integer.toString(forge.openIssue(repository, title, marked(key, body)).number()));
    return new ThreadRef(repository, Integer.parseInt(number));
  }

  /** Closes an issue of our own. */
  public void close(Writer writer, String key, ThreadRef issue) {
    once(
        writer,
        key,
        "close",
        Optional::empty,
        () -> {
          forge.closeIssue(issue);
          return "closed";
        });
  }

  /**
   * Opens a pull request, or finds the open one of the same branch.
   *
   * @param permit for publishing this very branch; it may have been used for the push
   */
  public ThreadRef pullRequest(Writer writer, String key, NewPullRequest request, Permit permit) {
    if (!(permit.action() instanceof Action.Publish allowed)
        || !allowed.branch().equals(request.headBranch())) {
      throw new IllegalArgumentException(
          "not permitted: a pull request from " + request.headBranch());
    }
    String number =
        once(
            writer,
            key,
            "pull-request",
            stillOurs(
                writer,
                key,
                "pull-request",
                () ->
                    forge.pullRequestsFrom(request.repository(), request.headBranch()).stream()
                        .filter(open -> open.state() == PullRequest.State.OPEN)
                        .findFirst()
                        .map(open -> Integer.toString(open.ref().number()))),
            () -> Integer.toString(forge.openPullRequest(request).number()));
    return new ThreadRef(request.repository(), Integer.parseInt(number));
  }

  /**
   * Sets labels and asks for reviews; again changes nothing.
   *
   * @return what the forge did not take, in words, or empty
   */
  public String mark(Writer writer, ThreadRef pullRequest, Marks marks) {
    return once(
        writer,
        "mark:" + pullRequest,
        "mark",
        Optional::empty,
        () -> forge.mark(pullRequest, marks).orElse(""));
  }

  /** Rewrites title and body of a pull request of ours; repeating it changes nothing. */
  public void updatePullRequest(Writer writer, ThreadRef pullRequest, String title, String body) {
    say(
        writer,
        "update:" + pullRequest,
        title + "\n" + body,
        words -> {
          int end = words.indexOf('\n');
          forge.updatePullRequest(pullRequest, words.substring(0, end), words.substring(end + 1));
        });
  }

  /**
   * Says the newest words of a place that is written again and again. A node can be frozen between
   * the fence and the forge, and wake when another has told more: then it says that once more.
   */
  private void say(Writer writer, String key, String newest, Consumer<String> deed) {
    outbox.says(writer, key, newest);
    String said = "";
    String words = newest;
    while (!words.equals(said)) {
      deed.accept(words);
      said = words;
      words = outbox.newest(key).orElse(said);
    }
  }

  /**
   * Whether Gatehand wrote a comment. A bot's account writes nothing else; a person whose token
   * Gatehand works with says things as well, and those are theirs: ours are known by what was
   * posted, and, when nobody knows whether it was, by the marker.
   */
  public boolean isOurs(Comment comment) {
    Account self = forge.self();
    if (!comment.author().is(self)) {
      return false;
    }
    return self.kind() == Account.Kind.BOT
        || outbox.hasMade("comment", Long.toString(comment.ref().id()))
        || outbox.unfinished("comment").stream()
            .anyMatch(key -> comment.body().contains(marker.of(key)));
  }

  /** How much was said under keys that begin so. */
  public int said(String prefix) {
    return outbox.countComments(prefix);
  }

  /** What a comment under this key looks like on the forge: a later look compares with it. */
  public String marked(String key, String body) {
    return body.stripTrailing() + "\n\n" + marker.of(key);
  }

  private CommentRef said(
      Writer writer,
      String key,
      ThreadRef thread,
      Supplier<Optional<CommentRef>> lookUp,
      Supplier<CommentRef> deed) {
    String id =
        once(
            writer,
            key,
            "comment",
            stillOurs(writer, key, "comment", () -> lookUp.get().map(it -> Long.toString(it.id()))),
            () -> Long.toString(deed.get().id()));
    return new CommentRef(thread, Long.parseLong(id));
  }

  private String once(
      Writer writer,
      String key,
      String kind,
      Supplier<Optional<String>> lookUp,
      Supplier<String> deed) {
    Optional<String> before = outbox.intend(writer, key, kind);
    if (before.isPresent()) {
      return before.get();
    }
    String result = lookUp.get().orElseGet(deed);
    outbox.done(writer, key, result);
    return result;
  }

  /**
   * A look at the forge that found nothing, and then another at the fence: the look takes long
   * enough for a node to be frozen in it, and for another one to have done the deed meanwhile.
   */
  private Supplier<Optional<String>> stillOurs(
      Writer writer, String key, String kind, Supplier<Optional<String>> lookUp) {
    return () -> lookUp.get().or(() -> outbox.intend(writer, key, kind));
  }
}
