package dev.gatehand.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.gate.GitId;
import dev.gatehand.policy.Role;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every forge does alike where people talk: threads, comments, roles. */
public abstract class TalkContract {
  private static final String MARKER = "<!-- gatehand:0a1b2c -->";

  /** The forge under test. */
  protected abstract Forge forge();

  /** A repository with at least one commit on its default branch {@code main}. */
  protected abstract RepoRef repository();

  /** Sets a branch to a new commit, in which {@code README.md} has this content. */
  protected abstract GitId push(String branch, String content);

  protected abstract ThreadRef somebodyOpens(String login, String title, String body);

  protected abstract CommentRef somebodyComments(ThreadRef thread, String login, String body);

  /** Somebody changes a comment, also somebody else's. */
  protected abstract void somebodyEdits(CommentRef comment, String login, String body);

  protected abstract void somebodyCloses(ThreadRef thread);

  /** Somebody with write access here. */
  protected abstract String writer();

  @Test
  void acts_as_a_bot_that_stays_the_same() {
    assertThat(forge().self()).isEqualTo(forge().self());
    assertThat(forge().self().kind()).isEqualTo(Account.Kind.BOT);
  }

  @Test
  void a_repository_has_an_id_and_a_default_branch() {
    Repository repository = forge().repository(repository());
    assertThat(repository.defaultBranch()).isEqualTo("main");
    assertThat(repository.id()).isNotBlank();
    assertThat(forge().repository(repository())).isEqualTo(repository);
  }

  @Test
  void reads_a_file_as_the_default_branch_has_it_now() {
    push("other", "somewhere else");
    push("main", "fünf and more");
    assertThat(forge().file(repository(), "README.md", 5)).map(TalkContract::text).contains("fünf");
    assertThat(forge().file(repository(), ".github/gatehand.yaml", 5)).isEmpty();
    push("main", "six");
    assertThat(forge().file(repository(), "README.md", 9)).map(TalkContract::text).contains("six");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_repository_that_is_not_there_is_named() {
    assertThatThrownBy(() -> forge().repository(RepoRef.of("nobody/nothing")))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("nobody/nothing");
  }

  @Test
  void shows_a_thread_with_its_comments_oldest_first() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "It hurts");
    CommentRef first = somebodyComments(issue, writer(), "/agent fix");
    CommentRef second = forge().comment(issue, "On it");
    ThreadView view = forge().thread(issue);
    assertThat(view.kind()).isEqualTo(ThreadView.Kind.ISSUE);
    assertThat(view.title()).isEqualTo("A bug");
    assertThat(view.body()).isEqualTo("It hurts");
    assertThat(view.author().login()).isEqualTo(writer());
    assertThat(view.open()).isTrue();
    assertThat(view.comments()).extracting(Comment::ref).containsExactly(first, second);
    assertThat(view.comments()).extracting(Comment::body).containsExactly("/agent fix", "On it");
    assertThat(view.comments().getLast().author()).isEqualTo(forge().self());
  }

  @Test
  void a_thread_that_is_not_there_is_named() {
    ThreadRef nothing = new ThreadRef(repository(), 99_999);
    assertThatThrownBy(() -> forge().thread(nothing))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("#99999");
    assertThatThrownBy(() -> forge().comment(nothing, "x")).isInstanceOf(ForgeUnavailable.class);
  }

  @Test
  void a_comment_that_is_not_there_is_empty() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    assertThat(forge().comment(new CommentRef(issue, 99_999_999))).isEmpty();
  }

  @Test
  void an_edited_comment_says_so_for_ever() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    CommentRef comment = forge().comment(issue, "step 1");
    assertThat(forge().comment(comment).orElseThrow().edited()).isFalse();
    forge().edit(comment, "step 2");
    forge().edit(comment, "step 1");
    Comment now = forge().comment(comment).orElseThrow();
    assertThat(now.body()).isEqualTo("step 1");
    assertThat(now.edited()).isTrue();
  }

  @Test
  void a_comment_that_somebody_else_changed_at_once_says_so() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    CommentRef own = forge().comment(issue, "an ask");
    somebodyEdits(own, writer(), "another ask");
    Comment now = forge().comment(own).orElseThrow();
    assertThat(now.body()).isEqualTo("another ask");
    assertThat(now.edited()).isTrue();
    assertThat(now.author()).isEqualTo(forge().self());
  }

  @Test
  void edits_no_comment_of_somebody_else() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    CommentRef comment = somebodyComments(issue, writer(), "mine");
    assertThatThrownBy(() -> forge().edit(comment, "forged"))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("not ours");
    assertThat(forge().comment(comment).orElseThrow().body()).isEqualTo("mine");
  }

  @Test
  void finds_its_own_comment_behind_a_hundred_others() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    for (int i = 0; i < 103; i++) {
      somebodyComments(issue, writer(), "me too " + i);
    }
    CommentRef own = forge().comment(issue, "ours " + MARKER);
    assertThat(forge().findOwnComment(issue, MARKER)).contains(own);
    assertThat(forge().thread(issue).comments()).hasSize(104);
  }

  @Test
  void closes_an_issue_of_its_own_and_of_nobody_else() {
    ThreadRef own = forge().openIssue(repository(), "Nightly work", "see below");
    forge().closeIssue(own);
    forge().closeIssue(own);
    assertThat(forge().thread(own).open()).isFalse();
    ThreadRef other = somebodyOpens(writer(), "A bug", "");
    assertThatThrownBy(() -> forge().closeIssue(other))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("not an issue of ours");
    assertThat(forge().thread(other).open()).isTrue();
  }

  @Test
  void sets_a_reaction_twice_without_complaint() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    CommentRef comment = somebodyComments(issue, writer(), "/agent fix");
    forge().react(comment, Reaction.EYES);
    forge().react(comment, Reaction.EYES);
    assertThat(forge().comment(comment).orElseThrow().edited()).isFalse();
  }

  @Test
  void finds_only_its_own_comment_by_a_marker() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    somebodyComments(issue, writer(), "a forgery " + MARKER);
    assertThat(forge().findOwnComment(issue, MARKER)).isEmpty();
    CommentRef own = forge().comment(issue, "ours " + MARKER);
    assertThat(forge().findOwnComment(issue, MARKER)).contains(own);
  }

  @Test
  void finds_only_its_own_open_issue_by_a_marker() {
    somebodyOpens(writer(), "A forgery", MARKER);
    assertThat(forge().findOwnIssue(repository(), MARKER)).isEmpty();
    ThreadRef own = forge().openIssue(repository(), "Nightly work", "see below " + MARKER);
    assertThat(forge().findOwnIssue(repository(), MARKER)).contains(own);
    somebodyCloses(own);
    assertThat(forge().findOwnIssue(repository(), MARKER)).isEmpty();
  }

  @Test
  void knows_what_somebody_may_do_and_that_a_stranger_may_nothing() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    Account writer = forge().thread(issue).author();
    assertThat(forge().roleOf(repository(), writer)).isEqualTo(Role.WRITE);
    Account stranger = new Account(987_654_321, writer.login(), Account.Kind.PERSON);
    assertThat(forge().roleOf(repository(), stranger)).isEqualTo(Role.NONE);
  }

  @Test
  void says_where_people_read_a_thread() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    assertThat(forge().address(issue)).startsWith("http").endsWith("/" + issue.number());
  }

  @Test
  void gives_access_by_git_that_its_text_does_not_tell() {
    GitAccess access = forge().git(repository());
    assertThat(Optional.of(access.url())).isPresent();
    assertThat(access.secret().isEmpty() || !access.toString().contains(access.secret())).isTrue();
  }
}
