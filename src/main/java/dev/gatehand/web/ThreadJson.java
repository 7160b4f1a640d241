package dev.gatehand.web;

import static dev.gatehand.text.Visible.content;
import static dev.gatehand.text.Visible.path;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.HostedForge;
import dev.gatehand.forge.HostedForge.Reacted;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.task.TaskStore;
import dev.gatehand.text.Visible;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Threads as JSON. Every string that somebody chose is either made visible, or given as {@code
 * html} that is safe to show; {@code body} is what they wrote, for whoever wants to work with it.
 */
@Singleton
class ThreadJson {
  private final HostedForge hosted;
  private final Forge forge;
  private final TaskStore tasks;
  private final CommentHtml html;

  ThreadJson(HostedForge hosted, Forge forge, TaskStore tasks, CommentHtml html) {
    this.hosted = hosted;
    this.forge = forge;
    this.tasks = tasks;
    this.html = html;
  }

  static Map<String, Object> repository(HostedForge.RepositoryLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("owner", line.repository().ref().owner());
    json.put("name", line.repository().ref().name());
    json.put("id", line.repository().id());
    json.put("defaultBranch", path(line.repository().defaultBranch()));
    json.put("openIssues", line.openIssues());
    json.put("openPullRequests", line.openPullRequests());
    return json;
  }

  static Map<String, Object> person(HostedForge.Person person) {
    Map<String, Object> json = account(person.account());
    json.put("role", word(person.role()));
    return json;
  }

  Map<String, Object> line(HostedForge.ThreadLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", line.ref().number());
    json.put("kind", word(line.kind()));
    json.put("title", Visible.text(line.title()));
    json.put("state", word(line.state()));
    json.put("author", account(line.author()));
    json.put("commentCount", line.comments());
    json.put("createdAt", line.createdAt());
    json.put("changedAt", line.changedAt());
    tasks
        .latestOn(line.ref())
        .ifPresent(
            task ->
                json.put(
                    "task",
                    Map.of(
                        "id", task.id().value(),
                        "state", word(task.state()),
                        "why", task.why())));
    return json;
  }

  Map<String, Object> thread(ThreadRef ref) {
    ThreadView thread = hosted.thread(ref);
    Map<Long, List<Reacted>> reactions = hosted.reactions(ref);
    Map<String, Object> json = line(hosted.line(ref));
    json.put("address", forge.address(ref));
    Marks marks = hosted.marks(ref);
    json.put("labels", marks.labels().stream().map(Visible::text).toList());
    json.put("reviewers", marks.reviewers().stream().map(Visible::text).toList());
    json.put("body", thread.body());
    json.put("html", html(thread.body(), thread.author()));
    json.put("comments", thread.comments().stream().map(c -> comment(c, reactions)).toList());
    json.put("people", hosted.people(ref.repository()).stream().map(ThreadJson::person).toList());
    hosted.pullRequest(ref).ifPresent(pull -> json.put("pullRequest", pull(pull)));
    return json;
  }

  Map<String, Object> comment(ThreadRef ref, long id) {
    Map<Long, List<Reacted>> reactions = hosted.reactions(ref);
    return hosted.thread(ref).comments().stream()
        .filter(comment -> comment.ref().id() == id)
        .map(comment -> comment(comment, reactions))
        .findFirst()
        .orElseThrow(() -> new Problem(404, "There is no such comment."));
  }

  private Map<String, Object> comment(Comment comment, Map<Long, List<Reacted>> reactions) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", comment.ref().id());
    json.put("author", account(comment.author()));
    json.put("ours", comment.author().is(forge.self()));
    json.put("body", comment.body());
    json.put("html", html(comment.body(), comment.author()));
    json.put("at", comment.at());
    json.put("edited", comment.edited());
    json.put(
        "reactions",
        reactions.getOrDefault(comment.ref().id(), List.of()).stream()
            .sorted(Comparator.comparing(Reacted::reaction))
            .map(
                reacted -> Map.of("reaction", word(reacted.reaction()), "by", reacted.by().login()))
            .toList());
    return json;
  }

  private static Map<String, Object> pull(PullRequest pull) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("headBranch", path(pull.headBranch()));
    json.put("head", pull.head().value());
    json.put("baseBranch", path(pull.baseBranch()));
    json.put("draft", pull.draft());
    return json;
  }

  static Map<String, Object> commit(CommitLine commit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", commit.id().value());
    json.put("subject", Visible.text(commit.subject()));
    json.put("body", Visible.text(commit.body()));
    json.put("author", Visible.text(commit.author()));
    json.put("at", commit.at());
    return json;
  }

  static Map<String, Object> file(FileDiff file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", path(file.path()));
    json.put("oldPath", path(file.oldPath()));
    json.put("change", word(file.change()));
    json.put("added", file.added());
    json.put("removed", file.removed());
    json.put("shown", word(file.shown()));
    json.put("patch", content(file.patch()));
    return json;
  }

  static Map<String, Object> account(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", account.id());
    json.put("login", account.login());
    json.put("kind", word(account.kind()));
    return json;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private String html(String markdown, Account author) {
    return html.render(
        markdown, author.is(forge.self()) ? CommentHtml.Voice.GATEHAND : CommentHtml.Voice.OTHERS);
  }
}
