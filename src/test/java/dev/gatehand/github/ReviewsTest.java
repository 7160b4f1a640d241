package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.CommentId.Kind;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.policy.Role;
import dev.gatehand.store.Database;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments on lines and reviews; and who somebody is whose name was taken by another one. */
class ReviewsTest {
  @TempDir Path folder;
  private GitHubLoopback site;
  private RepoRef csv;
  private ThreadRef pull;
  private Database database;
  private GitHub github;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder.resolve("site"));
    csv = site.repository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(csv, "robot", Access.WRITE);
    site.give(csv, "wendy", Access.WRITE);
    site.as("wendy").pushes(csv, "topic", Map.of("README.md", "# CSV\n"));
    pull = new ThreadRef(csv, site.as("wendy").pulls(csv, csv, "topic", "Mend it", ""));
    database = Database.in(folder);
    github = Connected.to(site, database, new Credential.Token(new Secret(site.token("robot"))));
  }

  @AfterEach
  void close() {
    github.close();
    database.close();
    site.close();
  }

  @Test
  void a_review_with_its_lines_is_one_request() {
    CommentRef review = review("/agent fix both", Map.of("README.md", "This title is wrong"));
    assertThat(forge().addressed(review)).isEqualTo(review);
    Comment comment = forge().comment(review).orElseThrow();
    assertThat(comment.body())
        .startsWith("/agent fix both")
        .contains("On `README.md`, line 1:")
        .contains("This title is wrong");
    assertThat(comment.edited()).isFalse();
    forge().react(review, Reaction.EYES);
    CommentRef answer = forge().reply(review, "On it");
    assertThat(forge().findOwnReply(review, "On it")).contains(answer);
    assertThat(site.violations()).isEmpty();
  }

  @Test
  void a_command_on_one_line_is_answered_in_its_thread() {
    CommentRef review = review("", Map.of("README.md", "/agent fix this title"));
    CommentRef line = forge().addressed(review);
    assertThat(CommentId.of(line).kind()).isEqualTo(Kind.LINE);
    assertThat(forge().comment(line).orElseThrow().body()).isEqualTo("/agent fix this title");
    forge().react(line, Reaction.EYES);
    CommentRef answer = forge().reply(line, "On it <!-- m -->");
    assertThat(CommentId.of(answer).kind()).isEqualTo(Kind.LINE);
    assertThat(forge().findOwnReply(line, "<!-- m -->")).contains(answer);
    assertThat(forge().thread(pull).comments()).extracting(Comment::ref).contains(line, answer);
    assertThat(site.violations()).isEmpty();
  }

  @Test
  void the_same_number_of_another_kind_is_another_comment() {
    CommentRef line = forge().addressed(review("", Map.of("README.md", "/agent fix")));
    CommentRef talk = new CommentRef(pull, CommentId.of(line).number());
    assertThat(forge().comment(talk)).isEmpty();
    assertThat(forge().comment(new CommentRef(new ThreadRef(csv, 999), line.id()))).isEmpty();
  }

  @Test
  void a_name_that_was_taken_over_gives_no_role() {
    Comment said = forge().comment(comment("wendy", "/agent fix")).orElseThrow();
    assertThat(forge().roleOf(csv, said.author())).isEqualTo(Role.WRITE);
    site.rename("wendy", "wendy-was");
    long stranger = site.as("wendy").id();
    assertThat(stranger).isNotEqualTo(said.author().id());
    assertThat(forge().roleOf(csv, said.author()))
        .as("she is still who she was")
        .isEqualTo(Role.WRITE);
    Comment other = forge().comment(comment("wendy", "/agent fix")).orElseThrow();
    assertThat(forge().roleOf(csv, other.author())).isEqualTo(Role.READ);
  }

  private GitHubForge forge() {
    return (GitHubForge) github.forge();
  }

  private CommentRef comment(String login, String body) {
    return new CommentRef(pull, site.as(login).comments(csv, pull.number(), body));
  }

  private CommentRef review(String body, Map<String, String> lines) {
    long id = site.as("wendy").reviews(csv, pull.number(), "COMMENTED", body, lines);
    return new CommentId(Kind.REVIEW, id).on(pull);
  }
}
